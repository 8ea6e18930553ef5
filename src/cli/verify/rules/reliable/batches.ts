import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { meta } from './sources.ts';

/** One delivery can hold up to a thousand updates: every entry, every change, every message and status counts, each by itself. */
export const batchRules = [
  {
    name: 'batches/every-entry-change-and-message',
    level: 'reliable',
    expects: 'All messages of a delivery with two entries, two changes each and two messages each are stored.',
    source: meta.endpoint,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const written: { customer: Customer; text: string }[] = [];
      const change = () => {
        const customer = stage.customers.next();
        const texts = [stage.customers.unique('batch'), stage.customers.unique('batch')];
        for (const text of texts) written.push({ customer, text });
        return changeWith(
          stage,
          customer,
          texts.map((body) => customer.message({ type: 'text', text: { body } })),
        );
      };
      const entry = () => ({ id: stage.webhook.businessAccountId, changes: [change(), change()] });
      const body = { object: 'whatsapp_business_account', entry: [entry(), entry()] };
      const answer = await stage.webhook.post(body, { retries: 3 });
      stage.expect(answer.status === 200, `the batch was answered ${answer.status}`, [answer.evidence]);
      for (const { customer, text } of written) await customer.shows(text);
    },
  },
  {
    name: 'batches/bad-item-spares-its-neighbours',
    level: 'reliable',
    expects:
      'A message that is not as documented neither blocks the delivery (it would be repeated for days) nor loses the messages beside it.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const [before, after] = [stage.customers.unique('before'), stage.customers.unique('after')];
      const text = (body: string) => customer.message({ type: 'text', text: { body } });
      const messages = [text(before), customer.message({ type: 'image' }), {}, customer.message({ type: 'text', text: null }), text(after)];
      const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages }], { retries: 3 });
      stage.expect(answer.status === 200, `a delivery with one bad item was answered ${answer.status} again and again`, [answer.evidence]);
      await customer.shows(before);
      await customer.shows(after);
    },
  },
  {
    name: 'batches/bad-change-spares-its-neighbours',
    level: 'reliable',
    expects: 'An entry or a change that is not as documented does not lose the messages of the others.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const [first, second] = [stage.customers.next(), stage.customers.next()];
      const [left, right] = [stage.customers.unique('left'), stage.customers.unique('right')];
      const good = (customer: Customer, body: string) => changeWith(stage, customer, [customer.message({ type: 'text', text: { body } })]);
      const bad = { field: 'messages', value: {} };
      const entry = [
        { id: stage.webhook.businessAccountId, changes: [good(first, left), bad] },
        { id: stage.webhook.businessAccountId },
        { id: stage.webhook.businessAccountId, changes: [bad, good(second, right)] },
      ];
      const answer = await stage.webhook.post({ object: 'whatsapp_business_account', entry }, { retries: 3 });
      stage.expect(answer.status === 200, `a delivery with bad changes was answered ${answer.status} again and again`, [answer.evidence]);
      await first.shows(left);
      await second.shows(right);
    },
  },
] as const satisfies readonly Rule[];

/** A change of the field `messages` for the number under test. */
export const changeWith = (stage: VerifyStage, customer: Customer, messages: readonly unknown[]) => ({
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: stage.webhook.phoneNumberId, phone_number_id: stage.webhook.phoneNumberId },
    contacts: [customer.contact()],
    messages,
  },
});
