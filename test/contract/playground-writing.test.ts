import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { formOf } from './form.ts';
import { asker, broken, CHAT, FORM_TYPE, JSON_TYPE, NUMBER, outsideTheSandbox, pdf, TOO_LONG } from './playground-stage.ts';
import { proves } from './proof.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300, formTimeoutMs: 2000 } } });
});
afterEach(() => stage.stopAll());

const { get, send, form, stall } = asker(() => stage);
const write = (body: unknown, path = CHAT) => send('POST', path, body);
const page = async (query = '') => (await get(`${CHAT}${query}`)).json;
const textsOf = (messages: { text: string }[]) => messages.map(({ text }) => text);
const withBody = { method: 'POST', headers: JSON_TYPE, body: '{"text":"hello"}' } as const;

test('writePlaygroundMessage 200: text, quote, location, contact, reaction, its removal and samples stand on the phone and reach the inbox', async () => {
  const first = proves(await write({ text: 'hello <b>' })).json;
  expect([first.webhook.status, JSON.parse(first.webhook.body).stored]).toEqual([200, 1]);
  await write({ text: 'and this?', replyTo: first.messageId });
  await write({ location: { latitude: 38.7, longitude: -9.1, name: 'Harbour', address: 'Lisboa' } });
  await write({ contact: { name: 'Ben Costa', phone: '+1 555 123 0002' } });
  await write({ reaction: { messageId: first.messageId, emoji: '👍' } });
  await write({ reaction: { messageId: first.messageId, emoji: null } });
  for (const sample of ['image', 'document', 'voice']) await write({ sample });
  const { messages } = await page();
  expect(messages).toMatchObject([
    { kind: 'text', text: 'hello <b>' },
    { kind: 'text', about: first.messageId },
    { kind: 'location', location: { latitude: 38.7, longitude: -9.1, name: 'Harbour', address: 'Lisboa' } },
    { kind: 'contacts', contacts: [{ name: 'Ben Costa', phones: ['+1 555 123 0002'] }] },
    { kind: 'reaction', about: first.messageId, emoji: '👍' },
    { kind: 'reaction', about: first.messageId, emoji: null },
    { kind: 'image', files: [{ type: 'image/png' }] },
    { kind: 'document', files: [{ name: 'offer.pdf' }] },
    { kind: 'audio', voice: true, files: [{ type: 'audio/ogg; codecs=opus' }] },
  ]);
  await until(async () => (await get('/playground/inbox')).json.conversations[0]?.unread === 9, 'everything in the inbox');
});

test('writePlaygroundMessage 200: the message stands on the phone also where the webhook refuses it', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  expect(proves(await write({ text: 'hello' })).json.webhook.status).toBe(503);
  stage.breakStore(undefined);
  expect(textsOf((await page()).messages)).toEqual(['hello']);
});

test('writePlaygroundMessage 400: not exactly one thing, something that does not fit, or somebody without a number', async () => {
  const twice = { text: 'x', sample: 'image' };
  for (const body of [{}, { replyTo: 'x' }, twice, { text: '' }, { sample: 'film' }, { location: { latitude: 91, longitude: 0 } }, '['])
    proves(await write(body));
  proves(await write({ text: 'x' }, `/playground/chats/somebody/${NUMBER}`));
});

test('writePlaygroundMessage 404: no such number of the business, or no sandbox', async () => {
  proves(await write({ text: 'x' }, `/playground/chats/${ANA}/1`));
  proves(await outsideTheSandbox(CHAT, withBody));
});

test('writePlaygroundMessage 408: a body that stalls', async () => {
  proves(await stall('POST', CHAT));
});

test('writePlaygroundMessage 413: more than a megabyte', async () => {
  proves(await write({ text: 'x'.repeat(1024 * 1024) }));
});

test('writePlaygroundMessage 415: another type', async () => {
  proves(await send('POST', CHAT, 'a=b', FORM_TYPE));
});

test('writePlaygroundMessage 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('writePlaygroundMessage', CHAT, withBody));
});

const picture = { name: 'kayak.png', contentType: 'image/png', bytes: Buffer.from('89504e470d0a1a0a00', 'hex') };

test('sendPlaygroundFiles 200: each file is a message of its kind, the caption goes with the first, and the page can read them', async () => {
  const odd = { name: 'notes.xyz', contentType: 'application/x-odd', bytes: Buffer.from('odd') };
  const { messages: sent } = proves(await form(`${CHAT}/files`, { caption: 'Like this one' }, [picture, pdf, odd])).json;
  expect(sent.map(({ webhook }: { webhook: { status: number } }) => webhook.status)).toEqual([200, 200, 200]);
  const { messages } = await page();
  expect(messages.map(({ kind, text }: { kind: string; text: string }) => [kind, text])).toEqual([
    ['image', 'Like this one'],
    ['document', '[document offer.pdf]'],
    ['document', '[document notes.xyz]'],
  ]);
  expect((await get(messages[0].files[0].path)).bytes).toEqual(picture.bytes);
  await until(async () => (await stage.mediaFiles()).length === 3, 'only what the messages keep');
});

test('sendPlaygroundFiles 200: a sound recorded in the chat is a voice message', async () => {
  const sound = { name: 'voice.ogg', contentType: 'audio/ogg', bytes: Buffer.from('OggS') };
  proves(await form(`${CHAT}/files`, { voice: 'true', caption: 'lost on a sound' }, [sound]));
  expect((await page()).messages).toMatchObject([{ kind: 'audio', voice: true, text: '[voice message]' }]);
});

test('sendPlaygroundFiles 400: no file, or a field that does not fit', async () => {
  proves(await form(`${CHAT}/files`, { caption: 'x' }));
  proves(await form(`${CHAT}/files`, { caption: 'x'.repeat(1025) }, [pdf]));
  proves(await form(`${CHAT}/files`, { to: 'x' }, [pdf]));
});

test('sendPlaygroundFiles 404: no such number of the business, or no sandbox', async () => {
  proves(await form(`/playground/chats/${ANA}/1/files`, {}, [pdf]));
  const { headers, body } = formOf({}, [pdf]);
  proves(await outsideTheSandbox(`${CHAT}/files`, { method: 'POST', headers, body: body.toString('latin1') }));
});

test('sendPlaygroundFiles 408: a form that stalls', async () => {
  const { headers, body } = formOf({ caption: 'x' }, [pdf]);
  proves(await stall('POST', `${CHAT}/files`, headers['content-type'], body.toString('latin1').slice(0, -50)));
});

test('sendPlaygroundFiles 413: more than ten files', async () => {
  proves(await form(`${CHAT}/files`, {}, Array(11).fill(pdf)));
});

test('sendPlaygroundFiles 415: another type', async () => {
  proves(await send('POST', `${CHAT}/files`, { caption: 'x' }));
});

test('sendPlaygroundFiles 500: a fault of ours keeps its words inside', async () => {
  const { headers, body } = formOf({}, [pdf]);
  proves(await broken('sendPlaygroundFiles', `${CHAT}/files`, { method: 'POST', headers, body: body.toString('latin1') }));
});

test('getPlaygroundFile 200: the bytes, under headers that let nothing in them run', async () => {
  const page_ = { name: 'page.html', contentType: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') };
  await form(`${CHAT}/files`, {}, [page_]);
  const { messages } = await page();
  const answer = proves(await get(messages[0].files[0].path));
  expect(answer.text).toBe(page_.bytes.toString());
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment/),
    'content-security-policy': "sandbox; default-src 'none'",
  });
});

test('getPlaygroundFile 400: an id beyond 128 characters', async () => {
  proves(await get(`/playground/files/${TOO_LONG}`));
});

test('getPlaygroundFile 404: WhatsApp has deleted it, it never was, or no sandbox', async () => {
  await write({ sample: 'image' });
  const [{ files }] = (await page()).messages;
  await stage.clock.advance(8 * 24 * 3_600_000);
  proves(await get(files[0].path));
  expect((await page()).messages[0].files).toMatchObject([{ path: null, size: null }]);
  proves(await get('/playground/files/1'));
  proves(await outsideTheSandbox('/playground/files/1'));
});

test('getPlaygroundFile 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('getPlaygroundFile', '/playground/files/1'));
});
