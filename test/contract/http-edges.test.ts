import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract as consoleContract } from '../../generated/console/index.ts';
import { type TestAnswer, until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { formOf } from './form.ts';
import { openConnection, parseAnswer, requestKeepingAlive } from './raw.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const isProblem = (body: unknown): boolean => consoleContract.validators.response['getMetrics']?.['401']?.(body) === true;

/** The body of the contract that owns the address: Pipedrive's envelope under /api/, problem details elsewhere. */
function expectOwnErrorBody(path: string, answer: TestAnswer, code: string): void {
  if (path.startsWith('/api/')) {
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.json).toEqual({ success: false, data: { message: expect.any(String), code } });
  } else {
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json).toMatchObject({ status: answer.status, code });
    expect(isProblem(answer.json), answer.text).toBe(true);
  }
  expect(answer.text).not.toMatch(/\bat .*:\d+|node_modules|Error:/);
}

/** Sends the bytes, closes nothing, and reads until the server closes. */
async function raw(bytes: string | Buffer): Promise<TestAnswer> {
  const connection = await openConnection(stage.url);
  connection.write(bytes);
  return parseAnswer(await connection.closed());
}

const authorization = () => {
  const { clientId, clientSecret } = stage.config.pipedrive;
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
};
const stillAnswers = async () => expect((await stage.call('/health/live', { auth: null })).status).toBe(200);

test('http 404: an address that no operation has', async () => {
  const paths = [
    '/api',
    '/api/',
    '/api/channels',
    '/api/channels/',
    '/api/channels/x/unknown',
    '/api/channels/x/messages/y/z',
    '/nowhere',
    '/media',
    '/webhooks',
    '/favicon.ico',
    '/..%2f',
    '/health/live/x',
  ];
  for (const path of paths) {
    const answer = await stage.call(path);
    expect(answer.status, path).toBe(404);
    expectOwnErrorBody(path, answer, 'NOT_FOUND');
  }
});

test('http 405: an address asked with a method it does not know names those it does', async () => {
  const asked: [method: string, path: string, allow: string][] = [
    ['POST', '/api/channels/x/conversations', 'GET, HEAD'],
    ['DELETE', '/api/channels/x/messages', 'POST'],
    ['GET', '/api/channels/x', 'DELETE'],
    ['PUT', '/webhooks/whatsapp', 'GET, HEAD, POST'],
    ['OPTIONS', '/webhooks/whatsapp', 'GET, HEAD, POST'],
    ['PATCH', '/health/live', 'GET, HEAD'],
    ['GET', '/playground/replies', 'POST'],
  ];
  for (const [method, path, allow] of asked) {
    const answer = await stage.call(path, { method });
    expect(answer.status, `${method} ${path}`).toBe(405);
    expect(String(answer.headers['allow']).split(', ').toSorted().join(', ')).toBe(allow);
    expectOwnErrorBody(path, answer, 'METHOD_NOT_ALLOWED');
  }
});

test('http 200: HEAD answers like GET without the body, refusals included', async () => {
  await stage.write('hello');
  for (const path of [
    `/api/channels/${stage.channelId}/conversations`,
    '/api/channels/none/conversations',
    '/health/live',
    '/manifest.json',
    '/nowhere',
    '/metrics',
  ]) {
    const got = await stage.call(path);
    const head = await stage.call(path, { method: 'HEAD' });
    expect([head.status, head.headers['content-type'], head.text], path).toEqual([got.status, got.headers['content-type'], '']);
  }
  expect((await stage.call(`/api/channels/${stage.channelId}/messages`, { method: 'HEAD' })).status).toBe(405);
});

test('http 400: a percent sign that encodes nothing, wherever it stands in the path', async () => {
  for (const path of [
    '/%zz',
    '/api/channels/%',
    '/api/channels/%zz/conversations',
    '/media/%E0%A4%A/x',
    '/api/channels/%ff/messages/%c3%28',
  ]) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\nConnection: close\r\n\r\n`);
    expect(answer.status, path).toBe(400);
    expectOwnErrorBody(path, answer, path.startsWith('/api/') ? 'INVALID_BODY' : 'INVALID_REQUEST');
  }
  await stillAnswers();
});

test('http 400: bytes that are no HTTP request', async () => {
  const broken = [
    'hello\r\n\r\n',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    '\x16\x03\x01\x02\x00',
    'GET / HTTP/1.1\r\nno colon\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    'POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx',
  ];
  for (const bytes of broken) {
    const answer = await raw(bytes);
    expect(answer.status, bytes).toBe(400);
    expectOwnErrorBody('/', answer, 'INVALID_REQUEST');
  }
  await stillAnswers();
});

test('http 431: headers beyond 16 KiB', async () => {
  const answer = await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(answer.status).toBe(431);
  expectOwnErrorBody('/', answer, 'HEADERS_TOO_LARGE');
  await stillAnswers();
});

test('http 200: callers who break off in the middle of a body leave nothing behind, and the server goes on', async () => {
  await stage.write('hello');
  const { id, sourceUserId } = await onlyConversation(stage);
  const { headers, body } = formOf({ message: 'hi', senderId: sourceUserId, conversationId: id }, [
    { name: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.alloc(200_000) },
  ]);
  const heads = [
    `POST /api/channels/${stage.channelId}/messages HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${body.length}\r\n\r\n`,
    `POST /api/channels/${stage.channelId}/messages HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\nContent-Type: ${headers['content-type']}\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n`,
    'POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n',
  ];
  for (const [index, head] of heads.entries()) {
    const connection = await openConnection(stage.url);
    connection.write(head);
    connection.write(body.subarray(0, 150_000));
    const spooled = async () => (await stage.mediaFiles()).length > 0;
    if (index < 2) await until(spooled, 'the file on its way to the disk');
    if (index === 1) connection.socket.resetAndDestroy();
    else connection.socket.destroy();
    await until(() => stage.logLines.filter((line) => /REQUEST_ABORTED|INVALID_MULTIPART/.test(line)).length === index + 1);
    await until(async () => !(await spooled()), 'the half file gone');
    await stillAnswers();
  }
  expect(stage.rows("SELECT 1 FROM messages WHERE direction = 'outbound'")).toEqual([]);
  expect(stage.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test('http 415: a request behind a body that nobody read is not mistaken for one', async () => {
  const inner = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
  const connection = await openConnection(stage.url);
  const body = `${inner}${' '.repeat(2000)}`;
  connection.write(
    `POST /api/channels/${stage.channelId}/messages HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  connection.write(body.slice(0, inner.length));
  await until(() => connection.received().includes('415'));
  connection.write(body.slice(inner.length) + inner);
  connection.socket.end();
  const answers = (await connection.closed()).match(/HTTP\/1\.1 \d{3}/g);
  expect(answers?.[0]).toBe('HTTP/1.1 415');
  expect(answers?.slice(1).every((line) => line === 'HTTP/1.1 200')).toBe(true);
  expect(answers?.length).toBeLessThanOrEqual(2);
});

test('http 200: pipelined requests are answered each, in their order', async () => {
  const connection = await openConnection(stage.url);
  const delivery = JSON.stringify(deliveryOf(changeOf({ messages: [textMessage('x')] }, { from: ANA, name: 'Ana' })));
  connection.write(
    `GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nPOST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(delivery)}\r\n\r\n${delivery}` +
      'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  expect((await connection.closed()).match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 404']);
});

test('http 200: an answer under way when the server stops still leaves, and its kept-alive connection does not hold up the stop', async () => {
  await stage.write('hello');
  const { id, sourceUserId } = await onlyConversation(stage);
  stage.peers.whatsapp.faults.delayNext('sendMessage', 60_000);
  const { headers, body } = formOf({ senderId: sourceUserId, conversationId: id, message: 'slow' });
  const slow = requestKeepingAlive(`${stage.url}/api/channels/${stage.channelId}/messages`, {
    method: 'POST',
    headers: { ...headers, authorization: authorization() },
    body,
  });
  await until(() => stage.rows("SELECT 1 FROM sends WHERE state = 'sending'").length === 1);
  const stopped = stage.stop();
  await stage.clock.advance(4000);
  expect(await slow.status).toBe(200);
  await stage.clock.advance(60_000);
  await stopped;
  slow.release();
}, 20_000);

test('http 200: a file under way when the server stops arrives whole, and its kept-alive connection does not hold up the stop', async () => {
  await stage.write('hello');
  const { id } = await onlyConversation(stage);
  const bytes = Buffer.alloc(8 * 1024 * 1024, 'abc');
  const file = { name: 'big.pdf', contentType: 'application/pdf', bytes };
  const sent = await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId: id, text: '', files: [file] });
  const message = await stage.call(`/api/channels/${stage.channelId}/messages/${JSON.parse(sent.body).data.id}`);
  const link = new URL(message.json.attachments[0].url);
  const connection = await openConnection(stage.url);
  connection.write(`GET ${link.pathname}${link.search} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await until(() => connection.received().length > 0);
  connection.socket.pause();
  const stopped = stage.stop();
  connection.socket.resume();
  const answer = parseAnswer(await connection.closed());
  expect([answer.status, answer.text.length]).toEqual([200, bytes.length]);
  await stopped;
}, 20_000);
