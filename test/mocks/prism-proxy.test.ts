import { once } from 'node:events';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, request } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Front } from '../../mocks/prism/front.ts';
import { startMock } from '../../mocks/prism/mock-server.ts';
import { startProxy } from '../../mocks/prism/proxy-server.ts';

/** A service that answers what a test tells it to, and keeps what it was asked. */
const upstream = { status: 200, headers: {} as OutgoingHttpHeaders, body: Buffer.alloc(0) };
let asked: { url: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
const server = createServer(async (incoming, outgoing) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  asked.push({ url: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks) });
  outgoing.writeHead(upstream.status, upstream.headers).end(upstream.body);
});

let upstreamUrl: string;
let lenient: Front;
let strict: Front;
const violations: string[] = [];
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  upstreamUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  lenient = await startProxy('pipedrive', { upstream: `${upstreamUrl}/api/`, port: 0, onViolation: (line) => violations.push(line) });
  strict = await startProxy('pipedrive', { upstream: upstreamUrl, port: 0, errors: true, onViolation: (line) => violations.push(line) });
});
afterAll(async () => {
  await lenient.close();
  await strict.close();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  violations.length = 0;
});

const USER = { success: true, data: { id: 1, name: 'Ana', email: 'ana@harbour.example', company_id: 2, company_domain: 'harbour' } };
const answers = (status: number, body: Buffer | string | object, headers: OutgoingHttpHeaders = { 'content-type': 'application/json' }) => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  Object.assign(upstream, { status, headers, body: bytes });
};
async function call(
  front: Front,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) {
  const { method = 'GET', headers = { authorization: 'Bearer any' }, body } = options;
  const answer = await request(`${front.url}${path}`, {
    method: method as Dispatcher.HttpMethod,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const { 'sl-violations': told, ...rest } = answer.headers;
  return {
    status: answer.statusCode,
    headers: rest,
    bytes,
    told: typeof told === 'string' ? (JSON.parse(told) as { message: string }[]) : [],
  };
}

test('proxy: a right exchange passes unchanged, under the same path, without a word', async () => {
  answers(200, USER, { 'content-type': 'application/json', 'x-ratelimit-remaining': '79' });
  for (const path of ['/v1/users/me?debug=1', '/api/v1/users/me']) {
    const { status, headers, bytes, told } = await call(lenient, path);
    expect([status, JSON.parse(bytes.toString()), headers['x-ratelimit-remaining'], told]).toEqual([200, USER, '79', []]);
  }
  expect(asked.map(({ url }) => url)).toEqual(['/api/v1/users/me?debug=1', '/api/api/v1/users/me']);
  expect(asked[0]?.headers['authorization']).toBe('Bearer any');
  expect(asked[0]?.headers['x-prism-exchange']).toBeUndefined();
  expect(violations).toEqual([]);
});

test('proxy: an answer that breaks the contract is passed on with its violation, or refused with --errors', async () => {
  answers(200, { success: true });
  const passed = await call(lenient, '/v1/users/me');
  expect([passed.status, passed.bytes.toString()]).toEqual([200, '{"success":true}']);
  expect(passed.told.map(({ message }) => message)).toEqual([expect.stringContaining("required property 'data'")]);
  expect(violations).toEqual([expect.stringMatching(/^getCurrentUser 200: Error in response\.body: .*'data'/)]);
  const refused = await call(strict, '/v1/users/me');
  expect(refused.status).toBe(500);
  expect(refused.headers['content-type']).toBe('application/problem+json');
  expect(refused.bytes.toString()).toContain("required property 'data'");
});

test('proxy: a request that breaks the contract is told of, and with --errors never reaches the upstream', async () => {
  answers(200, { success: true, data: {} });
  const wrong = { method: 'POST', headers: { authorization: 'Bearer any', 'content-type': 'application/json' }, body: '{"name":"x"}' };
  expect((await call(lenient, '/v1/channels', wrong)).told.map(({ message }) => message)).toContainEqual(
    expect.stringContaining("'provider_channel_id'"),
  );
  expect(asked).toHaveLength(1);
  const refused = await call(strict, '/v1/channels', wrong);
  expect(refused.status).toBe(422);
  expect(refused.bytes.toString()).toContain('provider_channel_id');
  expect(asked).toHaveLength(1);
  expect((await call(strict, '/v1/users/me', { headers: {} })).status).toBe(401);
  expect((await call(strict, '/v1/nothing')).status).toBe(404);
  expect(asked).toHaveLength(1);
});

test('proxy: a status that is not documented is told of; a 501 of the upstream stays a 501', async () => {
  for (const status of [418, 501]) {
    answers(status, { teapot: true });
    for (const front of [lenient, strict]) {
      const { status: given, bytes, told } = await call(front, '/v1/users/me');
      expect([given, bytes.toString()]).toEqual([status, '{"teapot":true}']);
      expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('Unable to match the returned status code') })]);
    }
  }
});

test('proxy: a redirect is the client’s to follow, a broken body is a violation without its words', async () => {
  answers(302, '', { location: `${upstreamUrl}/elsewhere` });
  const redirect = await call(lenient, '/v1/users/me');
  expect([redirect.status, redirect.headers['location']]).toEqual([302, `${upstreamUrl}/elsewhere`]);
  expect(asked).toHaveLength(1);
  answers(200, '{"secret text');
  const broken = await call(lenient, '/v1/users/me');
  expect([broken.status, broken.bytes.toString()]).toEqual([200, '{"secret text']);
  expect(broken.told.map(({ message }) => message)).toEqual(['the body is not valid JSON']);
  expect(violations.join()).not.toContain('secret text');
});

test('proxy: the bytes of files go through unchanged in both directions', async () => {
  const file = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
  const front = await startProxy('whatsapp', { upstream: upstreamUrl, port: 0 });
  try {
    answers(200, file, { 'content-type': 'application/octet-stream' });
    const read = await call(front, '/whatsapp_business/attachments?mid=1&ext=2&hash=x');
    expect(read.bytes.equals(file)).toBe(true);
    const form = Buffer.concat([
      Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: image/jpeg\r\n\r\n'),
      file,
      Buffer.from('\r\n--b--\r\n'),
    ]);
    answers(200, { id: '1' });
    const headers = { authorization: 'Bearer any', 'content-type': 'multipart/form-data; boundary=b' };
    await call(front, '/v26.0/106540352242922/media', { method: 'POST', headers, body: form });
    expect(asked.at(-1)?.body.equals(form)).toBe(true);
  } finally {
    await front.close();
  }
});

test('proxy: a form that Prism cannot read is a violation and harms nobody else', async () => {
  const front = await startProxy('whatsapp', { upstream: upstreamUrl, port: 0 });
  try {
    answers(200, { id: '1' });
    const headers = { authorization: 'Bearer any', 'content-type': 'multipart/form-data; boundary=b' };
    // A file without a content type, a part without a name, no part at all.
    for (const part of ['Content-Disposition: form-data; name="file"; filename="x"', 'X: y', '']) {
      const body = `--b\r\n${part}\r\n\r\nbytes\r\n--b--\r\n`;
      const { status, told } = await call(front, '/v26.0/106540352242922/media', { method: 'POST', headers, body });
      expect([status, told.length > 0]).toEqual([200, true]);
      expect(asked.at(-1)?.body.toString()).toBe(body);
    }
  } finally {
    await front.close();
  }
});

test('proxy: an upstream that does not answer is a 502', async () => {
  const front = await startProxy('pipedrive', { upstream: 'http://127.0.0.1:9', port: 0 });
  try {
    const { status, bytes } = await call(front, '/v1/users/me');
    expect(status).toBe(502);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      title: 'The upstream did not answer',
      detail: expect.stringContaining('127.0.0.1:9'),
    });
  } finally {
    await front.close();
  }
});

test('proxy: in front of a mock of the same document nothing is found', async () => {
  const mock = await startMock('pipedrive', { port: 0 });
  const front = await startProxy('pipedrive', { upstream: mock.url, port: 0, errors: true });
  try {
    const { status, told } = await call(front, '/v1/users/me');
    expect([status, told]).toEqual([200, []]);
  } finally {
    await front.close();
    await mock.close();
  }
});
