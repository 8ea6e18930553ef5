import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flattenDelivery, type InboundItem } from '../../src/domain/flatten.ts';
import { renderInbound, renderUnreadable } from '../../src/domain/rendering.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { examples } from './examples.ts';

const messagesIn = (delivery: unknown) =>
  flattenDelivery(Buffer.from(JSON.stringify(delivery))).filter(
    (item): item is InboundItem & { kind: 'message' } => item.kind === 'message',
  );
/** As `inbound.ts` shows it. */
const shown = ({ message, readable }: InboundItem & { kind: 'message' }) =>
  readable ? renderInbound(message) : renderUnreadable(message.type);
const shownOf = (message: object): string => {
  const [item] = messagesIn(deliveryOf(changeOf({ messages: [message] })));
  if (!item) throw new Error('this is no message');
  return shown(item);
};
const base = { id: 'wamid.1', from: '15551230001', timestamp: '1790000000' };

const withMessages = examples.filter(([, delivery]) => messagesIn(delivery).length > 0);
const typesOfExamples = [...new Set(withMessages.flatMap(([, delivery]) => messagesIn(delivery).map(({ message }) => message.type)))];

describe('renderInbound', () => {
  test.each(withMessages)('%s: is shown with some text', (_, delivery) => {
    for (const item of messagesIn(delivery)) expect(shown(item).trim()).not.toBe('');
  });

  test.each([
    ['text', { text: { body: 'hello 😀' } }, 'hello 😀'],
    ['image', { image: { id: '1', mime_type: 'image/jpeg', caption: 'our cat' } }, '[image] our cat'],
    ['video', { video: { id: '1', mime_type: 'video/mp4' } }, '[video]'],
    ['audio', { audio: { id: '1', mime_type: 'audio/ogg', voice: true } }, '[voice message]'],
    ['document', { document: { id: '1', mime_type: 'application/pdf', filename: 'offer.pdf' } }, '[document offer.pdf]'],
    ['location', { location: { latitude: 1.5, longitude: -2.25, name: 'Office' } }, '[location] Office, 1.5, -2.25'],
    ['contacts', { contacts: [{ name: { formatted_name: 'Ana Lima' }, phones: [{ phone: '+1 555' }] }] }, '[contact] Ana Lima, +1 555'],
    ['button', { button: { text: 'Yes', payload: 'p' } }, 'Yes'],
    ['reaction', { reaction: { message_id: 'wamid.0', emoji: '👍' } }, '[reaction] 👍'],
    ['reaction', { reaction: { message_id: 'wamid.0' } }, '[reaction removed]'],
    ['something_new', { something_new: { a: 1 } }, '[something_new message]'],
  ])('%s: shows what the customer sent', (type, content, text) => {
    expect(shownOf({ ...base, type, ...content })).toBe(text);
  });

  test('text that is empty or blank: does not arrive as an empty line', () => {
    for (const body of ['', ' ', '\n\t']) expect(shownOf({ ...base, type: 'text', text: { body } })).toBe('[text message]');
  });

  test('types named like a member of every object: are shown like any unknown type', () => {
    for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])
      expect(renderInbound({ ...base, type } as never)).toBe(`[${type} message]`);
  });

  test('a type of any length and with brackets: gives a short label', () => {
    expect(shownOf({ ...base, type: `[[${'x'.repeat(10_000)}]]` }).length).toBeLessThan(60);
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

  test('any object of a known shape or none: nothing throws', () => {
    expect(shownOf({ ...textMessage('x'), type: 'image' })).not.toBe('');
    fc.assert(fc.property(fc.string(), (type) => renderUnreadable(type).trim() !== ''));
  });
});
