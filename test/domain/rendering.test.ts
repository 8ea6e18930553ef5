import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flattenDelivery, type MessageItem } from '../../src/domain/flatten.ts';
import { fillTemplate } from '../../src/domain/rendering/fill-template.ts';
import { renderMessage } from '../../src/domain/rendering/render-message.ts';
import { shorten } from '../../src/domain/rendering/shorten.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { examples } from './examples.ts';

const messagesIn = (delivery: unknown) =>
  flattenDelivery(Buffer.from(JSON.stringify(delivery))).filter((item): item is MessageItem => item.kind === 'message');
const shown = (item: MessageItem): string => renderMessage(item, new Map()).text;
const shownOf = (message: object): string => {
  const [item] = messagesIn(deliveryOf(changeOf({ messages: [message] })));
  if (!item) throw new Error('this is no message');
  return shown(item);
};
const base = { id: 'wamid.1', from: '15551230001', timestamp: '1790000000' };

const withMessages = examples.filter(([, delivery]) => messagesIn(delivery).length > 0);
const typesOfExamples = [...new Set(withMessages.flatMap(([, delivery]) => messagesIn(delivery).map(({ message }) => message.type)))];

describe('renderMessage', () => {
  test.each(withMessages)('%s: is shown with some text', (_, delivery) => {
    for (const item of messagesIn(delivery)) expect(shown(item).trim()).not.toBe('');
  });

  test('a type of any length and with brackets: gives a short label', () => {
    expect(shownOf({ ...base, type: `[[${'x'.repeat(10_000)}]]` }).length).toBeLessThan(140);
  });

  test('any content under any type: is shown with some text, and nothing throws', () => {
    const type = fc.oneof(fc.constantFrom(...typesOfExamples), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(
        type,
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom(...typesOfExamples, 'errors', 'context'), fc.jsonValue()),
        (word, content, rest) => {
          const message = { ...base, ...rest, ...JSON.parse(JSON.stringify({ type: word, [word]: content })), type: word };
          expect(shownOf({ ...message, id: 'wamid.1' }).trim()).not.toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('content bent in one place: is shown with some text, and nothing throws', () => {
    const bent = fc.tuple(
      fc.constantFrom(...withMessages.flatMap(([, delivery]) => messagesIn(delivery).map(({ message }) => message))),
      fc.nat(),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(bent, ([message, pick, replacement]) => {
        const copy = structuredClone(message) as unknown as Record<string, unknown>;
        const content = copy[message.type];
        const keys = content !== null && typeof content === 'object' ? Object.keys(content) : [];
        if (keys.length > 0) (content as Record<string, unknown>)[keys[pick % keys.length] as string] = replacement;
        expect(shownOf(copy).trim()).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  test('a type of another kind than its content: is shown with some text', () => {
    expect(shownOf({ ...textMessage('x'), type: 'image' })).not.toBe('');
  });

  test('foreign data of any size: takes up a bounded part of the conversation', () => {
    const answers = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`field ${n}`, 'x'.repeat(2000)]));
    const nfm_reply = { name: 'flow', body: 'Sent', response_json: JSON.stringify(answers) };
    const text = shownOf({ ...base, type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } });
    expect(text.length).toBeLessThan(40_000);
    expect(text.split('\n').at(-1)).toMatch(/^… and \d+ more$/);
  });
});

describe('fillTemplate', () => {
  test('values: are data, whatever they hold', () => {
    const strange = fc.oneof(fc.string(), fc.constantFrom('{b}', '⟨{a}⟩', '$&', '$1', '{', '⟩'));
    fc.assert(fc.property(strange, strange, (a, b) => fillTemplate('<{a}|{b}>', { a, b }) === `<${a}|${b}>`));
  });

  test('a part in ⟨ ⟩: stands only when all its values are there', () => {
    expect(fillTemplate('[x⟨ {a}⟩⟨, {a} {b}⟩]', { a: 1, b: ' ' })).toBe('[x 1]');
    expect(fillTemplate('[x⟨ {toString}⟩]', {})).toBe('[x]');
  });
});

describe('shorten', () => {
  test('a quote: is one line of at most 80 characters and never empty, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const quote = shorten(text);
        expect([...quote].length).toBeLessThanOrEqual(80);
        expect(quote.trim()).not.toBe('');
        expect(quote).not.toContain('\n');
      }),
    );
  });

  test('the marks above a message: are left out, its words are not', () => {
    expect(shorten('[forwarded]\n[in answer to “x”]\nyes\n[please]')).toBe('yes [please]');
    expect(shorten('[image]')).toBe('[image]');
  });
});
