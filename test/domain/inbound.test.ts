import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QuarantineReason } from '../../src/domain/flatten.ts';
import { replayItem } from '../../src/domain/quarantine.ts';
import { windowEnd } from '../../src/domain/window.ts';
import { AppError } from '../../src/errors.ts';
import type { ChannelId } from '../../src/store/ids.ts';
import { type Channel, statusRanks } from '../../src/store/records.ts';
import type { Store, StoreTransaction } from '../../src/store/store.ts';
import { addChannel, install } from '../store/conformance/fixture.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';
import { examples } from './examples.ts';
import { intakeServices, NOW, openWorld, type World } from './store-with-channel.ts';

const at = NOW - 60_000;
const text = (body: string, id?: string) => textMessage(body, { at, ...(id === undefined ? {} : { id }) });
const messages = (...list: unknown[]) => deliveryOf(changeOf({ messages: list }));

/** The real store, except that one method of its transactions does something else. */
const withFault = (store: Store, fault: (tx: StoreTransaction) => Partial<StoreTransaction>): Store => ({
  ...store,
  transaction: (work) => store.transaction((tx) => work({ ...tx, ...fault(tx) })),
});

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const quarantined = async () =>
  (await world.store.quarantine({ limit: 1000 })).map(({ reason, phoneNumberId }) => ({
    reason: reason as QuarantineReason,
    phoneNumberId,
  }));
const texts = async (of?: Channel) => (await world.messages(of)).map((message) => message.text);
const jobs = async () => (await world.store.backlog()).reduce((sum, { waiting }) => sum + waiting, 0);

describe('receiveDelivery of messages', () => {
  test('one message: is stored with its outbox job, and the worker is told', async () => {
    const receipt = await world.receive(messages(text('hello')));
    expect(receipt).toMatchObject({ stored: 1, duplicate: 0, quarantined: 0, ignored: 0, parked: 0, messages: ['text'] });
    expect(await world.messages()).toMatchObject([
      { direction: 'inbound', type: 'text', text: 'hello', rank: statusRanks.delivered, createdAt: at, replyBy: at + 86_400_000 },
    ]);
    expect(await world.store.nextReadyAt('crm')).toBe(NOW);
    expect([await jobs(), world.queued()]).toEqual([1, 1]);
  });

  test("who is told of what was committed: the CRM's worker of messages, those who fetch of files, and nobody of a parked status", async () => {
    const told = async (delivery: unknown) => {
      const before = [world.queued(), world.filesTold()];
      await world.receive(delivery);
      return [world.queued() - (before[0] ?? 0), world.filesTold() - (before[1] ?? 0)];
    };
    const image = { ...text('', 'wamid.image'), type: 'image', text: undefined, image: { id: '1', mime_type: 'image/png', sha256: 'x' } };
    expect(await told(messages(text('hello')))).toEqual([1, 0]);
    expect(await told(messages(image))).toEqual([1, 1]);
    expect(await told(deliveryOf(changeOf({ statuses: [statusOf('wamid.unknown', 'sent')] })))).toEqual([0, 0]);
    expect(await told(messages(image)), 'again').toEqual([0, 0]);
  });

  test('the CRM switched off: the message is stored without a job', async () => {
    await world.close();
    world = await openWorld({ notifyCrm: false });
    expect((await world.receive(messages(text('hello')))).stored).toBe(1);
    expect([await texts(), await jobs()]).toEqual([['hello'], 0]);
  });

  test('1,000 messages in one delivery: every one is stored once, in its order', async () => {
    const list = Array.from({ length: 1000 }, (_, n) => textMessage(`n${n}`, { at, from: `1555${n % 10}` }));
    expect((await world.receive(messages(...list))).stored).toBe(1000);
    const stored = await world.messages();
    expect(stored).toHaveLength(1000);
    for (const { id } of await world.conversations()) {
      const numbers = stored.filter(({ conversationId }) => conversationId === id).map((message) => Number(message.text.slice(1)));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect(numbers).toHaveLength(100);
    }
    expect(await jobs()).toBe(1000);
  });

  test('entries, changes, messages and statuses mixed with garbage: each gets its own fate', async () => {
    const value = changeOf({ messages: [text('a'), null, text('b')], statuses: [statusOf('wamid.s', 'sent'), 7] });
    const other = changeOf({ messages: [text('c')] });
    const delivery = {
      object: 'whatsapp_business_account',
      entry: [
        null,
        {
          changes: [
            { field: 'messages', value },
            { field: 'account_update', value: {} },
          ],
        },
        deliveryOf(other).entry[0],
      ],
    };
    const receipt = await world.receive(delivery);
    expect(receipt).toMatchObject({ stored: 4, quarantined: 3, ignored: 1, parked: 1, duplicate: 0 });
    expect((await texts()).toSorted()).toEqual(['a', 'b', 'c']);
    const reasons = (await quarantined()).map(({ reason }) => reason).toSorted();
    expect(reasons).toEqual(['malformed-entry', 'malformed-message', 'malformed-status']);
  });

  test('an unknown phone number: is set aside where a person can see it, its neighbours are stored', async () => {
    const delivery = deliveryOf(changeOf({ messages: [text('theirs')], phone: '42' }), changeOf({ messages: [text('ours')] }));
    expect(await world.receive(delivery)).toMatchObject({ stored: 1, quarantined: 1, reasons: ['unknown-phone-number-id'] });
    expect(await quarantined()).toEqual([{ reason: 'unknown-phone-number-id', phoneNumberId: '42' }]);
    expect((await world.store.quarantine({ limit: 1 }))[0]?.item).toContain('theirs');
    expect(await texts()).toEqual(['ours']);
  });

  test('a deleted channel: its phone number is unknown', async () => {
    await world.store.transaction(async (tx) => tx.setChannelState(world.channel.id, 'deleted'));
    expect((await world.receive(messages(text('late')))).reasons).toEqual(['unknown-phone-number-id']);
  });

  test('a message that comes days late, after its number went to another company: is set aside, also when it is taken in again', async () => {
    const { store, clock, channel } = world;
    const give = async (id: ChannelId, companyId: number) => {
      const installationId = await install(store, {}, { companyId });
      await store.transaction(async (tx) => tx.setChannelInstallation(id, installationId));
    };
    await give(channel.id, 501);
    await store.transaction(async (tx) => tx.setChannelState(channel.id, 'deleted'));
    await clock.advance(86_400_000);
    const next = await addChannel(store, { phoneNumberId: channel.phoneNumberId, createdAt: clock.now() });
    await give(next.id, 502);
    const write = (body: string, at: number) => world.receive(deliveryOf(changeOf({ messages: [textMessage(body, { at })] })));
    expect(await write('to the old company', NOW)).toMatchObject({ stored: 0, reasons: ['another-company'] });
    expect(await write('to the new one', clock.now())).toMatchObject({ stored: 1 });
    expect(await write('by a clock that is a little behind', clock.now() - 30_000)).toMatchObject({ stored: 1 });
    await give(channel.id, 502);
    expect(await write('it was the same company', NOW)).toMatchObject({ stored: 1 });
  });

  test('two channels: the phone number decides whose the message is, also with the same wamid', async () => {
    const second = await addChannel(world.store);
    const delivery = deliveryOf(
      changeOf({ messages: [text('one', 'wamid.same')] }),
      changeOf({ messages: [text('two', 'wamid.same')], phone: second.phoneNumberId }),
    );
    expect((await world.receive(delivery)).stored).toBe(2);
    expect([await texts(), await texts(second)]).toEqual([['one'], ['two']]);
  });

  test('an error of the account beside messages and statuses: all of it is kept, the error set aside without their words', async () => {
    const errors = [{ code: 131042, title: 'Payment issue' }];
    const value = { ...changeOf({ messages: [text('hello')], statuses: [statusOf('wamid.s', 'sent')] }), errors };
    expect(await world.receive(deliveryOf(value))).toMatchObject({ stored: 2, quarantined: 1, reasons: ['account-error'] });
    const [item] = await world.store.quarantine({ limit: 10 });
    expect(item).toMatchObject({ reason: 'account-error', phoneNumberId: world.channel.phoneNumberId });
    expect([item?.item.includes('131042'), item?.item.includes('hello')]).toEqual([true, false]);
    expect(await texts()).toEqual(['hello']);
  });

  test('a message without a sender, and one of a group: are set aside', async () => {
    const { from: _, ...nobody } = text('who');
    const receipt = await world.receive(messages(nobody, { ...text('all'), group_id: 'g1' }));
    expect(receipt.reasons).toEqual(['no-sender', 'group-message']);
    expect(await texts()).toEqual([]);
  });

  test.each(['fill', 'follow', 'never'] as const)('names of profiles, %s: also for who is met first', async (contactNames) => {
    const named = await openWorld({ contactNames });
    try {
      for (const name of ['Ana', 'Ana Souza']) {
        await named.receive(deliveryOf(changeOf({ messages: [textMessage('hi')] }, { from: '15551230001', name })));
      }
      const shown = { fill: 'Ana', follow: 'Ana Souza', never: '' }[contactNames];
      expect(await named.conversations()).toMatchObject([{ contactName: shown }]);
    } finally {
      await named.close();
    }
  });

  test('a message whose content does not fit its type: is stored and says that it could not be read', async () => {
    const receipt = await world.receive(messages({ ...text('x'), text: 5 }));
    expect([receipt.stored, receipt.quarantined]).toEqual([1, 0]);
    expect((await texts())[0]).toContain('could not be read');
  });

  test('every example of the contract: is taken in, and each of its items is accounted for', async () => {
    for (const [name, delivery] of examples) {
      const { stored, duplicate, quarantined: aside, ignored, reasons } = await world.receive(delivery);
      expect(stored + duplicate + aside + ignored, name).toBeGreaterThan(0);
      expect(reasons, name).not.toContain('unexpected');
    }
  });
});

describe('receiveDelivery of what the business wrote elsewhere', () => {
  const change = (field: string, value: object) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field, value: { ...changeOf({}), ...value } }] }],
  });
  const echo = (body: string, id = 'wamid.echo') =>
    change('smb_message_echoes', { message_echoes: [{ ...text(body, id), from: '15550783881', to: '15551230001' }] });
  const past = (body: string, from: string, id?: string) => ({ ...text(body, id), from, timestamp: '1780000000' });
  const history = (...list: unknown[]) => change('history', { history: [{ threads: [{ id: '15551230001', messages: list }] }] });

  const sendWithoutAnswer = async (state: 'sending' | 'unknown') => {
    const [conversation] = await world.conversations();
    if (!conversation) throw new Error('no conversation');
    const ref = { conversationId: conversation.id, seq: 2 };
    await world.store.transaction(async (tx) => {
      await tx.appendMessage(world.channel.id, conversation.id, {
        ...{ direction: 'outbound', type: 'text', text: 'ours', rank: 0, failure: null, createdAt: NOW, replyBy: null },
        ...{ wamid: null, deliveryId: null, fingerprint: null, address: null },
      });
      await tx.insertSend(world.channel.id, { ...ref, part: 0, text: 'ours', attachmentId: null });
      await tx.updateSend(world.channel.id, { ...ref, part: 0 }, { state, wamid: null, rank: 0, failure: null });
    });
    return ref;
  };

  test('an echo: is announced, and neither opens the window nor tells where answers go', async () => {
    expect(await world.receive(echo('from the phone'))).toMatchObject({ stored: 1, messages: ['text'] });
    expect(await world.conversations()).toMatchObject([{ lastInboundAt: null, lastDirection: 'outbound', address: null }]);
    expect(await world.messages()).toMatchObject([{ direction: 'outbound', replyBy: null, rank: statusRanks.sent }]);
    expect(await world.store.backlog()).toMatchObject([{ destination: 'crm', waiting: 1 }]);
  });

  test.each(['sending', 'unknown'] as const)('an echo of a send of ours that is %s: settles it and adds no message', async (state) => {
    await world.receive(messages(text('hello')));
    const ref = await sendWithoutAnswer(state);
    await world.receive(deliveryOf(changeOf({ statuses: [statusOf('wamid.echo', 'read')] })));
    expect(await world.receive(echo('ours'))).toMatchObject({ stored: 0, duplicate: 1 });
    expect(await texts()).toEqual(['hello', 'ours']);
    expect(await world.store.sends(world.channel.id, ref)).toMatchObject([
      { state: 'accepted', wamid: 'wamid.echo', rank: statusRanks.read },
    ]);
    expect(await world.receive(echo('ours', 'wamid.typed'))).toMatchObject({ stored: 1, duplicate: 0 });
  });

  test.each([
    ['the history', () => history({ ...past('ours', '15550783881', 'wamid.old'), timestamp: String(NOW / 1000) })],
    [
      'an echo from before it',
      () => change('smb_message_echoes', { message_echoes: [{ ...past('ours', '15550783881', 'wamid.old'), to: '15551230001' }] }),
    ],
  ])('%s with the words of a send that is under way: is a message of its own and settles nothing', async (_, delivery) => {
    await world.receive(messages(text('hello')));
    const ref = await sendWithoutAnswer('sending');
    expect(await world.receive(delivery())).toMatchObject({ stored: 1, duplicate: 0 });
    expect(await world.store.sends(world.channel.id, ref)).toMatchObject([{ state: 'sending', wamid: null }]);
    expect((await texts()).filter((one) => one.endsWith('ours'))).toHaveLength(2);
  });

  test('the history: is stored without a job, unread mark or window, and tells where answers go', async () => {
    const delivery = history(past('from them', '15551230001'), past('from us', '15550783881'));
    expect(await world.receive(delivery)).toMatchObject({ stored: 2, shown: ['history', 'text', 'history', 'text'] });
    expect(await world.store.backlog()).toEqual([]);
    expect(await world.conversations()).toMatchObject([{ lastDirection: null, lastInboundAt: null, address: { value: '15551230001' } }]);
    expect((await world.messages()).map(({ direction }) => direction)).toEqual(['inbound', 'outbound']);
  });

  test('the history of the last hours: opens no window, and takes away none that is open', async () => {
    const young = (id: string) => history({ ...past('a minute ago', '15551230001', id), timestamp: String(at / 1000) });
    await world.receive(young('wamid.young'));
    const [conversation] = await world.conversations();
    expect([windowEnd(conversation ?? { lastInboundAt: 0 }), (await world.messages())[0]?.replyBy]).toEqual([undefined, null]);
    await world.receive(messages(text('live')));
    await world.receive(young('wamid.younger'));
    expect(await world.conversations()).toMatchObject([{ lastInboundAt: at, address: { value: '15551230001' } }]);
  });

  test('the history: a number that was left does not come back through an old notice', async () => {
    const notice = {
      ...past('', '15551230001', 'wamid.notice'),
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '15551239999' },
    };
    await world.receive(history(notice));
    expect(await world.store.conversationByAlias(world.channel.id, { kind: 'wa_id', value: '15551239999' })).toBeUndefined();
  });

  test('a message that comes live after the history: opens the window, waits to be read, and is announced once', async () => {
    const at = Math.floor(NOW / 1000) - 60;
    const brought = { ...past('news', '15551230001', 'wamid.news'), timestamp: String(at) };
    await world.receive(history(brought));
    expect(await world.store.backlog()).toEqual([]);
    const [before] = await world.messages();
    const live = { ...textMessage('news', { id: 'wamid.news', at: at * 1000 }), from_user_id: 'US.1' };
    expect(await world.receive(messages(live))).toMatchObject({ stored: 1, duplicate: 0, messages: ['text'] });
    expect(world.queued()).toBe(2);
    expect(await world.store.backlog()).toMatchObject([{ destination: 'crm', waiting: 1 }]);
    expect(await world.conversations()).toMatchObject([
      { lastDirection: 'inbound', lastInboundAt: at * 1000, address: { value: '15551230001' } },
    ]);
    // The past opened no window; living, it does.
    expect(await world.messages()).toEqual([{ ...before, text: 'news', replyBy: at * 1000 + 24 * 3_600_000 }]);
    expect(await world.receive(messages({ ...live, extra: 'other bytes' }))).toMatchObject({ stored: 0, duplicate: 1 });
    expect(await world.receive(history({ ...brought, extra: 'once more' }))).toMatchObject({ stored: 0, duplicate: 1 });
    expect(await texts()).toEqual(['news']);
  });

  test('a file that comes live after the history: is told of when it is there', async () => {
    const image = {
      id: 'wamid.i',
      from: '15551230001',
      timestamp: String(NOW / 1000 - 60),
      type: 'image',
      image: { id: '7', mime_type: 'image/jpeg' },
    };
    await world.receive(history(image));
    await world.receive(messages(image));
    const claim = { now: NOW, leaseUntil: NOW + 1, newLease: () => 'lease', limit: 9 };
    expect(await world.store.transaction(async (tx) => tx.claimInboundFiles(claim))).toMatchObject([{ mediaId: '7', announced: true }]);
  });

  test('a notice of a new number that comes live after the history: takes effect', async () => {
    const notice = { ...past('', '15551230001', 'wamid.n'), type: 'system', system: { type: 'user_changed_number', wa_id: '15551239999' } };
    await world.receive(history(notice));
    await world.receive(messages({ ...notice, history_context: undefined }));
    expect(await world.store.conversationByAlias(world.channel.id, { kind: 'wa_id', value: '15551239999' })).toBeDefined();
  });

  test('a note below a message of the history: stays when the message comes live', async () => {
    const image = { id: 'wamid.i', from: '15551230001', timestamp: String(NOW / 1000 - 60), type: 'image', image: { caption: 'lost' } };
    await world.receive(history(image));
    const [stored] = await texts();
    await world.receive(messages(image));
    expect(await texts()).toEqual([stored?.replace('[earlier chat]\n', '')]);
    expect(stored).toMatch(/lost\n\[WhatsApp could not hand over this file/);
  });

  test('5,000 messages of the history in one delivery: each is stored once, in order of time', async () => {
    const list = Array.from({ length: 5000 }, (_, n) => ({
      ...past(`n${n}`, '15551230001'),
      timestamp: String(1_780_000_000 + ((n * 7919) % 5000)),
    }));
    expect((await world.receive(history(...list))).stored).toBe(5000);
    const times = (await world.messages()).map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('news without an id of WhatsApp: are told apart by ours, which is never taken for one of WhatsApp', async () => {
    const handover = change('messaging_handovers', {
      type: 'control_passed',
      timestamp: '1789999999',
      sender: { phone_number: '15551230001' },
      recipient: { phone_number_id: world.channel.phoneNumberId },
    });
    expect(await world.receive(handover)).toMatchObject({ stored: 1 });
    expect(await world.receive({ ...handover, again: true })).toMatchObject({ stored: 0, duplicate: 1 });
    const [conversation] = await world.conversations();
    if (!conversation) throw new Error('no conversation');
    expect(conversation).toMatchObject({ lastInboundAt: null, lastDirection: 'inbound' });
    expect(await world.store.lastReceived(world.channel.id, { conversationId: conversation.id, seq: 99 })).toBeUndefined();
  });
});

describe('receiveDelivery of what came before', () => {
  test('the same bytes again: change nothing', async () => {
    const delivery = Buffer.from(
      JSON.stringify(deliveryOf(changeOf({ messages: [text('a'), null], statuses: [statusOf('wamid.s', 'sent')] }))),
    );
    expect(await world.receive(delivery)).toMatchObject({ stored: 2, quarantined: 1, duplicate: 0 });
    expect(await world.receive(delivery)).toMatchObject({ stored: 0, quarantined: 0, duplicate: 3 });
    expect(await world.store.counts()).toMatchObject({ messages: 1, deliveries: 1, quarantined: 1 });
    expect([await jobs(), world.queued()]).toEqual([1, 1]);
  });

  test('the same bytes 20 times at once: are stored once', async () => {
    const delivery = messages(text('a'), text('b'));
    const receipts = await Promise.all(Array.from({ length: 20 }, () => world.receive(delivery)));
    expect(receipts.map(({ stored }) => stored).toSorted()).toEqual([...Array.from({ length: 19 }, () => 0), 2]);
    expect(await texts()).toEqual(['a', 'b']);
    expect(await world.store.counts()).toMatchObject({ messages: 2, deliveries: 1 });
  });

  const others = (value: unknown, field: string) => ({ entry: [{ id: '102290129340398', changes: [{ field, value }] }] });
  test.each([
    ['messages and statuses', deliveryOf(changeOf({ messages: [text('a')], statuses: [statusOf('wamid.s', 'sent')] }))],
    ['a message of a number that nobody here has', deliveryOf(changeOf({ messages: [text('a')], phone: '999' }))],
    ['a status of a number that nobody here has', deliveryOf(changeOf({ statuses: [statusOf('wamid.s', 'sent')], phone: '999' }))],
    ['a message without an id', messages({ from: '15551230001', type: 'text', text: { body: 'a' } })],
    ['news of the account', others({ event: 'VERIFIED_ACCOUNT' }, 'account_update')],
    [
      'a changed user id, beside a message',
      {
        entry: [
          ...deliveryOf(changeOf({ messages: [text('a')] })).entry,
          ...others({ user_id_update: [{ wa_id: '15551230001', user_id: { previous: 'US.1', current: 'US.2' } }] }, 'user_id_update').entry,
        ],
      },
    ],
    ['nothing at all', { object: 'whatsapp_business_account', entry: [] }],
    ['no JSON', Buffer.from('{')],
  ])('the same bytes with %s: change nothing, and are kept once', async (_, delivery) => {
    const first = await world.receive(delivery);
    const [counts, waiting] = [await world.store.counts(), await jobs()];
    expect(counts.deliveries).toBe(1);
    const items = first.stored + first.quarantined + first.ignored;
    expect(await world.receive(delivery)).toMatchObject({ stored: 0, quarantined: 0, ignored: 0, duplicate: items });
    expect([await world.store.counts(), await jobs()]).toEqual([counts, waiting]);
  });

  test('the same bytes after what had them set aside was put right: are taken in, and the item that was set aside is a duplicate then', async () => {
    const delivery = deliveryOf(changeOf({ messages: [text('a')], phone: '999' }));
    expect(await world.receive(delivery)).toMatchObject({ stored: 0, quarantined: 1 });
    const late = await addChannel(world.store, { phoneNumberId: '999' });
    expect(await world.receive(delivery)).toMatchObject({ stored: 1, quarantined: 0 });
    expect(await texts(late)).toEqual(['a']);
    const [item] = await world.store.quarantine({ limit: 9 });
    const { store, clock } = world;
    const services = { ...intakeServices(store, clock), onReplayed() {} };
    expect(await replayItem(services, item?.id ?? 0)).toMatchObject({ result: 'duplicate' });
    expect(await world.receive(delivery)).toMatchObject({ stored: 0, duplicate: 1 });
    expect(await world.store.counts()).toMatchObject({ messages: 1, quarantined: 0, deliveries: 2 });
  });

  test('the same wamid in other bytes: is a duplicate, its new neighbours are stored', async () => {
    await world.receive(messages(text('a', 'wamid.a')));
    const receipt = await world.receive(messages(text('a again', 'wamid.a'), text('b', 'wamid.b')));
    expect(receipt).toMatchObject({ stored: 1, duplicate: 1 });
    expect(await texts()).toEqual(['a', 'b']);
    expect(await jobs()).toBe(2);
  });

  test('the same wamid twice in one delivery: is stored once', async () => {
    expect(await world.receive(messages(text('a', 'wamid.a'), text('a', 'wamid.a')))).toMatchObject({ stored: 1, duplicate: 1 });
    expect(await texts()).toEqual(['a']);
  });

  test('the same status in other bytes: is a duplicate', async () => {
    const status = (timestamp: string) => deliveryOf(changeOf({ statuses: [{ ...statusOf('wamid.s', 'read'), timestamp }] }));
    expect((await world.receive(status('1790000001'))).stored).toBe(1);
    expect(await world.receive(status('1790000002'))).toMatchObject({ stored: 0, duplicate: 1 });
  });

  test('wamids of any kind: long ones and ones of an attacker are data', async () => {
    const ids = [`wamid.${'x'.repeat(5000)}`, '__proto__', "'; DROP TABLE messages; --", '\u0000', '\ud800'];
    expect((await world.receive(messages(...ids.map((id) => text(id, id))))).stored).toBe(ids.length);
    expect((await world.receive(messages(...ids.map((id) => text('again', id))))).duplicate).toBe(ids.length);
  });
});

describe('receiveDelivery of times', () => {
  const storedAt = async (timestamp: unknown) => {
    const { timestamp: _, ...message } = text('x');
    const receipt = await world.receive(messages(timestamp === undefined ? message : { ...message, timestamp }));
    expect(receipt.stored).toBe(1);
    return (await world.messages()).at(-1)?.createdAt;
  };

  test('seconds as text: are the time of the message', async () => {
    expect(await storedAt('1789990000')).toBe(1_789_990_000_000);
  });

  test.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
    ['garbage', 'yesterday'],
    ['a list', ['x']],
    ['an object', { toString: 1, valueOf: 1 }],
    ['negative', '-5'],
    ['zero', '0'],
    ['far in the future', '99999999999'],
    ['beyond all numbers', '1e999'],
    ['milliseconds', String(NOW)],
  ])('%s: is the time of arrival', async (_, timestamp) => {
    expect(await storedAt(timestamp)).toBe(NOW);
  });
});

describe('receiveDelivery when the store balks', () => {
  const poisonous = (store: Store) =>
    withFault(store, (tx) => ({
      appendMessage(channelId, conversationId, message) {
        if (message.text === 'poison') throw new TypeError('nobody foresaw this');
        return tx.appendMessage(channelId, conversationId, message);
      },
    }));

  test('a poisonous item: goes into quarantine alone, its neighbours before and after are stored', async () => {
    const receipt = await world.receive(messages(text('a'), text('poison'), text('b')), poisonous(world.store));
    expect(receipt).toMatchObject({ stored: 2, quarantined: 1, reasons: ['unexpected'], messages: ['text', 'text'] });
    expect(await texts()).toEqual(['a', 'b']);
    expect((await world.store.quarantine({ limit: 10 })).map(({ item }) => item)).toEqual([expect.stringContaining('poison')]);
    expect([await jobs(), (await world.store.counts()).deliveries]).toEqual([2, 1]);
  });

  test('a poisonous item of a new customer: leaves no empty conversation behind', async () => {
    await world.receive(messages(text('poison')), poisonous(world.store));
    expect(await world.conversations()).toEqual([]);
  });

  test('a poisonous delivery among others at the same time: disturbs none of them', async () => {
    const store = poisonous(world.store);
    const receipts = await Promise.all(
      Array.from({ length: 30 }, (_, n) => world.receive(messages(text(n % 5 === 0 ? 'poison' : `n${n}`)), store)),
    );
    expect(receipts.map(({ stored, quarantined: aside }) => [stored, aside])).toEqual(
      Array.from({ length: 30 }, (_, n) => (n % 5 === 0 ? [0, 1] : [1, 0])),
    );
    expect(await texts()).toHaveLength(24);
  });

  test('an item that is nested too deeply to be written out: goes into quarantine, its neighbours are stored', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = JSON.stringify(messages(text('a'), 'DEEP', text('b'))).replace('"DEEP"', deep);
    expect(await world.receive(Buffer.from(body))).toMatchObject({ stored: 2, quarantined: 1, reasons: ['malformed-message'] });
    expect(await texts()).toEqual(['a', 'b']);
  });

  test('a commit that is refused after all the work: rejects with STORE_UNAVAILABLE, and nobody is told of work', async () => {
    const full: Store = {
      ...world.store,
      transaction: (work) =>
        world.store.transaction(async (tx) => {
          await work(tx);
          throw new AppError('STORE_UNAVAILABLE', 'disk full');
        }),
    };
    await expect(world.receive(messages(text('a')), full)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect([await texts(), world.queued()]).toEqual([[], 0]);
  });

  test('a process that dies after its first commit: what that one stored has its outbox jobs', async () => {
    let commits = 0;
    const dying: Store = {
      ...world.store,
      transaction: (work) => (commits++ === 0 ? world.store.transaction(work) : Promise.reject(new AppError('STORE_UNAVAILABLE'))),
    };
    await world.receive(messages(text('a'), text('b')), dying).catch(() => {});
    expect([await texts(), await jobs()]).toEqual([['a', 'b'], 2]);
  });

  test('a store that refuses: rejects with STORE_UNAVAILABLE, and nothing is stored', async () => {
    const refusing = withFault(world.store, () => ({
      appendMessage() {
        throw new AppError('STORE_UNAVAILABLE', 'disk full');
      },
    }));
    await expect(world.receive(messages(text('a'), text('b')), refusing)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await world.store.counts()).toMatchObject({ messages: 0, deliveries: 0, quarantined: 0 });
    expect(world.queued()).toBe(0);
    expect((await world.receive(messages(text('a'), text('b')))).stored).toBe(2);
  });
});
