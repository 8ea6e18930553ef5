import type { Rule, VerifyStage } from '../../rule.ts';
import { meta } from './sources.ts';

/** Meta repeats deliveries; what a customer wrote once stands in the conversation once. */
export const duplicateRules = [
  {
    name: 'duplicates/same-delivery-stored-once',
    level: 'reliable',
    expects: 'A delivery that comes again byte for byte is answered 200 and changes nothing.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('repeated');
      const value = { contacts: [customer.contact()], messages: [customer.message({ type: 'text', text: { body: text } })] };
      for (let attempt = 1; attempt <= 3; attempt++) {
        const answer = await stage.webhook.deliver([value], { retries: 3 });
        stage.expect(answer.status === 200, `delivery number ${attempt} was answered ${answer.status}`, [answer.evidence]);
      }
      await customer.shows(text);
      await stage.settle();
      const found = await customer.all(text);
      stage.expect(found.length === 1, `the message stands in the conversation ${found.length} times`);
    },
  },
  {
    name: 'duplicates/same-message-in-another-delivery',
    level: 'reliable',
    expects: 'A message that comes again in another delivery, beside a new one, is stored once and the new one is kept.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const [first, second] = [stage.customers.unique('first'), stage.customers.unique('second')];
      const known = customer.message({ type: 'text', text: { body: first } });
      const fresh = customer.message({ type: 'text', text: { body: second } });
      await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [known] }], { retries: 3 });
      await customer.shows(first);
      const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [known, fresh] }], { retries: 3 });
      stage.expect(answer.status === 200, `the second delivery was answered ${answer.status}`, [answer.evidence]);
      await customer.shows(second);
      await stage.settle();
      for (const text of [first, second]) {
        const found = await customer.all(text);
        stage.expect(found.length === 1, `a message stands in the conversation ${found.length} times`);
      }
    },
  },
  {
    name: 'duplicates/same-words-are-two-messages',
    level: 'reliable',
    expects: 'Two messages with the same words and different ids are two messages: repetitions are recognised by the id.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('yes');
      await customer.writes(text);
      await customer.writes(text);
      await stage.eventually('the second of two equal texts', async () => (await customer.all(text)).length >= 2);
      const found = await customer.all(text);
      stage.expect(found.length === 2, `two messages with equal words stand in the conversation ${found.length} times`);
      stage.expect(found[0]?.id !== found[1]?.id, 'two messages of a conversation have the same id');
    },
  },
  {
    name: 'duplicates/one-conversation-per-customer',
    level: 'reliable',
    expects: 'All messages of a customer stand in one conversation, also when the first ones arrive at the same time.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const texts = Array.from({ length: 8 }, (_, index) => stage.customers.unique(`at-once-${index}`));
      const deliver = (text: string) => {
        const message = customer.message({ type: 'text', text: { body: text } });
        return stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 5 });
      };
      await Promise.all(texts.map(deliver));
      for (const text of texts) await customer.shows(text);
      const holders = (await stage.provider.conversations()).filter(({ messages }) =>
        (messages ?? []).some(({ message }) => texts.some((text) => message.includes(text))),
      );
      stage.expect(holders.length === 1, `one customer's messages are spread over ${holders.length} conversations`);
    },
  },
] as const satisfies readonly Rule[];
