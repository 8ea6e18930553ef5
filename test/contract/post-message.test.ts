import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { png as samplePng } from '../domain/outgoing-files/samples.ts';
import { type TestAnswer, until } from '../support/provider.ts';
import { type FormFile, formOf } from './form.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import {
  type Ask,
  hidesChannels,
  keepsFaultsInside,
  refusesLongIds,
  refusesStrangers,
  respectsTheSwitch,
  saysStoreIsAway,
  slowsDown,
  tellsOfSuspension,
} from './refusals.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
let conversationId: string;
let senderId: string;
let endUserId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  ({ id: conversationId, sourceUserId: senderId, endUserId } = await onlyConversation(stage));
});
afterEach(() => stage.stopAll());

const pdf: FormFile = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 offer') };
const png: FormFile = { name: 'map — Hafen 😀.png', contentType: 'image/png', bytes: samplePng() };

const path = (channelId = stage.channelId) => `/api/channels/${channelId}/messages`;
/** Posts the form that a salesperson's "hi" makes, with the named fields replaced (`undefined` leaves one out). */
const post = (fields: Parameters<typeof formOf>[0] = {}, files: FormFile[] = []): Promise<TestAnswer> =>
  stage.call(path(), { method: 'POST', ...formOf({ message: 'hi', senderId, conversationId, recipientIds: endUserId, ...fields }, files) });
/** The same for several files: time passes, because each waits until WhatsApp has seen to the one before. */
async function postSeveral(...form: Parameters<typeof post>): Promise<TestAnswer> {
  let answer: TestAnswer | undefined;
  const posting = post(...form).then((given) => {
    answer = given;
  });
  await until(async () => {
    await stage.clock.advance(500);
    return answer !== undefined;
  }, 'the answer');
  await posting;
  return answer as TestAnswer;
}
const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(path(channelId), { method: 'POST', ...options, ...formOf({ message: 'hi', senderId, conversationId, recipientIds: endUserId }) });

const onThePhone = () =>
  stage.peers.whatsapp
    .phone(ANA)
    .filter(({ from }) => from === 'business')
    .map(({ type, text }) => [type, text]);
const storedMessages = () => stage.rows("SELECT text FROM messages WHERE direction = 'outbound' ORDER BY seq").map(({ text }) => text);
const nothingHappened = async () => {
  expect(storedMessages()).toEqual([]);
  expect(await stage.mediaFiles()).toEqual([]);
  expect(onThePhone()).toEqual([]);
};
/** Sends bytes as they are over a connection of its own and reads the answer until the server closes. */
async function postRaw(headers: Record<string, string>, body: string | Buffer, halfClose = false): Promise<TestAnswer> {
  const { clientId, clientSecret } = stage.config.pipedrive;
  const connection = await openConnection(stage.url);
  const lines = Object.entries({
    host: 'provider',
    authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  connection.write(`POST ${path()} HTTP/1.1\r\n${lines.join('')}\r\n`);
  connection.write(body);
  if (halfClose) connection.socket.end();
  return parseAnswer(await connection.closed());
}

test('postMessage 200: the text reaches the phone once, and its statuses come back under the id', async () => {
  const { id } = proves(await post()).json.data;
  expect(onThePhone()).toEqual([['text', 'hi']]);
  const statusOf = async () => (await stage.call(`${path()}/${id}`)).json.status;
  await until(async () => {
    await stage.clock.advance(1000);
    return (await statusOf()) === 'read';
  });
  expect(storedMessages()).toEqual(['hi']);
});

test('postMessage 200: every published spelling of the recipients is understood', async () => {
  const spellings: Parameters<typeof formOf>[0][] = [
    { recipientIds: endUserId },
    { recipientIds: `${endUserId},${endUserId}` },
    { recipientIds: ` ${endUserId} , ` },
    { recipientIds: [endUserId, endUserId] },
    { recipientIds: JSON.stringify([endUserId]) },
    { recipientIds: '[]' },
    { recipientIds: '' },
    { recipientIds: undefined },
    { recipientIds: undefined, 'recipientIds[]': endUserId },
    { recipientIds: undefined, 'recipientIds[]': [endUserId, endUserId] },
    { recipientIds: undefined, 'recipientIds[0]': endUserId },
    { recipientIds: endUserId, 'recipientIds[]': endUserId },
  ];
  for (const [index, spelling] of spellings.entries()) proves(await post({ message: `spelling ${index}`, ...spelling }));
  expect(onThePhone().map(([, text]) => text)).toEqual(spellings.map((_, index) => `spelling ${index}`));
});

test('postMessage 400: a recipient who is not the customer of the conversation, in every spelling', async () => {
  const stranger = 'pt_9Kd0sWq3Lx7Vb2Nm';
  const spellings: Parameters<typeof formOf>[0][] = [
    { recipientIds: stranger },
    { recipientIds: `${endUserId},${stranger}` },
    { recipientIds: [endUserId, stranger] },
    { recipientIds: JSON.stringify([stranger]) },
    { recipientIds: endUserId, 'recipientIds[]': stranger },
    { recipientIds: undefined, 'recipientIds[]': [endUserId, stranger] },
    { recipientIds: senderId },
  ];
  for (const spelling of spellings) expect(proves(await post(spelling)).json.data.code).toBe('INVALID_BODY');
  await nothingHappened();
});

test('postMessage 403: a sender who is not the source user of the channel', async () => {
  const second = await stage.addChannel('206540352242922');
  for (const stranger of [endUserId, second.sourceUserId, 'pt_Sales0001aaaaaaa', `${senderId} `]) {
    expect(proves(await post({ senderId: stranger }, [pdf])).json.data.code).toBe('FORBIDDEN');
  }
  await nothingHappened();
});

test('postMessage 404: an unknown conversation, and one of another channel', async () => {
  const second = await stage.addChannel('206540352242922');
  await stage.write('hello', { phone: second.phoneNumberId });
  const foreign = (await stage.call(`/api/channels/${second.id}/conversations`)).json.data[0].id as string;
  const unknown = proves(await post({ conversationId: 'cv_8JwQm2Lk0aZrT5uY' }, [pdf]));
  expect(proves(await post({ conversationId: foreign })).text).toBe(unknown.text);
  await nothingHappened();
});

test('postMessage 200: files alone, and text with several files, are served byte for byte under their links', async () => {
  const alone = proves(await post({ message: '' }, [png])).json.data.id as string;
  const several = proves(
    await postSeveral({ message: 'all of it' }, [pdf, png, { ...pdf, name: 'no extension', contentType: 'text/plain' }]),
  ).json.data.id as string;
  const attachmentsOf = async (id: string) =>
    (await stage.call(`${path()}/${id}`)).json.attachments as { name: string; type: string; size: number; url: string }[];
  expect((await attachmentsOf(alone)).map(({ name, type, size }) => [name, type, size])).toEqual([
    [png.name, 'image/png', png.bytes.length],
  ]);
  const files = await attachmentsOf(several);
  expect(files.map(({ type }) => type)).toEqual(expect.arrayContaining(['application/pdf', 'image/png']));
  for (const [index, file] of [pdf, png].entries()) {
    const { pathname, search } = new URL(files[index]?.url ?? '');
    const read = await stage.call(pathname + search, { auth: null });
    expect([read.status, read.headers['content-length'], read.headers['content-disposition']]).toEqual([
      200,
      String(file.bytes.length),
      expect.stringMatching(/^(?:inline|attachment); filename\*=UTF-8''/),
    ]);
    const head = await stage.call(pathname + search, { auth: null, method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, String(file.bytes.length), '']);
  }
  expect(files).toHaveLength(3);
  expect(await stage.mediaFiles()).toHaveLength(4);
  await until(async () => {
    await stage.clock.advance(500);
    return onThePhone().length === 5;
  }, 'every part on the phone');
  expect(onThePhone().map(([type]) => type)).toEqual(['image', 'text', 'document', 'image', 'document']);
});

test('postMessage 200: the answer leaves only after the message is committed', async () => {
  proves(await post({ message: 'on the disk' }));
  // Another connection sees committed rows only; nothing was awaited between the answer and this read.
  expect(storedMessages()).toEqual(['on the disk']);
});

test('postMessage 400: a required field is missing, twice there, or empty', async () => {
  const forms: Parameters<typeof formOf>[0][] = [
    { senderId: undefined },
    { conversationId: undefined },
    { senderId: '' },
    { conversationId: '' },
    { senderId: [senderId, senderId] },
    { conversationId: [conversationId, conversationId] },
    { message: ['hi', 'hi'] },
    { 'conversationId[x]': 'y' },
    { 'conversationId[]': 'y' },
  ];
  for (const fields of forms) expect(proves(await post(fields, [pdf])).json.data.code).toBe('INVALID_BODY');
  await nothingHappened();
});

test('postMessage 400: neither text nor file', async () => {
  for (const message of ['', undefined]) expect(proves(await post({ message })).json.data.message).toMatch(/text|file/);
  await nothingHappened();
});

test('postMessage 400: a text beyond 4096 characters, counted as a person counts', async () => {
  proves(await post({ message: 'x'.repeat(4097) }));
  proves(await post({ message: '😀'.repeat(4097) }));
  await nothingHappened();
  expect((await post({ message: '😀'.repeat(4096) })).status).toBe(200);
});

test('postMessage 400: a boundary that is missing or not in the body, a cut body, an empty one', async () => {
  const { headers, body } = formOf({ message: 'hi', senderId, conversationId }, [pdf]);
  const send = (contentType: string, bytes: Buffer | string) =>
    stage.call(path(), { method: 'POST', headers: { 'content-type': contentType }, body: bytes });
  for (const contentType of ['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=another']) {
    expect(proves(await send(contentType, body)).json.data.code, contentType).toBe('INVALID_BODY');
  }
  const contentType = String(headers['content-type']);
  for (const length of [0, 1, 60, body.indexOf('%PDF') + 3, body.length - 30, body.length - 6]) {
    expect(proves(await send(contentType, body.subarray(0, length))).json.data.code, `the first ${length} bytes`).toBe('INVALID_BODY');
  }
  await until(async () => (await stage.mediaFiles()).length === 0);
  await nothingHappened();
});

test('postMessage 400: WhatsApp refuses at once; the reason is in the answer and the inbox never hears of the message', async () => {
  stage.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131047 });
  const { message, code } = proves(await post()).json.data;
  expect(code).toBe('INVALID_BODY');
  expect(message).toContain('131047');
  for (let minute = 0; minute < 5; minute++) await stage.clock.advance(60_000);
  await stage.write('still there?');
  await until(() => stage.peers.pipedrive.inbox(stage.channelId, conversationId).length === 2);
  expect(stage.peers.pipedrive.inbox(stage.channelId, conversationId).map(({ text }) => text)).toEqual(['hello', 'still there?']);
  expect(onThePhone()).toEqual([]);
  expect((await post()).status).toBe(200);
});

test('postMessage 200: WhatsApp is slow; the answer comes after four seconds and the outcome follows as a status', async () => {
  stage.peers.whatsapp.faults.delayNext('sendMessage', 6000);
  const answer = post({ message: 'slow' });
  await until(() => stage.rows("SELECT 1 FROM sends WHERE state = 'sending'").length === 1);
  let answered = false;
  void answer.then(() => {
    answered = true;
  });
  await stage.clock.advance(3999);
  expect(answered).toBe(false);
  await stage.clock.advance(1);
  const { id } = proves(await answer).json.data;
  expect(onThePhone()).toEqual([]);
  await until(async () => {
    await stage.clock.advance(1000);
    return stage.peers.pipedrive.inbox(stage.channelId, conversationId).some((shown) => shown.id === id && shown.status === 'read');
  });
  expect(onThePhone()).toEqual([['text', 'slow']]);
});

test('postMessage 200: WhatsApp refuses late; the failure follows as a status', async () => {
  stage.peers.whatsapp.faults.delayNext('sendMessage', 6000);
  stage.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131047 });
  const answer = post({ message: 'too late' });
  await until(() => stage.rows("SELECT 1 FROM sends WHERE state = 'sending'").length === 1);
  await stage.clock.advance(4000);
  const { id } = proves(await answer).json.data;
  await until(async () => {
    await stage.clock.advance(1000);
    return stage.peers.pipedrive.inbox(stage.channelId, conversationId).some((shown) => shown.id === id && shown.status === 'failed');
  });
  expect(onThePhone()).toEqual([]);
});

test('postMessage 200: a byte-identical repeat before the answer is the same message; after the answer it is a new one', async () => {
  stage.peers.whatsapp.faults.delayNext('sendMessage', 6000);
  const first = post({ message: 'ok' }, [pdf]);
  await until(() => stage.rows("SELECT 1 FROM sends WHERE state = 'sending'").length === 1);
  const looked = stage.storeCalls('sends');
  const repeat = post({ message: 'ok' }, [pdf]);
  // Once the repeat looks for its sends it is stored, and waits like the first one.
  await until(() => stage.storeCalls('sends') > looked);
  let answers = 0;
  for (const answer of [first, repeat]) void answer.then(() => (answers += 1));
  await until(async () => {
    await stage.clock.advance(2000);
    return answers === 2;
  });
  const { id } = proves(await first).json.data;
  expect(proves(await repeat).json.data.id).toBe(id);
  await until(async () => {
    await stage.clock.advance(1000);
    return onThePhone().length === 1;
  });
  expect(onThePhone().map(([type]) => type)).toEqual(['document']);
  expect(await stage.mediaFiles()).toHaveLength(1);
  // The file before it has to be at the customer's first, which takes time.
  const later = proves(await postSeveral({ message: 'ok' }, [pdf]));
  expect(later.json.data.id).not.toBe(id);
  expect(storedMessages()).toEqual(['ok', 'ok']);
});

test('postMessage 408: a body that stalls is given up, and nothing of it stays', async () => {
  await stage.stopAll();
  stage = await startStage({ parts: { dispatch: { formTimeoutMs: 150 } } });
  const { headers, body } = formOf({ message: 'hi', senderId, conversationId }, [{ ...pdf, bytes: Buffer.alloc(100_000) }]);
  const answer = await postRaw({ ...headers, 'content-length': String(body.length) }, body.subarray(0, 80_000));
  expect(proves(answer).json.data.code).toBe('REQUEST_TIMEOUT');
  await until(async () => (await stage.mediaFiles()).length === 0);
  await nothingHappened();
});

test('postMessage 413: too many files, and nothing of them stays', async () => {
  const answer = proves(await post({}, Array<FormFile>(11).fill(pdf)));
  expect(answer.json.data.code).toBe('PAYLOAD_TOO_LARGE');
  await until(async () => (await stage.mediaFiles()).length === 0);
  await nothingHappened();
  expect((await postSeveral({}, Array<FormFile>(10).fill(pdf))).status).toBe(200);
});

test('postMessage 413: a file beyond 100 MB, and nothing of it stays', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, 1);
  const { headers, body } = formOf({ message: 'hi', senderId, conversationId }, [{ ...pdf, bytes: Buffer.from('HERE') }]);
  async function* chunks() {
    const at = body.indexOf('HERE');
    yield body.subarray(0, at);
    for (let sent = 0; sent < 100; sent++) yield megabyte;
    yield Buffer.concat([Buffer.from('x'), body.subarray(at + 4)]);
  }
  const answer = proves(await stage.call(path(), { method: 'POST', headers, body: Readable.from(chunks()) }));
  expect(answer.json.data.code).toBe('PAYLOAD_TOO_LARGE');
  await until(async () => (await stage.mediaFiles()).length === 0);
  await nothingHappened();
});

test('postMessage 413: a text field beyond its limit, or too many fields', async () => {
  proves(await post({ message: 'x'.repeat(65_537) }, [pdf]));
  proves(await post(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`field${index}`, 'x']))));
  await until(async () => (await stage.mediaFiles()).length === 0);
  await nothingHappened();
});

test('postMessage 415: any other type, or an encoded body', async () => {
  const { headers, body } = formOf({ message: 'hi', senderId, conversationId });
  const json = JSON.stringify({ message: 'hi', senderId, conversationId });
  const send = (given: Record<string, string>, bytes: Buffer | string | undefined) =>
    stage.call(path(), { method: 'POST', headers: given, ...(bytes === undefined ? {} : { body: bytes }) });
  for (const type of [
    'application/json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/mixed; boundary=x',
    '',
    ';',
    'multipart',
  ]) {
    expect(proves(await send({ 'content-type': type }, json)).json.data.code, type).toBe('UNSUPPORTED_MEDIA_TYPE');
  }
  proves(await send({}, json));
  proves(await send({}, undefined));
  proves(await send({ ...headers, 'content-encoding': 'gzip' }, body));
  await nothingHappened();
});

test('postMessage 200: unknown fields and parameters are ignored', async () => {
  const form = formOf({ message: 'hi', senderId, conversationId, templateId: '42', constructor: 'z' });
  proves(await stage.call(`${path()}?debug=1`, { method: 'POST', ...form }));
});

test('postMessage 503: the store refuses a form with files, and nothing of it stays', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'), 'transaction');
  expect(proves(await post({}, [pdf])).json.data.code).toBe('UNAVAILABLE');
  await until(async () => (await stage.mediaFiles()).length === 0);
  stage.breakStore(undefined);
  await nothingHappened();
});

test('postMessage 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('postMessage 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('postMessage 401: a stranger cannot make us keep a file', async () => {
  proves(await stage.call(path(), { method: 'POST', auth: null, ...formOf({ message: 'hi', senderId, conversationId }, [pdf]) }));
  await nothingHappened();
});
test('postMessage 401: a suspended account is named as such', () => tellsOfSuspension(stage, ask));
test('postMessage 403: a channel that was switched off takes nothing', () => respectsTheSwitch(stage, ask));
test('postMessage 404: unknown and deleted channels look alike', () => hidesChannels(stage, ask));
test('postMessage 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('postMessage 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('postMessage 503: without the store nothing is taken, and a repeat works', () => saysStoreIsAway(stage, ask));
