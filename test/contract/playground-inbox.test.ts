import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../src/cli/verify/free-port.ts';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { asker, BEN, broken, CHAT, NUMBER, outsideTheSandbox, pdf, TOO_LONG } from './playground-stage.ts';
import { proves } from './proof.ts';
import { ANA, START, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  const port = String(await freePort());
  // The inbox reads files under the provider's public address.
  stage = await startStage({ env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` } });
});
afterEach(() => stage.stopAll());

const { get, send, form } = asker(() => stage);
const write = (text: string, phone = ANA) => send('POST', `/playground/chats/${phone}/${NUMBER}`, { text });
const inbox = async (query = '') => (await get(`/playground/inbox${query}`)).json;
const arrived = (count: number) =>
  until(async () => (await inbox()).conversations[0]?.unread === count, `${count} unread messages in the inbox`);
const only = async () => {
  const [conversation] = (await inbox()).conversations;
  return { ...conversation, path: `/playground/inbox/${stage.channelId}/${conversation.id}` };
};
const textsOf = (messages: { text: string }[]) => messages.map(({ text }) => text);
const NOWHERE = '/playground/inbox/ch_none/cv_none';
const FILE = `${NOWHERE}/messages/ms_1/files/at_1`;

test('listPlaygroundConversations 200: the newest first, with what is unread, the reply window, the picture and the phone', async () => {
  await send('PUT', `/playground/people/${ANA}`, { name: 'Ana Pereira' });
  await write('hello');
  await stage.clock.advance(60_000);
  await write('good morning', BEN);
  await until(async () => (await inbox()).conversations.length === 2, 'two conversations');
  await until(
    async () => (await inbox()).conversations.every(({ avatar }: { avatar: string | null }) => avatar !== null),
    'their pictures',
  );
  const { conversations, unread, after, now } = proves(await get('/playground/inbox')).json;
  expect([now, unread, after]).toEqual([new Date(START + 60_000).toISOString(), 2, null]);
  expect(conversations.map(({ phone }: { phone: string }) => phone)).toEqual([BEN, ANA]);
  expect(conversations[1]).toMatchObject({
    channelId: stage.channelId,
    name: 'Ana Pereira',
    unread: 1,
    replyBy: new Date(START + 24 * 3_600_000).toISOString(),
    last: { from: 'customer', text: 'hello', status: 'delivered' },
  });
  expect((await get(conversations[1].avatar)).headers['content-type']).toBe('image/png');
});

test('listPlaygroundConversations 200: pages meet each once; search and channel choose among them', async () => {
  const phones = Array.from({ length: 5 }, (_none, index) => `1555123010${index}`);
  for (const phone of phones) await write(`I am ${phone}`, phone);
  await until(async () => (await inbox()).conversations.length === 5, 'five conversations');
  const met: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { json } = proves(await get(`/playground/inbox?limit=2${after ? `&after=${encodeURIComponent(after)}` : ''}`));
    met.push(...json.conversations.map(({ phone }: { phone: string }) => phone));
    expect(json.unread).toBe(5);
    after = json.after;
  }
  expect(met.toSorted()).toEqual(phones);
  const found = async (query: string) => proves(await get(`/playground/inbox?${query}`)).json.conversations.length;
  expect([await found('search=15551230103'), await found('search=i%20AM%20'), await found('search=nothing')]).toEqual([1, 5, 0]);
  expect([await found(`channelId=${stage.channelId}`), await found('channelId=ch_other')]).toEqual([5, 0]);
});

test('listPlaygroundConversations 400: a limit or a place that is none', async () => {
  for (const query of ['limit=0', 'after=somewhere', `search=${'x'.repeat(201)}`]) proves(await get(`/playground/inbox?${query}`));
});

test('listPlaygroundConversations 404: only in the sandbox', async () => {
  proves(await outsideTheSandbox('/playground/inbox'));
});

test('listPlaygroundConversations 500: a fault of ours keeps its words inside', async () => {
  await write('hello');
  await arrived(1);
  stage.breakStore(new TypeError('secret detail'));
  proves(await get('/playground/inbox'));
});

test('listPlaygroundConversations 503: the store is out of reach', async () => {
  await write('hello');
  await arrived(1);
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await get('/playground/inbox'));
});

test('getPlaygroundThread 200: both sides with files and ticks, and a page from any message on', async () => {
  await write('hello');
  await arrived(1);
  const { path, channelId, id } = await only();
  expect((await form('/playground/replies', { channelId, conversationId: id, text: 'The offer' }, [pdf])).json.status).toBe(200);
  await until(async () => {
    await stage.clock.advance(1000);
    return (await get(path)).json.messages[1]?.files.length === 1;
  }, 'the file in the inbox');
  const { messages, more, replyBy } = proves(await get(path)).json;
  expect(messages).toMatchObject([
    { from: 'customer', text: 'hello', kind: 'message' },
    { from: 'business', text: 'The offer', files: [{ name: 'offer.pdf' }] },
  ]);
  expect([more, replyBy]).toEqual([false, new Date(START + 24 * 3_600_000).toISOString()]);
  expect(textsOf(proves(await get(`${path}?from=${messages[0].id}&limit=1`)).json.messages)).toEqual(['hello']);
});

test('getPlaygroundThread 200: asks the provider for what the inbox has not got, and misses nothing', async () => {
  for (let index = 0; index < 80; index += 1) await write(`message ${index}`);
  await arrived(80);
  // A new inbox of the same channel reads the newest page only.
  stage.peers.pipedrive.reset();
  stage.peers.pipedrive.registerChannel({ name: 'WhatsApp', provider_channel_id: stage.channelId, provider_type: 'whatsapp' });
  await stage.peers.pipedrive.idle();
  const { path } = await only();
  expect((await inbox()).conversations[0].unread).toBe(0);
  const newest = proves(await get(`${path}?limit=50`)).json;
  const older = proves(await get(`${path}?limit=50&before=${newest.messages[0].id}`)).json;
  expect([newest.more, older.more]).toEqual([true, false]);
  expect(textsOf([...older.messages, ...newest.messages])).toEqual(Array.from({ length: 80 }, (_none, index) => `message ${index}`));
});

test('getPlaygroundThread 400: two beginnings, or a limit that is none', async () => {
  await write('hello');
  await arrived(1);
  const { path } = await only();
  for (const query of ['before=x&from=y', 'limit=501']) proves(await get(`${path}?${query}`));
});

test('getPlaygroundThread 404: no such conversation or message, or no sandbox', async () => {
  proves(await get(NOWHERE));
  await write('hello');
  await arrived(1);
  proves(await get(`${(await only()).path}?before=ms_none`));
  proves(await outsideTheSandbox(NOWHERE));
});

test('getPlaygroundThread 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('getPlaygroundThread', NOWHERE));
});

test('readPlaygroundThread 204: nothing is unread until the customer writes again', async () => {
  await write('hello');
  await arrived(1);
  proves(await send('POST', `${(await only()).path}/read`));
  expect(await inbox()).toMatchObject({ unread: 0, conversations: [{ unread: 0 }] });
  await write('are you there?');
  await arrived(1);
  // The provider was not asked: the customer's message is not marked as read.
  expect(stage.peers.whatsapp.phone(ANA).map(({ status }) => status)).toEqual(['sent', 'sent']);
});

test('readPlaygroundThread 400: an id beyond 128 characters', async () => {
  proves(await send('POST', `/playground/inbox/${TOO_LONG}/cv/read`));
});

test('readPlaygroundThread 404: no such conversation, or no sandbox', async () => {
  proves(await send('POST', `${NOWHERE}/read`));
  proves(await outsideTheSandbox(`${NOWHERE}/read`, { method: 'POST' }));
});

test('readPlaygroundThread 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('readPlaygroundThread', `${NOWHERE}/read`, { method: 'POST' }));
});

test('openPlaygroundAttachment 200: the bytes as Pipedrive gets them, also when the link has expired', async () => {
  await form(`${CHAT}/files`, {}, [pdf]);
  await until(async () => ((await inbox()).conversations[0]?.unread ?? 0) > 0, 'the message in the inbox');
  const { path } = await only();
  const file = async () => (await get(path)).json.messages[0].files[0];
  await until(async () => (await file()) !== undefined, 'the file in the inbox');
  const answer = proves(await get((await file()).path));
  expect([answer.text, answer.headers['content-type']]).toEqual([pdf.bytes.toString(), 'application/pdf']);
  const before = (await file()).url;
  await stage.clock.advance(30 * 24 * 3_600_000);
  expect(proves(await get((await file()).path)).text).toBe(pdf.bytes.toString());
  expect((await file()).url).not.toBe(before);
});

test('openPlaygroundAttachment 400: an id beyond 128 characters', async () => {
  proves(await get(`${NOWHERE}/messages/ms_1/files/${TOO_LONG}`));
});

test('openPlaygroundAttachment 404: the provider no longer has it, there is none, or no sandbox', async () => {
  proves(await get(FILE));
  proves(await outsideTheSandbox(FILE));
});

test('openPlaygroundAttachment 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('openPlaygroundAttachment', FILE));
});
