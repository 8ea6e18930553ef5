import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flattenDelivery, type InboundItem } from '../../src/domain/flatten.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';
import { changesOf, examples } from './examples.ts';

const flatten = (delivery: unknown): InboundItem[] => flattenDelivery(Buffer.from(JSON.stringify(delivery)));
const kinds = (items: readonly InboundItem[]) => items.map((item) => (item.kind === 'quarantine' ? item.reason : item.kind));
const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** What a change of the examples tells, counted by hand of the contract: `changes` are those that are one item as a whole. */
function toldBy({ field, value = {} }: ReturnType<typeof changesOf>[number]) {
  const {
    standby,
    history,
    message_echoes: echoes,
  } = value as {
    standby?: { messages?: unknown[]; message_echoes?: unknown[]; statuses?: unknown[] };
    history?: { threads?: { messages?: unknown[] }[] }[];
    message_echoes?: unknown[];
  };
  const threads = (history ?? []).flatMap((chunk) => chunk.threads ?? []);
  const lists = [value.messages, echoes, standby?.messages, standby?.message_echoes, ...threads.map(({ messages }) => messages)];
  const isCall = field === 'calls';
  const messages = field === 'messaging_handovers' ? 1 : isCall ? 0 : lists.reduce((sum: number, list) => sum + lengthOf(list), 0);
  const statuses = isCall ? 0 : lengthOf(value.statuses) + lengthOf(standby?.statuses);
  return { messages, statuses, changes: messages + statuses > 0 ? 0 : 1 };
}

/** Messages and statuses that any reader would find, without a word about how they look. */
function visibleItems(delivery: unknown): number {
  if (!isObject(delivery) || !Array.isArray(delivery['entry'])) return 0;
  const changes = delivery['entry'].filter(isObject).flatMap((entry) => (Array.isArray(entry['changes']) ? entry['changes'] : []));
  return changes
    .filter(isObject)
    .filter(({ field }) => field === 'messages')
    .map(({ value }) => value)
    .filter(isObject)
    .reduce((sum, value) => sum + lengthOf(value['messages']) + lengthOf(value['statuses']), 0);
}

describe('flattenDelivery over the examples of the contract', () => {
  test('examples: are all there', () => {
    expect(examples.length).toBeGreaterThan(80);
  });

  test.each(examples)('%s: every message, echo and status gives exactly one item, every other change gives one', (_, delivery) => {
    const items = flatten(delivery);
    const found = (kind: InboundItem['kind']) => items.filter((item) => item.kind === kind);
    const told = changesOf(delivery).map(toldBy);
    const sum = (name: 'messages' | 'statuses' | 'changes') => told.reduce((total, counts) => total + counts[name], 0);
    expect(found('message')).toHaveLength(sum('messages'));
    expect(found('status')).toHaveLength(sum('statuses'));
    expect(found('notice').length + found('quarantine').length + found('identity').length).toBe(sum('changes'));
    expect(found('message').every((item) => item.kind === 'message' && item.readable)).toBe(true);
  });

  test('messages: say whose they are, how they came, and whether they open the window', () => {
    const named = Object.fromEntries(
      examples.map(([name, delivery]) => [
        name,
        flatten(delivery).map((item) =>
          item.kind === 'message' ? `${item.author} ${item.origin}${item.opensWindow ? ' opens' : ''}` : item.kind,
        ),
      ]),
    );
    expect(named['text']).toEqual(['customer live opens']);
    expect(named['system-number-change']).toEqual(['customer live']);
    expect(named['revoke']).toEqual(['customer live']);
    expect(named['smb-message-echo']).toEqual(['business echo']);
    expect(named['standby-message']).toEqual(['customer standby opens']);
    expect(named['standby-echo']).toEqual(['business standby']);
    expect(named['standby-status']).toEqual(['status']);
    expect(named['handover-passed']).toEqual(['customer live']);
    expect(named['history-chunk']).toEqual(['business history', 'customer history', 'customer history', 'business history']);
    expect(named['history-media']).toEqual(['customer history']);
    expect(kinds(flatten(examples.find(([name]) => name === 'history-refused')?.[1]))).toEqual(['history-declined']);
    expect(kinds(flatten(examples.find(([name]) => name === 'errors-only')?.[1]))).toEqual(['account-error']);
    expect(named['unknown-field']).toEqual(['notice']);
  });

  test('a notice: carries its field, its value and the account it is about', () => {
    const [item] = flatten(examples.find(([name]) => name === 'template-paused')?.[1]);
    expect(item).toMatchObject({ kind: 'notice', field: 'message_template_status_update', businessAccountId: '102290129340398' });
    expect(item?.kind === 'notice' && item.value['event']).toBe('PAUSED');
  });
});

describe('flattenDelivery over what nobody promised', () => {
  const mutations = [null, 0, -1, '', 'text', true, [], {}, [null], [[]], { id: 1 }, 'x'.repeat(5000), '\u0000', '\ud800', 1e308];

  /** Replaces, removes or doubles the value at one place of a delivery. */
  const mutated = fc
    .tuple(
      fc.constantFrom(...examples.map(([, delivery]) => delivery)),
      fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...mutations)), { minLength: 1, maxLength: 6 }),
    )
    .map(([delivery, steps]) => {
      const root = { delivery: structuredClone(delivery) };
      for (const [pick, how, replacement] of steps) {
        const places = placesOf(root);
        const place = places[pick % places.length];
        if (!place) continue;
        const [holder, key] = place;
        if (how === 0) delete holder[key];
        else if (how === 1 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
        else holder[key] = structuredClone(replacement);
      }
      return root.delivery;
    });

  test('mutated deliveries: never throws, and no message or status vanishes', () => {
    fc.assert(
      fc.property(mutated, (delivery) => {
        const items = flatten(delivery ?? null);
        expect(items.length).toBeGreaterThanOrEqual(visibleItems(delivery));
      }),
      { numRuns: 2000 },
    );
  });

  test('any JSON: never throws', () => {
    fc.assert(fc.property(fc.json(), (json) => flattenDelivery(Buffer.from(json)).length >= 0));
  });

  test('any bytes: are one item set aside', () => {
    const isJson = (bytes: Buffer) => {
      try {
        JSON.parse(bytes.toString('utf8'));
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(
        fc
          .uint8Array({ maxLength: 200 })
          .map((bytes) => Buffer.from(bytes))
          .filter((bytes) => !isJson(bytes)),
        (bytes) => {
          expect(kinds(flattenDelivery(bytes))).toEqual(['not-json']);
        },
      ),
    );
  });

  test.each([
    ['an empty body', '', 'not-json'],
    ['half a delivery', '{"object":"whatsapp_business_account","entry":[', 'not-json'],
    ['null', 'null', 'not-a-delivery'],
    ['a list', '[]', 'not-a-delivery'],
    ['no entry', '{}', 'not-a-delivery'],
    ['an entry without changes', '{"entry":[{}]}', 'malformed-entry'],
    ['an entry that is null', '{"entry":[null]}', 'malformed-entry'],
    ['a change without value', '{"entry":[{"changes":[{"field":"messages"}]}]}', 'malformed-change'],
    ['a change without field', '{"entry":[{"changes":[{"value":{}}]}]}', 'malformed-change'],
    ['a change without anything in it', '{"entry":[{"changes":[{"field":"messages","value":{}}]}]}', 'malformed-change'],
  ])('%s: is set aside', (_, body, reason) => {
    expect(kinds(flattenDelivery(Buffer.from(body)))).toEqual([reason]);
  });

  test('items without metadata: are set aside each, with what they are', () => {
    const value = { ...changeOf({ messages: [textMessage('a')], statuses: [statusOf('wamid.1', 'sent')] }), metadata: undefined };
    expect(kinds(flatten(deliveryOf(value)))).toEqual(['no-phone-number-id', 'no-phone-number-id']);
  });

  test('malformed neighbours: are set aside alone', () => {
    const messages = [textMessage('a'), null, 7, { id: '' }, { id: 'wamid.x' }, [textMessage('nested')], textMessage('b')];
    const statuses = [statusOf('wamid.1', 'sent'), null, { id: 'wamid.2' }, statusOf('wamid.3', 'read')];
    const found = kinds(flatten(deliveryOf(changeOf({ messages, statuses }))));
    const bad = Array.from({ length: 5 }, () => 'malformed-message');
    expect(found).toEqual(['message', ...bad, 'message', 'status', 'malformed-status', 'malformed-status', 'status']);
  });

  test('messages that are one object instead of a list: give an item', () => {
    const value = { ...changeOf({}), messages: textMessage('a') };
    expect(kinds(flatten(deliveryOf(value)))).toEqual(['message']);
  });

  test('a message whose content does not fit its type: is a message that is not readable', () => {
    const [item] = flatten(deliveryOf(changeOf({ messages: [{ ...textMessage('a'), text: 'not an object' }] })));
    expect(item).toMatchObject({ kind: 'message', readable: false });
  });

  test('names from the prototype: are data like any other', () => {
    const body =
      '{"entry":[{"changes":[{"field":"__proto__","value":{"__proto__":{"messages":[1]}}},{"field":"constructor","value":{}}]}]}';
    expect(kinds(flattenDelivery(Buffer.from(body)))).toEqual(['notice', 'notice']);
  });

  test('JSON nested 200,000 deep: never throws, wherever it stands', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const inside = (delivery: unknown) => Buffer.from(JSON.stringify(delivery).replace('"DEEP"', deep));
    expect(kinds(flattenDelivery(Buffer.from(deep)))).toEqual(['not-a-delivery']);
    const extra = { ...textMessage('a'), extra: 'DEEP' };
    expect(kinds(flattenDelivery(inside(deliveryOf(changeOf({ messages: [extra] })))))).toEqual(['message']);
    expect(kinds(flattenDelivery(inside(deliveryOf(changeOf({ messages: ['DEEP', textMessage('b')] })))))).toEqual([
      'malformed-message',
      'message',
    ]);
    expect(kinds(flattenDelivery(inside(deliveryOf({ ...changeOf({}), contacts: 'DEEP' }))))).toEqual(['malformed-change']);
  });

  test('a delivery of three megabytes: every one of its messages gives one item', () => {
    const messages = Array.from({ length: 1000 }, (_, n) => textMessage('x'.repeat(3000), { id: `wamid.${n}` }));
    expect(kinds(flatten(deliveryOf(changeOf({ messages }))))).toEqual(messages.map(() => 'message'));
  });
});

/** Every place of a value: its holder and its key there. */
function placesOf(root: unknown): [holder: Record<string, unknown>, key: string][] {
  if (root === null || typeof root !== 'object') return [];
  const holder = root as Record<string, unknown>;
  return Object.keys(holder).flatMap((key): [Record<string, unknown>, string][] => [[holder, key], ...placesOf(holder[key])]);
}
