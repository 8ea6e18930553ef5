import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANA, type Setup, START, startWhatsApp, textDelivery } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

test('note: whatever a delivery holds, it means nothing rather than breaking the simulator, and right parts beside it count', () => {
  const junk = fc.jsonValue();
  const part = fc.record({
    id: junk,
    type: junk,
    from: junk,
    from_user_id: junk,
    timestamp: junk,
    text: junk,
    contacts: junk,
    system: junk,
  });
  fc.assert(
    fc.property(junk, fc.oneof(junk, fc.array(fc.oneof(junk, part))), junk, (contacts, messages, metadata) => {
      const delivery = textDelivery('right', START);
      const wrong = { field: 'messages', value: { metadata, contacts, messages } };
      delivery.entry[0]?.changes.unshift(wrong as never, { field: 'messages', value: null } as never);
      const before = setup.whatsapp.phone(ANA).length;
      setup.whatsapp.note(Buffer.from(JSON.stringify(delivery)));
      expect(setup.whatsapp.phone(ANA).length).toBe(before + 1);
    }),
    { numRuns: 300 },
  );
});

test.each(['', 'null', '{}', '{"entry":{}}', '{"entry":[null]}', '{"entry":[{"changes":7}]}'])('note: %j means nothing', (body) => {
  setup.whatsapp.note(Buffer.from(body));
  expect(setup.whatsapp.people.list()).toEqual([]);
});
