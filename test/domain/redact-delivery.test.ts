import { describe, expect, test } from 'vitest';
import { redactDelivery } from '../../src/domain/redact-delivery.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';

const [ANA, BEN] = ['15551230001', '15551230002'];
const [OURS, OTHERS] = ['106540352242922', '206540352242922'];
const number = { phoneNumberId: OURS, businessAccountId: '102290129340398', from: 0, to: null };
const ofAna = { words: [ANA, 'US.131'], numbers: [number] };
const ofCompany = { words: null, numbers: [number] };
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const contact = (wa_id: string) => ({ wa_id, profile: { name: `name of ${wa_id}` } });
const read = (body: Buffer | undefined) => (body === undefined || body.length === 0 ? body?.length : JSON.parse(body.toString()));
const message = (from: string, text = 'x') => textMessage(text, { from });

describe('redactDelivery', () => {
  test('a person alone in it: nothing stays', () => {
    const body = bytes(deliveryOf(changeOf({ messages: [message(ANA)], contacts: [contact(ANA)] })));
    expect(read(redactDelivery(body, ofAna))).toBe(0);
  });

  test('somebody else beside them stays, with everything of theirs', () => {
    const his = message(BEN, 'his');
    const body = bytes(deliveryOf(changeOf({ messages: [message(ANA, 'hers'), his], contacts: [contact(ANA), contact(BEN)] })));
    const rest = read(redactDelivery(body, ofAna));
    expect(rest).toEqual(deliveryOf(changeOf({ messages: [his], contacts: [contact(BEN)] })));
  });

  test.each([
    ['a status by its recipient', changeOf({ statuses: [statusOf('wamid.X', 'read', { recipient_id: ANA })] })],
    [
      'a status by the number inside its id',
      changeOf({ statuses: [statusOf(`wamid.${btoa(`\x1c\x0b${ANA}\x15`)}`, 'read', { recipient_id: '1' })] }),
    ],
    ['a message by its user id', changeOf({ messages: [{ ...message(BEN), from: undefined, from_user_id: 'US.131' }] })],
    [
      'a notice that tells of a changed number',
      changeOf({ messages: [{ id: 'x', type: 'system', system: { body: `User A changed from ${ANA} to 1666` } }] }),
    ],
    [
      'a thread of the history',
      { metadata: { phone_number_id: OURS }, history: [{ threads: [{ id: ANA, messages: [{ id: 'y', type: 'text' }] }] }] },
    ],
  ])('%s', (_name, value) => {
    const rest = redactDelivery(bytes(deliveryOf(value)), ofAna);
    expect(rest?.toString()).not.toMatch(/15551230001|US\.131|wamid|"y"/);
  });

  test('a longer number is somebody else', () => {
    expect(redactDelivery(bytes(deliveryOf(changeOf({ messages: [message(`${ANA}9`)] }))), ofAna)).toBeUndefined();
    expect(redactDelivery(bytes(deliveryOf(changeOf({ messages: [message(`4${ANA}`)] }))), ofAna)).toBeUndefined();
  });

  test('the same person at another company stays there', () => {
    const theirs = changeOf({ messages: [message(ANA)], phone: OTHERS });
    expect(redactDelivery(bytes(deliveryOf(theirs)), ofAna)).toBeUndefined();
    const both = redactDelivery(bytes(deliveryOf(changeOf({ messages: [message(ANA)] }), theirs)), ofAna);
    expect(read(both)).toEqual(deliveryOf(theirs));
  });

  test('a company: everything for its numbers, and nothing for others', () => {
    const theirs = changeOf({ messages: [message(BEN)], phone: OTHERS });
    const body = bytes(deliveryOf(changeOf({ messages: [message(ANA), message(BEN)] }), theirs));
    expect(read(redactDelivery(body, ofCompany))).toEqual(deliveryOf(theirs));
    expect(read(redactDelivery(bytes(deliveryOf(changeOf({ statuses: [statusOf('x', 'read')] }))), ofCompany))).toBe(0);
    expect(redactDelivery(bytes(deliveryOf(theirs)), ofCompany)).toBeUndefined();
  });

  test('what names no number belongs to the account while nobody shares it', () => {
    const body = bytes(deliveryOf({ user_id_update: [{ wa_id: ANA }] }));
    expect(read(redactDelivery(body, ofAna))).toBe(0);
    expect(redactDelivery(body, { ...ofAna, numbers: [{ ...number, businessAccountId: null }] })).toBeUndefined();
  });

  test('what cannot be read goes as a whole when it names them, and stays otherwise', () => {
    for (const text of [`not json ${ANA}`, `{"entry": "${ANA}"}`]) expect(read(redactDelivery(Buffer.from(text), ofAna)), text).toBe(0);
    expect(redactDelivery(Buffer.from('not json'), ofAna)).toBeUndefined();
    expect(redactDelivery(Buffer.alloc(0), ofAna)).toBeUndefined();
    const deep = `{"entry":[{"id":"1","changes":[{"value":{"metadata":{"phone_number_id":"${OURS}"},"x":${'['.repeat(50_000)}"${ANA}"${']'.repeat(50_000)}}}]}]}`;
    expect(read(redactDelivery(Buffer.from(deep), ofAna)), 'nested deeper than the stack').toBe(0);
  });
});
