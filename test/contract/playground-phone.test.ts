import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { asker, BEN, broken, CHAT, FORM_TYPE, JSON_TYPE, NUMBER, outsideTheSandbox, TOO_LONG } from './playground-stage.ts';
import { proves } from './proof.ts';
import { ANA, START, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300, formTimeoutMs: 2000 } } });
});
afterEach(() => stage.stopAll());

const { get, send, form, stall } = asker(() => stage);
const write = (body: unknown, path = CHAT) => send('POST', path, body);
const page = async (query = '') => (await get(`${CHAT}${query}`)).json;
const textsOf = (messages: { text: string }[]) => messages.map(({ text }) => text);
const change = { method: 'PUT', headers: JSON_TYPE, body: '{"name":"Ana"}' } as const;

test('listPlaygroundPeople 200: who was in a conversation last comes first, with the chat in short', async () => {
  await write({ text: 'hello' });
  await stage.clock.advance(60_000);
  await write({ text: 'good morning' }, `/playground/chats/${BEN}/${NUMBER}`);
  const { people, channels, after, now } = proves(await get('/playground/people')).json;
  expect(now).toBe(new Date(START + 60_000).toISOString());
  expect(channels).toEqual([{ id: stage.channelId, name: 'WhatsApp', phoneNumberId: NUMBER, phone: '15550783881' }]);
  expect(people.map(({ address }: { address: string }) => address)).toEqual([BEN, ANA]);
  expect(people[1]).toMatchObject({ phone: ANA, name: 'Customer 0001', readReceipts: true });
  expect(people[1].chats).toEqual([
    {
      phoneNumberId: NUMBER,
      unread: 0,
      windowUntil: new Date(START + 24 * 3_600_000).toISOString(),
      typingUntil: null,
      last: { from: 'customer', text: 'hello', status: 'sent', at: new Date(START).toISOString() },
    },
  ]);
  expect(after).toBeNull();
});

test('listPlaygroundPeople 200: pages meet everybody once, and a search looks at names, numbers and messages', async () => {
  const numbers = Array.from({ length: 7 }, (_none, index) => `1555123010${index}`);
  for (const number of numbers) await write({ text: `I am ${number}` }, `/playground/chats/${number}/${NUMBER}`);
  await send('PUT', `/playground/people/${BEN}`, { name: 'Ben Costa' });
  const met: string[] = [];
  let after: string | null = '';
  for (; after !== null; ) {
    const { json } = proves(await get(`/playground/people?limit=3${after ? `&after=${encodeURIComponent(after)}` : ''}`));
    met.push(...json.people.map(({ address }: { address: string }) => address));
    after = json.after;
  }
  expect(met.toSorted()).toEqual([BEN, ...numbers].toSorted());
  const found = async (words: string) =>
    proves(await get(`/playground/people?search=${encodeURIComponent(words)}`)).json.people.map(
      ({ address }: { address: string }) => address,
    );
  expect([await found('costa'), await found('I AM 15551230103'), await found('15551230104'), await found('nobody')]).toEqual([
    [BEN],
    ['15551230103'],
    ['15551230104'],
    [],
  ]);
});

test('listPlaygroundPeople 400: a limit or a place that is none', async () => {
  for (const query of ['limit=0', 'limit=501', 'limit=x', 'after=somewhere', 'after=']) proves(await get(`/playground/people?${query}`));
});

test('listPlaygroundPeople 404: only in the sandbox', async () => {
  proves(await outsideTheSandbox('/playground/people'));
});

test('listPlaygroundPeople 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await get('/playground/people'));
});

test('listPlaygroundPeople 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await get('/playground/people'));
});

test('putPlaygroundPerson 200: makes somebody, changes them, and keeps what is left out', async () => {
  const made = proves(await send('PUT', `/playground/people/${ANA}`, { name: 'Ana Pereira', readReceipts: false })).json;
  expect(made).toMatchObject({ address: ANA, name: 'Ana Pereira', readReceipts: false, reachable: true, chats: [] });
  const changed = proves(await send('PUT', `/playground/people/${ANA}`, { reachable: false })).json;
  expect(changed).toMatchObject({ name: 'Ana Pereira', readReceipts: false, reachable: false });
  expect(proves(await send('PUT', '/playground/people/PT.abc', { name: 'Nobody' })).json).toMatchObject({ address: 'PT.abc', phone: null });
});

test('putPlaygroundPerson 400: neither a number nor a user id, or a field that does not fit', async () => {
  proves(await send('PUT', '/playground/people/somebody', { name: 'x' }));
  proves(await send('PUT', `/playground/people/${TOO_LONG}`, { name: 'x' }));
  for (const body of [{ name: 5 }, { phone: '1' }, '{', '[]']) proves(await send('PUT', `/playground/people/${ANA}`, body));
});

test('putPlaygroundPerson 404: only in the sandbox', async () => {
  proves(await outsideTheSandbox(`/playground/people/${ANA}`, change as never));
});

test('putPlaygroundPerson 408: a body that stalls', async () => {
  proves(await stall('PUT', `/playground/people/${ANA}`));
});

test('putPlaygroundPerson 413: more than a megabyte', async () => {
  proves(await send('PUT', `/playground/people/${ANA}`, { name: 'x'.repeat(1024 * 1024) }));
});

test('putPlaygroundPerson 415: another type', async () => {
  proves(await send('PUT', `/playground/people/${ANA}`, 'a=b', FORM_TYPE));
});

test('putPlaygroundPerson 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('putPlaygroundPerson', `/playground/people/${ANA}`, change));
});

test('getPlaygroundChat 200: both sides, and nothing of what failed', async () => {
  await write({ text: 'hello' });
  await form('/playground/replies', { phone: ANA, text: 'hi' });
  await stage.clock.advance(1000);
  await send('PUT', `/playground/people/${ANA}`, { reachable: false });
  await form('/playground/replies', { phone: ANA, text: 'are you there?' });
  await stage.clock.advance(1000);
  const { messages, windowUntil, typingUntil } = proves(await get(CHAT)).json;
  expect(textsOf(messages)).toEqual(['hello', 'hi']);
  expect([windowUntil, typingUntil]).toEqual([new Date(START + 24 * 3_600_000).toISOString(), null]);
});

test('getPlaygroundChat 200: shows the business typing for as long as WhatsApp does', async () => {
  const { messageId } = (await write({ text: 'hello' })).json;
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: messageId, typing_indicator: { type: 'text' } };
  const { settings } = stage.peers;
  await fetch(`${settings['WHATSAPP_API_URL']}/v26.0/${NUMBER}/messages`, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${settings['WHATSAPP_ACCESS_TOKEN']}` },
    body: JSON.stringify(receipt),
  });
  expect(proves(await get(CHAT)).json).toMatchObject({
    typingUntil: new Date(START + 25_000).toISOString(),
    messages: [{ status: 'read' }],
  });
  await stage.clock.advance(25_000);
  expect(proves(await get(CHAT)).json.typingUntil).toBeNull();
});

test('getPlaygroundChat 200: pages of ten thousand messages meet each once, and any message can be read again', async () => {
  for (let index = 0; index < 10_000; index += 1) stage.peers.whatsapp.note(Buffer.from(noted(index)));
  const met: string[] = [];
  let before = '';
  for (let more = true; more; ) {
    const { json } = proves(await get(`${CHAT}?limit=500${before}`));
    met.unshift(...textsOf(json.messages));
    before = `&before=${json.messages[0].id}`;
    more = json.more;
  }
  expect([met.length, new Set(met).size, met[0], met.at(-1)]).toEqual([10_000, 10_000, 'message 0', 'message 9999']);
  const newest = await page('?limit=2');
  expect([textsOf(newest.messages), newest.more]).toEqual([['message 9998', 'message 9999'], true]);
  const again = proves(await get(`${CHAT}?from=wamid.5000&limit=1`)).json;
  expect([textsOf(again.messages), again.more]).toEqual([['message 5000'], true]);
});

const noted = (index: number): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550783881', phone_number_id: NUMBER },
              contacts: [{ profile: { name: 'Ana Pereira' }, wa_id: ANA }],
              messages: [{ from: ANA, id: `wamid.${index}`, timestamp: '1795165200', type: 'text', text: { body: `message ${index}` } }],
            },
          },
        ],
      },
    ],
  });

test('getPlaygroundChat 400: two beginnings, or a limit that is none', async () => {
  await write({ text: 'hello' });
  for (const query of ['before=x&from=y', 'limit=0', 'before=']) proves(await get(`${CHAT}?${query}`));
});

test('getPlaygroundChat 404: nobody has that number, no such message, or no sandbox', async () => {
  proves(await get(CHAT));
  await write({ text: 'hello' });
  proves(await get(`${CHAT}?before=wamid.none`));
  proves(await outsideTheSandbox(CHAT));
});

test('getPlaygroundChat 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('getPlaygroundChat', CHAT));
});

test('readPlaygroundChat 200: what was delivered is read, and the inbox is told', async () => {
  await write({ text: 'hello' });
  await send('PUT', `/playground/people/${ANA}`, { readsByItself: false });
  await form('/playground/replies', { phone: ANA, text: 'hi' });
  await stage.clock.advance(1000);
  expect((await get('/playground/people')).json.people[0].chats[0].unread).toBe(1);
  const { messageIds } = proves(await send('POST', `${CHAT}/read`)).json;
  expect(messageIds).toEqual([(await page()).messages[1].id]);
  expect((await get('/playground/people')).json.people[0].chats[0].unread).toBe(0);
  // The other chat of the same phone is not opened by it.
  expect(proves(await send('POST', `/playground/chats/${ANA}/106540352242923/read`)).json.messageIds).toEqual([]);
  await until(async () => {
    await stage.clock.advance(1000);
    return (await get('/playground/inbox')).json.conversations[0]?.last.status === 'read';
  }, 'the blue tick');
});

test('readPlaygroundChat 400: an address beyond 128 characters', async () => {
  proves(await send('POST', `/playground/chats/${TOO_LONG}/${NUMBER}/read`));
});

test('readPlaygroundChat 404: nobody has that number, or no sandbox', async () => {
  proves(await send('POST', `${CHAT}/read`));
  proves(await outsideTheSandbox(`${CHAT}/read`, { method: 'POST' }));
});

test('readPlaygroundChat 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('readPlaygroundChat', `${CHAT}/read`, { method: 'POST' }));
});
