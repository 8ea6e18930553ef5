import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ChannelId, Wamid } from '../../src/store/ids.ts';
import { phoneNumberId, startProvider, type TestProvider } from '../support/provider.ts';
import { changeOf, freshWamid, textMessage } from '../support/webhooks.ts';

/** Repeats a failure: fast-check prints the seed and path, pass the seed here. */
const seed = Number(process.env['WEBHOOK_SEED'] ?? 20261123);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Delivery {
  object: Json;
  entry: Json[];
}

const document = parse(readFileSync(new URL('../../openapi/whatsapp-webhooks.yaml', import.meta.url), 'utf8')) as {
  components: { examples: Record<string, { value: Json }> };
};
const examples = Object.entries(document.components.examples).filter((example): example is [string, { value: Json & Delivery }] =>
  Array.isArray((example[1].value as Partial<Delivery> | null)?.entry),
);

const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(null, true, false, 0, -1, 1e308, 4_294_967_296, '', ' ', [], {}, [[]], [null], '123', '1e5', 'NaN'),
  fc.constantFrom<Json[]>('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a\u0000b', '\ud800', '\u202eevil', '😀'.repeat(50)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 10_000, max: 200_000 }).map((length) => 'x'.repeat(length)),
  fc.constantFrom(10, 500, 3000).map(nested),
  fc.constant(own({ toString: 1, valueOf: 'x', length: -1 })),
  fc.constant(own(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'))),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

function nested(depth: number): Json {
  let value: Json = 'core';
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { deeper: value };
  return value;
}

function own(value: { [key: string]: Json }): Json {
  return value;
}

/** One thing done to one place; `at` picks the place among all there are. */
type Mutation = { at: number } & (
  | { kind: 'delete' | 'repeat' | 'stringify' | 'empty' }
  | { kind: 'replace'; value: Json }
  | { kind: 'add'; key: string; value: Json }
);

const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.nat(), fc.nat({ max: 99 }), strange, fc.constantFrom('__proto__', 'constructor', 'type', 'id', 'new_field'))
  .map(([at, kind, value, key]): Mutation => {
    if (kind < 25) return { at, kind: 'delete' };
    if (kind < 60) return { at, kind: 'replace', value };
    if (kind < 70) return { at, kind: 'repeat' };
    if (kind < 80) return { at, kind: 'stringify' };
    if (kind < 85) return { at, kind: 'empty' };
    return { at, kind: 'add', key, value };
  });

interface Place {
  parent: Json[] | { [key: string]: Json };
  key: string | number;
}

/** Every place below the entries, the entries themselves included. */
function placesOf(parent: Json[] | { [key: string]: Json }, depth = 0): Place[] {
  if (depth > 40) return [];
  return Object.entries(parent).flatMap(([key, value]) => [
    { parent, key: Array.isArray(parent) ? Number(key) : key },
    ...(value !== null && typeof value === 'object' ? placesOf(value, depth + 1) : []),
  ]);
}

/** fast-check hands out the same values again, so that none of them may be changed in place. */
const fresh = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;

function mutate(entries: Json[], change: Mutation): void {
  const places = placesOf(entries);
  if (places.length === 0) return;
  const { parent, key } = places[change.at % places.length] as Place;
  const container = parent as Record<string | number, Json>;
  const value = container[key] as Json;
  const put = (next: Json) => Object.defineProperty(parent, key, { value: next, enumerable: true, configurable: true, writable: true });
  switch (change.kind) {
    case 'delete':
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete container[key];
      return;
    case 'replace':
      return void put(fresh(change.value));
    case 'repeat':
      if (Array.isArray(parent)) parent.push(fresh(value), fresh(value));
      else put([value, fresh(value)]);
      return;
    case 'stringify':
      return void put(typeof value === 'string' ? Number(value) || 0 : String(JSON.stringify(value)));
    case 'empty':
      return void put(Array.isArray(value) ? [] : {});
    case 'add':
      if (value !== null && typeof value === 'object' && !Array.isArray(value))
        Object.defineProperty(value, change.key, { value: fresh(change.value), enumerable: true, configurable: true, writable: true });
  }
}

/** Fresh ids for every run, so that nothing counts as a repetition of an earlier one. */
function copyOf(value: Json): Json {
  const ids = new Map<string, string>();
  return JSON.parse(JSON.stringify(value), (_key, part: Json) => {
    if (typeof part !== 'string' || !part.startsWith('wamid.')) return part;
    ids.set(part, ids.get(part) ?? freshWamid());
    return ids.get(part);
  }) as Json;
}

type Change = { field?: Json; value?: { messages?: Json; metadata?: { phone_number_id?: Json } } };

/** The lists of messages that are still intact enough to take one more message of ours. */
const intactLists = (entries: readonly Json[]): Json[][] =>
  entries
    .flatMap((entry) => (entry as { changes?: Json } | null)?.changes ?? [])
    .flatMap((change) => {
      const { field, value } = (change ?? {}) as Change;
      const intact = field === 'messages' && !Array.isArray(value) && value?.metadata?.phone_number_id === phoneNumberId;
      return intact && Array.isArray(value?.messages) ? [value.messages] : [];
    });

/** Every change tells at least one thing; an entry without a list of changes is one thing itself. */
const changesOf = (entry: Json): Json[] => {
  const changes = (entry as { changes?: Json } | null)?.changes;
  return Array.isArray(changes) && !Array.isArray(entry) ? changes : [entry];
};

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider({ env: { PIPEDRIVE_CHANNELS: 'off' } });
});
afterAll(async () => {
  await provider.stopAll();
});

async function isStored(wamid: string): Promise<boolean> {
  const place = await provider.app.store.transaction(async (tx) => tx.messageByWamid(provider.channelId as ChannelId, wamid as Wamid));
  return place !== undefined && (await provider.app.store.message(provider.channelId as ChannelId, place))?.text === 'a sane neighbour';
}

const receiptSum = (json: unknown): number => {
  const receipt = json as Record<'stored' | 'duplicate' | 'quarantined' | 'ignored', number>;
  return receipt.stored + receipt.duplicate + receipt.quarantined + receipt.ignored;
};

test('receiveWebhook 200: whatever stands beside it in the delivery, a sane message is stored and every item counted', {
  timeout: 120_000,
}, async () => {
  expect(examples.length).toBeGreaterThan(80);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...examples),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async ([, example], mutations, first) => {
        const entries = (copyOf(example.value) as Json & Delivery).entry;
        for (const change of mutations) mutate(entries, change);
        const before = await provider.app.store.counts();

        const neighbours = [textMessage('a sane neighbour', { from: '15559990001' })];
        const own = {
          id: '102290129340398',
          changes: [{ field: 'messages', value: changeOf({ messages: [...neighbours] }) }],
        } as Json;
        const [list] = intactLists(entries);
        if (list) {
          const inside = textMessage('a sane neighbour', { from: '15559990002' });
          neighbours.push(inside);
          if (first) list.unshift(inside);
          else list.push(inside);
        }
        const entry = first ? [own, ...entries] : [...entries, own];
        const answer = await provider.deliver(JSON.stringify({ object: example.value.object, entry }));

        expect(answer.status, answer.text).toBe(200);
        for (const { id } of neighbours) expect(await isStored(id)).toBe(true);
        // Each part of a batch comes to something: nothing is answered with 200 and forgotten.
        expect(receiptSum(answer.json)).toBeGreaterThanOrEqual(entry.flatMap(changesOf).length);
        const { quarantined } = await provider.app.store.counts();
        expect(quarantined - before.quarantined).toBe(answer.json.quarantined);
      },
    ),
    { seed, numRuns: 400 },
  );
  await expectAlive();
});

test('receiveWebhook 200: any bytes behind a valid signature are kept and counted', { timeout: 60_000 }, async () => {
  const text = (value: Json) => Buffer.from(JSON.stringify(value));
  const body = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    (fc.jsonValue() as fc.Arbitrary<Json>).map(text),
    strange.map((entry) => text({ object: 'whatsapp_business_account', entry })),
    strange.map((change) => text({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] })),
    strange.map((value) => text({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] })),
  );
  await fc.assert(
    fc.asyncProperty(body, async (bytes) => {
      const answer = await provider.deliver(bytes);
      expect(answer.status, answer.text).toBe(200);
      // An empty list of entries or changes tells nothing; everything else is at least one item.
      const told = JSON.stringify(answer.json) !== '{"stored":0,"duplicate":0,"quarantined":0,"ignored":0}';
      expect(told || /"(entry|changes)":\[\]/.test(bytes.toString())).toBe(true);
    }),
    { seed, numRuns: 200 },
  );
  await expectAlive();
});

test.each([
  ['100,000 levels of arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['100,000 levels of objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('receiveWebhook 200: %s in a message, its change and its entry do not disturb the neighbour', async (_name, deep) => {
  for (const wrap of [
    (item: string) => item,
    (item: string) => `{"id":"1","changes":[${item}]}`,
    (item: string) =>
      `{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"${phoneNumberId}"},"messages":[${item}]}}]}`,
    (item: string) =>
      `{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"${phoneNumberId}"},"messages":[${JSON.stringify(textMessage('x')).replace('"x"', item)}]}}]}`,
    (item: string) =>
      `{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"${phoneNumberId}"},"contacts":${item},"statuses":[${item}]}}]}`,
  ]) {
    const neighbour = textMessage('a sane neighbour', { from: '15559990003' });
    const sane = JSON.stringify({ id: '1', changes: [{ field: 'messages', value: changeOf({ messages: [neighbour] }) }] });
    const answer = await provider.deliver(`{"object":"whatsapp_business_account","entry":[${wrap(deep)},${sane}]}`);
    expect(answer.status, answer.text).toBe(200);
    expect(receiptSum(answer.json)).toBe(2);
    expect(await isStored(neighbour.id)).toBe(true);
  }
  await expectAlive();
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'receiveWebhook 200: a message of type %s is named like any unknown type',
  async (type) => {
    const message = { ...textMessage('x', { from: '15559990004' }), type };
    expect(
      (
        await provider.deliver({
          object: 'whatsapp_business_account',
          entry: [{ id: '1', changes: [{ field: 'messages', value: changeOf({ messages: [message] }) }] }],
        })
      ).json,
    ).toMatchObject({ stored: 1 });
    const place = await provider.app.store.transaction(async (tx) =>
      tx.messageByWamid(provider.channelId as ChannelId, message.id as Wamid),
    );
    const stored = place && (await provider.app.store.message(provider.channelId as ChannelId, place));
    expect(stored?.text).toBe(`[${type} message: this provider cannot show it yet; open it on the phone]`);
  },
);

/** The process goes on, nothing leaked into Object.prototype, and no answer broke the contract. */
async function expectAlive(): Promise<void> {
  expect((await provider.call('/health/live', { auth: null })).status).toBe(200);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  const alive = textMessage('a sane neighbour', { from: '15559990005' });
  expect(
    (
      await provider.deliver({
        object: 'whatsapp_business_account',
        entry: [{ id: '1', changes: [{ field: 'messages', value: changeOf({ messages: [alive] }) }] }],
      })
    ).json,
  ).toMatchObject({ stored: 1 });
}
