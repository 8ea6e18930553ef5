import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReplyFile } from '../../mocks/pipedrive/provider-client.ts';
import { type ConversationId, messageIdOf, newAttachmentId } from '../../src/store/ids.ts';
import { type Message, type Send, statusRanks } from '../../src/store/records.ts';
import { opus, png } from '../domain/outgoing-files/samples.ts';
import { createGate } from '../e2e/gate.ts';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Script, startVendor, type Vendor } from './vendor-server.ts';

const ANA = '15551230001';
const BEN = '15551230002';
const MINUTE = 60_000;

let clock: VirtualClock;
let provider: TestProvider;
const start = async (env: Record<string, string> = {}) => {
  clock = createVirtualClock(Date.UTC(2026, 10, 20, 12));
  // Virtual minutes pass in real milliseconds: a claim must not run out while one real request is under way.
  provider = await startProvider({ clock, env, parts: { leaseMs: 48 * 60 * MINUTE } });
};
afterEach(async () => {
  // Whoever still waits for an outcome waits on the clock.
  let stopped = false;
  const stopping = provider.stopAll().finally(() => {
    stopped = true;
  });
  await until(async () => {
    await clock.advance(1000);
    return stopped;
  }, 'the stop');
  await stopping;
});

/** The customer writes, which opens the conversation and the 24-hour window. */
async function meet(from: string, message: object = textMessage('hello', { from, at: clock.now() })): Promise<ConversationId> {
  const known = provider.peers.pipedrive.conversations(provider.channelId).length;
  expect((await provider.peers.whatsapp.deliver(JSON.stringify(deliveryOf(changeOf({ messages: [message] }))))).status).toBe(200);
  await until(() => provider.peers.pipedrive.conversations(provider.channelId).length === known + 1, 'the conversation in the inbox');
  return provider.peers.pipedrive.conversations(provider.channelId).at(-1)?.id as ConversationId;
}
const reply = (conversationId: string, text: string, files?: ReplyFile[]) =>
  provider.peers.pipedrive.typeReply({ channelId: provider.channelId, conversationId, text, ...(files ? { files } : {}) });
const onPhone = (from: string) => provider.peers.whatsapp.phone(from).filter((message) => message.from === 'business');
const textsOn = (from: string) => onPhone(from).map(({ text }) => text);
const inbox = (conversationId: string) => provider.peers.pipedrive.inbox(provider.channelId, conversationId);
const backlog = async (destination: 'crm' | 'whatsapp') =>
  (await provider.app.store.backlog()).find((lane) => lane.destination === destination)?.waiting ?? 0;
const emptied = () =>
  until(async () => {
    await clock.advance(500);
    return (await provider.app.store.backlog()).length === 0;
  }, 'the empty outbox');
/** The newest message of ours in a conversation, with its parts. */
async function newest(conversationId: ConversationId): Promise<{ message: Message; sends: Send[] }> {
  const { store, channel } = provider.app;
  const message = (await store.messages(channel.id, conversationId, { limit: 50 })).find(({ direction }) => direction === 'outbound');
  if (!message) throw new Error('nothing was sent in this conversation');
  return { message, sends: await store.sends(channel.id, message) };
}
/** Empty while the provider has not stored the message yet. */
const states = async (conversationId: ConversationId): Promise<string[]> => {
  const { store, channel } = provider.app;
  const found = (await store.messages(channel.id, conversationId, { limit: 50 })).some(({ direction }) => direction === 'outbound');
  return found ? (await newest(conversationId)).sends.map(({ state }) => state) : [];
};
/** Lets time pass until every part of the newest message is in that state and nothing waits. */
const settled = (conversationId: ConversationId, ...expected: string[]) =>
  until(async () => {
    await clock.advance(500);
    return (await states(conversationId)).join() === expected.join() && (await provider.app.store.backlog()).length === 0;
  }, `the parts ${expected.join()}`);
const unknownSends = async () => (await provider.app.store.counts()).unknownSends;

describe('against the simulated WhatsApp', () => {
  let ana: ConversationId;
  beforeEach(async () => {
    await start();
    ana = await meet(ANA);
  });

  test('sendMessage 200: the text is on the phone once, with our key for its statuses, and its id is remembered', async () => {
    const answer = await reply(ana, 'grüße 😀');
    expect(answer.status).toBe(200);
    const { message, sends } = await newest(ana);
    expect(onPhone(ANA)).toHaveLength(1);
    expect(onPhone(ANA)[0]).toMatchObject({
      id: sends[0]?.wamid,
      content: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: `+${ANA}`,
        type: 'text',
        text: { body: 'grüße 😀' },
        biz_opaque_callback_data: `${messageIdOf(message)}.0`,
      },
    });
    expect(sends).toMatchObject([{ part: 0, state: 'accepted', failure: null }]);
    expect(provider.peers.whatsapp.violations).toEqual([]);
  });

  test('sendMessage 131047: the answer carries the reason, the message failed, and the inbox does not show it twice', async () => {
    provider.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131047 });
    const answer = await reply(ana, 'too late');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('131047');
    expect((await newest(ana)).message.failure).toMatchObject({ code: 131047, reason: 'The service window is closed. Use a template.' });
    expect(await states(ana)).toEqual(['failed']);
    await clock.advance(10 * MINUTE);
    expect(textsOn(ANA)).toEqual([]);
    expect(inbox(ana).map(({ text }) => text)).toEqual(['hello']);
    expect(await backlog('whatsapp')).toBe(0);
  });

  test('sendMessage 131047 after the salesperson got an answer: the inbox hears that the message failed', async () => {
    provider.peers.whatsapp.faults.delayNext('sendMessage', 20_000);
    provider.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131047 });
    const replying = reply(ana, 'too late');
    await until(async () => (await backlog('whatsapp')) === 1 && (await states(ana))[0] === 'sending', 'the request under way');
    await clock.advance(5000);
    expect((await replying).status).toBe(200);
    expect(inbox(ana).at(-1)).toMatchObject({ text: 'too late', status: 'sent' });
    await clock.advance(20_000);
    await emptied();
    expect(inbox(ana).at(-1)).toMatchObject({
      text: expect.stringMatching(/^too late\n\[not delivered: .+ \(131047\)\]$/),
      status: 'failed',
    });
    expect(inbox(ana)).toHaveLength(2);
    expect(provider.peers.pipedrive.breaches).toEqual([]);
  });

  test('sendMessage 131056: only this recipient waits, longer after each refusal', async () => {
    const ben = await meet(BEN);
    provider.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131056, times: 3 });
    const replying = reply(ana, 'to ana');
    await until(async () => Number((await provider.app.store.nextReadyAt('whatsapp')) ?? 0) === clock.now() + 1000, 'the first refusal');
    // The other conversation would meet the two refusals that are left, so it must come after them; nothing but the clock holds ana back.
    const waits = [1000];
    for (let refusals = 2; refusals <= 3; refusals++) {
      await clock.advance(waits.at(-1) ?? 0);
      await until(async () => Number(await provider.app.store.nextReadyAt('whatsapp')) > clock.now(), `refusal ${refusals}`);
      waits.push(Number(await provider.app.store.nextReadyAt('whatsapp')) - clock.now());
    }
    expect(waits).toEqual([1000, 4000, 16_000]);
    expect((await reply(ben, 'to ben')).status).toBe(200);
    expect(textsOn(BEN)).toEqual(['to ben']);
    expect(textsOn(ANA)).toEqual([]);
    expect(await provider.app.store.holds(clock.now())).toEqual([]);
    await clock.advance(16_000);
    await until(() => onPhone(ANA).length === 1, 'the message on the phone');
    expect((await replying).status).toBe(200);
  });

  test('sendMessage 130429: the whole number waits for its moment, then everything goes out once', async () => {
    const ben = await meet(BEN);
    provider.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 130429 });
    const first = reply(ana, 'to ana');
    await until(async () => (await provider.app.store.holds(clock.now())).length === 1, 'the hold');
    expect(await provider.app.store.holds(clock.now())).toMatchObject([
      { destination: 'whatsapp', code: 130429, until: clock.now() + 2000 },
    ]);
    const second = reply(ben, 'to ben');
    await until(async () => (await backlog('whatsapp')) === 2, 'both messages in the outbox');
    await clock.advance(1000);
    expect([...textsOn(ANA), ...textsOn(BEN)]).toEqual([]);
    await clock.advance(1000);
    await until(() => onPhone(ANA).length === 1 && onPhone(BEN).length === 1, 'both messages');
    expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
    await emptied();
    expect([textsOn(ANA), textsOn(BEN)]).toEqual([['to ana'], ['to ben']]);
  });

  test('sendMessage 190: holds the channel and drops nothing; all messages go out in order once the token is good', async () => {
    const ben = await meet(BEN);
    provider.peers.whatsapp.faults.failNext('sendMessage', { status: 401, code: 190 });
    const replies = [reply(ana, 'one')];
    await until(async () => (await provider.app.store.holds(clock.now())).length === 1, 'the hold');
    for (const [to, text] of [
      [ana, 'two'],
      [ben, 'three'],
      [ana, 'four'],
    ] as const) {
      const queued = await backlog('whatsapp');
      replies.push(reply(to, text));
      await until(async () => (await backlog('whatsapp')) === queued + 1, `${text} in the outbox`);
    }
    await clock.advance(4 * MINUTE);
    expect((await Promise.all(replies)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect([...textsOn(ANA), ...textsOn(BEN)]).toEqual([]);
    expect(await backlog('whatsapp')).toBe(4);
    await clock.advance(MINUTE);
    await until(() => onPhone(ANA).length === 3 && onPhone(BEN).length === 1, 'all messages');
    expect([textsOn(ANA), textsOn(BEN)]).toEqual([['one', 'two', 'four'], ['three']]);
    expect(await unknownSends()).toBe(0);
  });

  test.each([
    [500, 131000],
    [503, 2],
    [503, 133004],
  ])('sendMessage %i with code %i: tried again until it is taken, on the phone once', async (status, code) => {
    provider.peers.whatsapp.faults.failNext('sendMessage', { status, code, times: 3 });
    const replying = reply(ana, 'in the end');
    await settled(ana, 'accepted');
    expect((await replying).status).toBe(200);
    expect(textsOn(ANA)).toEqual(['in the end']);
    expect(await states(ana)).toEqual(['accepted']);
  });

  test('sendMessage, connection closed after WhatsApp took it: unknown, never sent again, settled by the status', async () => {
    provider.peers.whatsapp.faults.holdStatuses = true;
    provider.peers.whatsapp.faults.dropNext('sendMessage', { afterHandling: true });
    const replying = reply(ana, 'taken');
    await until(async () => (await unknownSends()) === 1, 'the unknown send');
    await clock.advance(60 * MINUTE);
    expect((await replying).status).toBe(200);
    expect(await states(ana)).toEqual(['unknown']);
    expect(textsOn(ANA)).toEqual(['taken']);
    expect(await backlog('whatsapp')).toBe(0);

    provider.peers.whatsapp.faults.holdStatuses = false;
    await until(async () => (await unknownSends()) === 0, 'the settled send');
    await provider.peers.whatsapp.idle();
    await emptied();
    expect((await newest(ana)).sends).toMatchObject([{ state: 'accepted', wamid: onPhone(ANA)[0]?.id, rank: statusRanks.read }]);
    expect(inbox(ana).at(-1)).toMatchObject({ text: 'taken', status: 'read' });
    expect(textsOn(ANA)).toEqual(['taken']);
  });

  test('sendMessage, connection closed before WhatsApp took it: unknown all the same, and not sent again', async () => {
    provider.peers.whatsapp.faults.dropNext('sendMessage', { afterHandling: false });
    const replying = reply(ana, 'nobody knows');
    await until(async () => (await unknownSends()) === 1, 'the unknown send');
    await clock.advance(60 * MINUTE);
    expect((await replying).status).toBe(200);
    expect(textsOn(ANA)).toEqual([]);
    expect(await states(ana)).toEqual(['unknown']);
    expect(await backlog('whatsapp')).toBe(0);
    // The lane goes on with what comes next.
    expect((await reply(ana, 'the next one')).status).toBe(200);
    expect(textsOn(ANA)).toEqual(['the next one']);
  });

  test('a part that a dead process left in `sending`: unknown, and never sent again', async () => {
    const { store, channel } = provider.app;
    const now = clock.now();
    await store.transaction(async (tx) => {
      const message = {
        type: 'text',
        text: 'half way',
        rank: statusRanks.none,
        failure: null,
        createdAt: now,
        replyBy: null,
        wamid: null,
      } as const;
      const seq = await tx.appendMessage(channel.id, ana, {
        ...message,
        direction: 'outbound',
        deliveryId: null,
        fingerprint: null,
        address: null,
      });
      const ref = { conversationId: ana, seq };
      await tx.insertSend(channel.id, { ...ref, part: 0, text: 'half way', attachmentId: null });
      await tx.updateSend(channel.id, { ...ref, part: 0 }, { state: 'sending', wamid: null, rank: statusRanks.none, failure: null });
      await tx.enqueue({ channelId: channel.id, destination: 'whatsapp', ...ref }, { now, dueAt: now });
    });
    provider.app.wake();
    await until(async () => (await unknownSends()) === 1 && (await backlog('whatsapp')) === 0, 'the unknown send');
    await clock.advance(60 * MINUTE);
    expect(textsOn(ANA)).toEqual([]);
    expect(await states(ana)).toEqual(['unknown']);
  });

  const picture: ReplyFile = { name: 'boat.png', contentType: 'image/png', bytes: png() };
  const offer: ReplyFile = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') };

  test('a text with two files: three WhatsApp messages in order, one message in the inbox, read when all parts are', async () => {
    const replying = reply(ana, 'look', [picture, offer]);
    await settled(ana, 'accepted', 'accepted', 'accepted');
    expect((await replying).status).toBe(200);
    expect(onPhone(ANA).map(({ type, text }) => [type, text])).toMatchObject([
      ['text', 'look'],
      ['image', expect.any(String)],
      ['document', expect.any(String)],
    ]);
    expect(onPhone(ANA)[2]?.content).toMatchObject({ document: { filename: 'offer.pdf' } });
    const { message } = await newest(ana);
    expect(onPhone(ANA).map(({ content }) => (content as { biz_opaque_callback_data: string }).biz_opaque_callback_data)).toEqual(
      [0, 1, 2].map((part) => `${messageIdOf(message)}.${part}`),
    );
    await clock.advance(400);
    await provider.peers.whatsapp.idle();
    await emptied();
    expect(inbox(ana)).toHaveLength(2);
    expect(inbox(ana).at(-1)).toMatchObject({
      id: messageIdOf(message),
      text: 'look',
      status: 'read',
      attachments: [{ name: 'boat.png' }, { name: 'offer.pdf' }],
    });
    expect(provider.peers.whatsapp.violations).toEqual([]);
  });

  test('uploadMedia 500 and a closed connection: uploaded again, on the phone once', async () => {
    provider.peers.whatsapp.faults.failNext('uploadMedia', { status: 500, code: 131000 });
    provider.peers.whatsapp.faults.dropNext('uploadMedia', { afterHandling: true });
    const replying = reply(ana, 'look', [picture]);
    await settled(ana, 'accepted');
    expect((await replying).status).toBe(200);
    expect(onPhone(ANA).map(({ type, content }) => [type, (content as { image: object }).image])).toEqual([
      ['image', { id: expect.any(String), caption: 'look' }],
    ]);
  });

  test('uploadMedia 131053: the message failed with the reason, and nothing of it is sent', async () => {
    provider.peers.whatsapp.faults.failNext('uploadMedia', { status: 400, code: 131053 });
    const answer = await reply(ana, 'look', [picture, offer]);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('131053');
    await clock.advance(10 * MINUTE);
    // Files are uploaded before anything is sent, so the customer has not half of it.
    expect(onPhone(ANA)).toEqual([]);
    expect(await states(ana)).toEqual(['failed', 'failed', 'failed']);
    expect((await newest(ana)).message.failure).toMatchObject({ code: 131053 });
  });

  test('a file that is no longer on the disk: the message failed, it is not unknown', async () => {
    const { store, channel } = provider.app;
    const now = clock.now();
    await store.transaction(async (tx) => {
      const message = {
        type: 'files',
        text: '',
        rank: statusRanks.none,
        failure: null,
        createdAt: now,
        replyBy: null,
        wamid: null,
      } as const;
      const seq = await tx.appendMessage(channel.id, ana, {
        ...message,
        direction: 'outbound',
        deliveryId: null,
        fingerprint: null,
        address: null,
      });
      const ref = { conversationId: ana, seq };
      const attachmentId = newAttachmentId();
      const file = { id: attachmentId, name: 'gone.png', contentType: 'image/png', size: 3, sha256: 'x', file: 'gone' };
      await tx.insertAttachment(channel.id, ref, 0, file);
      await tx.insertSend(channel.id, { ...ref, part: 0, text: '', attachmentId });
      await tx.enqueue({ channelId: channel.id, destination: 'whatsapp', ...ref }, { now, dueAt: now });
    });
    provider.app.wake();
    await emptied();
    expect(await states(ana)).toEqual(['failed']);
    expect((await newest(ana)).message.failure?.reason).toContain('no longer on the disk');
  });

  test('a customer known by a business-scoped user id alone: addressed by `recipient`, never by `to`', async () => {
    const { from: _phone, ...anonymous } = textMessage('hi', { at: clock.now() });
    const userId = 'US.84120577310962458899';
    const conversationId = await meet('', { ...anonymous, from_user_id: userId });
    expect((await reply(conversationId, 'hello you')).status).toBe(200);
    const [message] = onPhone(userId);
    expect(message).toMatchObject({ text: 'hello you', content: { recipient: userId } });
    expect(message?.content).not.toHaveProperty('to');
  });
});

describe('a group that is shown', () => {
  const GROUP = 'Y2FwaV9ncm91cDox';
  const inGroup = (body: string) => ({ ...textMessage(body, { from: ANA, at: clock.now() }), group_id: GROUP });

  test('an answer: goes to the group as such, its statuses come back, and nothing is marked as read', async () => {
    await start({ GROUP_MESSAGES: 'transcript', WHATSAPP_READ_RECEIPTS: 'on-reply' });
    const group = await meet('', inGroup('hello all'));
    expect((await reply(group, 'hello group')).status).toBe(200);
    expect(onPhone(GROUP)).toMatchObject([{ text: 'hello group', content: { recipient_type: 'group', to: GROUP } }]);
    expect(onPhone(GROUP)[0]?.content).not.toHaveProperty('recipient');
    await clock.advance(10 * MINUTE);
    await emptied();
    expect(inbox(group)).toMatchObject([{ text: `[written in the group by +${ANA}]\nhello all` }, { text: 'hello group', status: 'read' }]);
    expect(provider.peers.whatsapp.phone(GROUP)[0]?.status).not.toBe('read');
    expect(onPhone(ANA)).toEqual([]);
    expect(provider.peers.whatsapp.violations).toEqual([]);
    expect(provider.peers.pipedrive.breaches).toEqual([]);
  });

  test('a private conversation with somebody of the group: is another one, and each answer goes where it belongs', async () => {
    await start({ GROUP_MESSAGES: 'transcript' });
    const group = await meet('', inGroup('hello all'));
    const ana = await meet(ANA);
    expect((await reply(ana, 'to Ana alone')).status).toBe(200);
    expect((await reply(group, 'to all')).status).toBe(200);
    expect(textsOn(ANA)).toEqual(['to Ana alone']);
    expect(textsOn(GROUP)).toEqual(['to all']);
  });

  test('24 hours after the last word of anybody in it: free text is refused before it is sent', async () => {
    await start({ GROUP_MESSAGES: 'transcript' });
    const group = await meet('', inGroup('hello all'));
    await clock.advance(24 * 60 * MINUTE);
    const answer = await reply(group, 'too late');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('24 hours');
    expect(onPhone(GROUP)).toEqual([]);
  });

  test('unless told: a message of a group is set aside and never shown', async () => {
    await start();
    await provider.peers.whatsapp.deliver(JSON.stringify(deliveryOf(changeOf({ messages: [inGroup('hello all')] }))));
    expect(provider.peers.pipedrive.conversations(provider.channelId)).toEqual([]);
    expect(await provider.app.store.quarantine({ limit: 9 })).toMatchObject([{ reason: 'group-message' }]);
  });
});

test('sendMessage, connection refused: tried again until somebody listens, on the phone once', async () => {
  const gate = await createGate(() => target);
  let target = '';
  await start({ WHATSAPP_API_URL: gate.url });
  target = String(provider.peers.settings['WHATSAPP_API_URL']);
  try {
    const ana = await meet(ANA);
    await gate.shut();
    const replying = reply(ana, 'in the end');
    await until(
      async () => Number(await provider.app.store.nextReadyAt('whatsapp')) > clock.now() && (await states(ana))[0] === 'waiting',
      'the first retry',
    );
    await clock.advance(10 * MINUTE);
    expect((await replying).status).toBe(200);
    expect(await states(ana)).toEqual(['waiting']);
    expect(await unknownSends()).toBe(0);
    await gate.open();
    await clock.advance(5 * MINUTE);
    await until(() => onPhone(ANA).length === 1, 'the message on the phone');
    await emptied();
    expect(textsOn(ANA)).toEqual(['in the end']);
    expect(await states(ana)).toEqual(['accepted']);
  } finally {
    await gate.stop();
  }
});

describe('against a server that answers what it is told', () => {
  let vendor: Vendor;
  let ana: ConversationId;
  beforeEach(async () => {
    vendor = await startVendor({ status: 200, body: { messages: [{ id: 'wamid.ok' }] } });
    await start({ WHATSAPP_API_URL: vendor.url });
    ana = await meet(ANA);
  });
  afterEach(() => vendor.stop());

  const page = '<html>something went wrong</html>';
  test.each<[string, Script, Send['state']]>([
    ['200 without an id', { status: 200, body: { messages: [] } }, 'unknown'],
    ['200 with an empty id', { status: 200, body: { messages: [{ id: '' }] } }, 'unknown'],
    ['200 that is not JSON', { status: 200, body: page }, 'unknown'],
    ["500, a gateway's own page", { status: 500, body: page }, 'unknown'],
    ["502, a gateway's own page", { status: 502, body: page }, 'unknown'],
    ['404 without a reason', { status: 404, body: page }, 'failed'],
    ['400 with a code nobody knows', { status: 400, body: { error: { code: 987654, message: 'new' } } }, 'failed'],
  ])('sendMessage %s: the part is settled after one request', async (_name, script, state) => {
    vendor.script = [script];
    const replying = reply(ana, 'hi');
    await until(async () => (await states(ana))[0] === state, state);
    await clock.advance(60 * MINUTE);
    expect((await replying).status).toBe(state === 'failed' ? 400 : 200);
    expect(vendor.calls).toHaveLength(1);
    expect(await states(ana)).toEqual([state]);
    expect(await backlog('whatsapp')).toBe(0);
  });

  test('sendMessage 429 without an error of Graph: the channel waits as long as Retry-After says', async () => {
    vendor.script = [{ status: 429, headers: { 'retry-after': '30' }, body: page }];
    const replying = reply(ana, 'hi');
    await until(async () => (await provider.app.store.holds(clock.now())).length === 1, 'the hold');
    await clock.advance(29_000);
    expect(vendor.calls).toHaveLength(1);
    await clock.advance(1000);
    await until(async () => (await states(ana))[0] === 'accepted', 'the accepted part');
    expect((await replying).status).toBe(200);
    expect(vendor.calls).toHaveLength(2);
  });

  /** Sound takes no caption, so that a text beside it is a message of its own. */
  const recording: ReplyFile = { name: 'a.ogg', contentType: 'audio/ogg', bytes: opus() };

  test('several unknown parts: every part is tried once, none twice', async () => {
    vendor.script = [{ status: 200, body: { id: '111' } }, 'hang-up', 'hang-up'];
    const replying = reply(ana, 'hi', [recording]);
    await until(async () => (await unknownSends()) === 2 && (await backlog('whatsapp')) === 0, 'both unknown parts');
    await clock.advance(60 * MINUTE);
    expect((await replying).status).toBe(200);
    expect(vendor.calls.map(({ path }) => path.split('/').at(-1))).toEqual(['media', 'messages', 'messages']);
  });

  test('an upload that hangs up: is tried again, and nothing is unknown', async () => {
    const accepted = (id: string): Script => ({ status: 200, body: { messages: [{ id }] } });
    vendor.script = ['hang-up', { status: 200, body: { id: '111' } }, accepted('wamid.text'), accepted('wamid.file')];
    const replying = reply(ana, 'hi', [recording]);
    await settled(ana, 'accepted', 'accepted');
    expect((await replying).status).toBe(200);
    expect(vendor.calls.map(({ path }) => path.split('/').at(-1))).toEqual(['media', 'media', 'messages', 'messages']);
  });

  test('a file that is refused after the text was taken: the answer is 200, the failure follows as a status', async () => {
    const refused: Script = { status: 400, body: { error: { code: 131053, message: 'no', error_data: { details: 'bad file' } } } };
    vendor.script = [{ status: 200, body: { id: '111' } }, { status: 200, body: { messages: [{ id: 'wamid.text' }] } }, refused];
    const replying = reply(ana, 'hi', [recording]);
    await settled(ana, 'accepted', 'failed');
    const answer = await replying;
    expect(answer.status).toBe(200);
    await until(async () => {
      await clock.advance(1000);
      return inbox(ana).some(({ status }) => status === 'failed');
    }, 'the failure in the inbox');
    expect(inbox(ana).filter(({ text }) => text.startsWith('hi'))).toHaveLength(1);
  });

  test('a fault of ours before the request leaves: the message waits and is sent once', async () => {
    const { store } = provider.app;
    const read = store.channelAccessToken;
    let faults = 1;
    store.channelAccessToken = (id) => {
      if (faults-- > 0) throw new Error('a read that fails once');
      return read(id);
    };
    vendor.script = [{ status: 200, body: { messages: [{ id: 'wamid.once' }] } }];
    const replying = reply(ana, 'hi');
    await settled(ana, 'accepted');
    expect((await replying).status).toBe(200);
    expect(vendor.calls.map(({ path }) => path.split('/').at(-1))).toEqual(['messages']);
  });

  test('a caller that leaves before the refusal: the inbox hears of it as a status', async () => {
    const { channel } = provider.app;
    const leaving = new AbortController();
    const form = new FormData();
    for (const [name, value] of Object.entries({ message: 'too late', senderId: channel.sourceUserId, conversationId: ana }))
      form.set(name, value);
    const { clientId, clientSecret } = provider.config.pipedrive;
    const answering = Promise.withResolvers<void>();
    const error = { code: 131047, message: 'no', error_data: { details: 'window' } };
    vendor.script = [{ status: 400, body: { error }, after: answering.promise }];
    const posting = fetch(`${provider.url}/api/channels/${channel.id}/messages`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: form,
    }).catch(({ name }: Error) => name);
    await until(async () => (await states(ana))[0] === 'sending', 'the request under way');
    leaving.abort();
    expect(await posting).toBe('AbortError');
    // The provider learns of the closed connection in one of its next turns.
    for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
    answering.resolve();
    await until(async () => {
      await clock.advance(1000);
      return inbox(ana).some(({ text, status }) => text.startsWith('too late\n[not delivered: ') && status === 'failed');
    }, 'the failure in the inbox');
  });
});
