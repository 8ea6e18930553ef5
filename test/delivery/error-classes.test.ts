import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OUTCOME_WAIT_MS } from '../../src/domain/outbound.ts';
import { errorRuleOf } from '../../src/whatsapp-errors/whatsapp-errors.ts';
import { startProvider, type TestAnswer, type TestProvider, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, freshWamid, statusOf } from '../support/webhooks.ts';

const ANA = '15551230001';
const BEN = '15551230002';
const SECOND = 1000;
const MINUTE = 60_000;

let clock: VirtualClock;
let provider: TestProvider;
let ana: string;
let ben: string;
beforeEach(async () => {
  clock = createVirtualClock(Date.UTC(2026, 10, 20, 12));
  provider = await startProvider({ clock, env: { WHATSAPP_MESSAGES_PER_SECOND: '80' }, parts: { leaseMs: 48 * 60 * MINUTE } });
  [ana, ben] = [await meet(ANA), await meet(BEN)];
});
afterEach(async () => {
  const stopping = watched(provider.stopAll());
  await passUntil(stopping.isOver, 'the stop', SECOND);
  await stopping.result;
});

function watched<T>(promise: Promise<T>) {
  let over = false;
  const result = promise.finally(() => {
    over = true;
  });
  return { result, isOver: () => over };
}

async function meet(from: string): Promise<string> {
  const { pipedrive, whatsapp } = provider.peers;
  const known = pipedrive.conversations(provider.channelId).length;
  await whatsapp.write({ from, message: { type: 'text', text: 'hello' } });
  await until(() => pipedrive.conversations(provider.channelId).length === known + 1, 'the conversation in the inbox');
  return pipedrive.conversations(provider.channelId).at(-1)?.id ?? '';
}
const reply = (conversationId: string, text: string) =>
  provider.peers.pipedrive.typeReply({ channelId: provider.channelId, conversationId, text });
const onPhone = (from: string) => provider.peers.whatsapp.phone(from).filter((message) => message.from === 'business');
const textsOn = (from: string) => onPhone(from).map(({ text }) => text);
const shownIn = (conversationId: string, text: string) =>
  provider.peers.pipedrive.inbox(provider.channelId, conversationId).find((message) => message.text.startsWith(text));
const holds = async () => provider.app.store.holds(clock.now());
const readiness = async (): Promise<TestAnswer> => provider.call('/health/ready', { auth: null });
const refuse = (code: number, times: number) => provider.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code, times });
/** How many of the refusals that were set are still waiting. */
const refusalsLeft = () => provider.peers.whatsapp.faults.list().reduce((sum, { times }) => sum + times, 0);
const passUntil = (condition: () => boolean | Promise<boolean>, what: string, stepMs = 500) =>
  until(async () => (await condition()) || clock.advance(stepMs).then(condition), what);
const waitingSends = async () => (await provider.app.store.backlog()).find(({ destination }) => destination === 'whatsapp')?.waiting ?? 0;
/** Hands in a reply that will not go out at once. Resolves when it is stored, so that the next one is behind it, with the answer to come. */
async function handIn(conversationId: string, text: string) {
  const before = await waitingSends();
  const answer = reply(conversationId, text);
  await until(async () => (await waitingSends()) > before, 'the stored reply');
  return { answer };
}
/** A reply that WhatsApp neither takes nor refuses while postMessage waits for its word: just that time passes, however long the machine takes over it. */
async function replyUnheard(conversationId: string, text: string) {
  const { answer } = await handIn(conversationId, text);
  await clock.advance(OUTCOME_WAIT_MS);
  return answer;
}
const failed = (id: string, code: number, at = clock.now(), details = "the vendor's words") =>
  provider.deliver(
    deliveryOf(
      changeOf({
        statuses: [
          statusOf(id, 'failed', {
            timestamp: String(Math.floor(at / 1000)),
            errors: [{ code, title: 'Title', message: 'Title', error_data: { details } }],
          }),
        ],
      }),
    ),
  );
const readApi = async (conversationId: string, id: string) =>
  (await provider.call(`/api/channels/${provider.channelId}/conversations/${conversationId}/messages/${id}`)).json;

describe('WhatsApp refuses at once', () => {
  test.each([2, 131016])('%i (retry): the message goes out later, once, and everybody else at once', async (code) => {
    refuse(code, 1);
    expect((await replyUnheard(ana, 'one')).status).toBe(200);
    expect((await reply(ben, 'other')).status).toBe(200);
    await passUntil(() => textsOn(ANA).length === 1, 'the reply on the phone');
    expect([textsOn(ANA), textsOn(BEN), await holds()]).toEqual([['one'], ['other'], []]);
  });

  test('131000 (retry-few): tried again at least five times, then shown as failed with the advice', async () => {
    refuse(131000, 50);
    expect((await replyUnheard(ana, 'one')).status).toBe(200);
    await passUntil(() => shownIn(ana, 'one')?.status === 'failed', 'the failed message', 5 * SECOND);
    expect(50 - refusalsLeft()).toBeGreaterThanOrEqual(5);
    expect(shownIn(ana, 'one')?.text).toBe(`one\n[not delivered: ${errorRuleOf(131000)?.advice} (131000)]`);
    expect(textsOn(ANA)).toEqual([]);
  });

  test('131056 (pause-recipient): only that customer waits, in order, and goes on at a message every 6 seconds', async () => {
    refuse(131056, 1);
    const started = clock.now();
    const answers: ReturnType<typeof reply>[] = [];
    for (const text of ['one', 'two', 'three']) answers.push((await handIn(ana, text)).answer);
    await until(() => refusalsLeft() === 0, 'the refusal');
    expect((await reply(ben, 'other')).status).toBe(200);
    expect(clock.now()).toBe(started);
    expect(textsOn(ANA)).toEqual([]);
    await passUntil(() => textsOn(ANA).length === 3, 'the replies on the phone');
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(textsOn(ANA)).toEqual(['one', 'two', 'three']);
    const [one = 0, two = 0, three = 0] = onPhone(ANA).map(({ at }) => at);
    expect(Math.min(two - one, three - two)).toBeGreaterThanOrEqual(6 * SECOND);
    expect(one - started).toBeGreaterThanOrEqual(SECOND);
    expect(await holds()).toEqual([]);
  });

  test('130429 (pause-number): everybody of the number waits two seconds, nothing is lost, and nobody has to be called', async () => {
    refuse(130429, 1);
    const answers = [reply(ana, 'one')];
    await until(async () => (await holds()).length === 1, 'the pause');
    answers.push(reply(ben, 'other'));
    expect(await holds()).toMatchObject([{ code: 130429, until: clock.now() + 2 * SECOND }]);
    expect((await readiness()).json.checks).toContainEqual(expect.objectContaining({ name: 'delivery', status: 'ok' }));
    expect(textsOn(BEN)).toEqual([]);
    await passUntil(() => textsOn(ANA).length + textsOn(BEN).length === 2, 'both replies');
    await Promise.all(answers);
  });

  test.each([190, 131031, 131042])(
    '%i (hold-account): everything waits, readiness says what to do, and it goes out in the end',
    async (code) => {
      refuse(code, 1);
      expect((await replyUnheard(ana, 'one')).status).toBe(200);
      expect((await replyUnheard(ben, 'other')).status).toBe(200);
      expect([...textsOn(ANA), ...textsOn(BEN)]).toEqual([]);
      const rule = errorRuleOf(code);
      const detail = expect.stringContaining(`${rule && 'hold' in rule ? rule.hold : ''} (${code})`);
      expect((await readiness()).json.checks).toContainEqual({ name: 'delivery', status: 'attention', detail });
      expect((await provider.call('/metrics', { auth: null })).text).toMatch(/^provider_channels_held 1$/m);
      await passUntil(() => textsOn(ANA).length === 1 && textsOn(BEN).length === 1, 'both replies', 10 * SECOND);
      expect([textsOn(ANA), textsOn(BEN)]).toEqual([['one'], ['other']]);
    },
  );

  test.each([131026, 131047, 131053, 132001, 131052, 2388019, 987_654])(
    '%i: refused with the advice, and never tried again',
    async (code) => {
      refuse(code, 3);
      const answer = await reply(ana, 'one');
      expect(answer.status).toBe(400);
      expect(answer.body).toContain(`(${code}): ${errorRuleOf(code)?.advice ?? 'WhatsApp did not deliver this message'}`);
      for (let minute = 0; minute < 10; minute++) await clock.advance(MINUTE);
      expect(refusalsLeft()).toBe(2);
      expect([textsOn(ANA), await holds()]).toEqual([[], []]);
    },
  );
});

describe('WhatsApp says it by a later status', () => {
  /** A reply that WhatsApp took, and the code by which it failed afterwards. */
  async function failLate(code: number, at?: number, details?: string) {
    provider.peers.whatsapp.configure({ statusDelayMs: { sent: 60 * MINUTE, delivered: 60 * MINUTE, read: 60 * MINUTE } });
    expect((await reply(ana, 'one')).status).toBe(200);
    const [message] = onPhone(ANA);
    await failed(message?.id ?? '', code, at, details);
    return message?.id ?? '';
  }
  const shownFailed = async (note: RegExp | string) => {
    await passUntil(() => shownIn(ana, 'one')?.status === 'failed', 'the failed message');
    const shown = shownIn(ana, 'one');
    expect(shown?.text).toEqual(typeof note === 'string' ? `one\n${note}` : expect.stringMatching(note));
    const { message, status } = await readApi(ana, shown?.id ?? '');
    expect({ message, status }).toEqual({ message: shown?.text, status: 'failed' });
    expect(textsOn(ANA)).toEqual(['one']);
    expect(provider.peers.pipedrive.breaches).toEqual([]);
  };

  test.each([1, 131016, 131056, 130429, 190, 131047, 131026])('%i: shown as failed with the advice, and not sent again', async (code) => {
    await failLate(code);
    await shownFailed(`[not delivered: ${errorRuleOf(code)?.advice} (${code})]`);
    for (let minute = 0; minute < 10; minute++) await clock.advance(MINUTE);
    expect(textsOn(ANA)).toEqual(['one']);
  });

  test.each([
    ['131053', 131053, /another format, or smaller\. WhatsApp says: “Image is CMYK \(8 bit\)” \(131053\)\]$/],
    ['a code nobody has documented', 987_654, /\n\[not delivered: .+“Image is CMYK \(8 bit\)” \(987654\)\]$/],
  ])('%s: shown as failed with the code and what WhatsApp says was wrong', async (_, code, note) => {
    await failLate(code, undefined, 'Image is\nCMYK [8 bit]');
    await shownFailed(note);
    expect(await holds()).toEqual([]);
  });

  test('a late delivered proves the failure wrong: the note goes, and the inbox takes that for no change of the message', async () => {
    const wamid = await failLate(131026);
    await shownFailed(/131026/);
    await provider.deliver(deliveryOf(changeOf({ statuses: [statusOf(wamid, 'delivered')] })));
    await passUntil(() => shownIn(ana, 'one')?.status === 'delivered', 'the delivered message');
    expect(shownIn(ana, 'one')?.text).toBe('one');
    expect(provider.peers.pipedrive.breaches).toEqual([]);
  });

  test('131056: the next message to this customer waits 6 seconds, another customer is answered at once', async () => {
    await failLate(131056);
    const from = clock.now();
    const second = reply(ana, 'two');
    expect((await reply(ben, 'other')).status).toBe(200);
    expect(clock.now()).toBe(from);
    expect(textsOn(ANA)).toEqual(['one']);
    await passUntil(() => textsOn(ANA).length === 2, 'the second reply');
    expect(clock.now() - from).toBeGreaterThanOrEqual(6 * SECOND);
    await second;
  });

  test.each([
    [130429, 2 * SECOND],
    [190, 5 * MINUTE],
    [131042, 5 * MINUTE],
  ])('%i: stops the channel as a refusal would, %i ms from when it happened, and nothing is dropped', async (code, restMs) => {
    await failLate(code);
    expect(await holds()).toMatchObject([{ destination: 'whatsapp', code, until: clock.now() + restMs }]);
    expect(JSON.stringify(await holds())).not.toContain('vendor');
    const second = reply(ben, 'other');
    await passUntil(() => textsOn(BEN).length === 1, 'the other reply', SECOND);
    await second;
    expect(textsOn(BEN)).toEqual(['other']);
  });

  test('190 of an hour ago, and a failure without a code: stop nothing', async () => {
    await failLate(190, clock.now() - 60 * MINUTE);
    await provider.deliver(deliveryOf(changeOf({ statuses: [statusOf(freshWamid(), 'failed')] })));
    expect(await holds()).toEqual([]);
    expect((await reply(ben, 'other')).status).toBe(200);
  });
});

test('limits of our own: a hundred replies to a hundred customers keep the pace of the number, and WhatsApp refuses none', async () => {
  provider.peers.whatsapp.configure({ limits: { messagesPerSecond: 80, pair: true } });
  const people = Array.from({ length: 100 }, (_, index) => `1555124${String(index).padStart(4, '0')}`);
  const conversations: string[] = [];
  for (const person of people) {
    conversations.push(await meet(person));
    await clock.advance(100);
  }
  const started = clock.now();
  const answers = Promise.all(conversations.map((id, index) => reply(id, `to ${index}`)));
  await passUntil(() => people.every((person) => onPhone(person).length === 1), 'every reply', 20);
  expect((await answers).map(({ status }) => status)).toEqual(people.map(() => 200));
  const times = people.map((person) => onPhone(person)[0]?.at ?? 0);
  expect(Math.max(...times) - started).toBeGreaterThanOrEqual(1000);
  const { text } = await provider.call('/metrics', { auth: null });
  expect(text).not.toMatch(/verdict="pause-channel"/);
  expect(text).toMatch(/verdict="postponed"/);
  expect(provider.peers.whatsapp.violations).toEqual([]);
});
