import type { Rule, VerifyStage } from '../../rule.ts';
import { changeWith } from './batches.ts';
import { meta } from './sources.ts';

/** A delivery belongs to the phone number id in its metadata, and to nothing else. */
export const tenancyRules = [
  {
    name: 'tenancy/another-account-and-number',
    level: 'reliable',
    expects: 'A message for another phone number id of another business account is not shown on this channel.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const stranger = stage.customers.next();
      const text = stage.customers.unique('for-somebody-else');
      const change = changeWith(stage, stranger, [stranger.message({ type: 'text', text: { body: text } })]);
      const other = { ...change, value: { ...change.value, metadata: { ...change.value.metadata, phone_number_id: '999000111222333' } } };
      await stage.webhook.post({ object: 'whatsapp_business_account', entry: [{ id: '999000111222444', changes: [other] }] });
      await stage.settle();
      const shown = await stage.provider.findConversation(({ messages }) => (messages ?? []).some(({ message }) => message.includes(text)));
      stage.expect(shown === undefined, "a message for another company's number stands on this channel");
    },
  },
  {
    name: 'tenancy/neighbours-of-a-stranger-arrive',
    level: 'reliable',
    expects: "Messages for this channel arrive although another number's message stands in the same delivery.",
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const [mine, stranger] = [stage.customers.next(), stage.customers.next()];
      const [text, foreign] = [stage.customers.unique('mine'), stage.customers.unique('foreign')];
      const change = changeWith(stage, stranger, [stranger.message({ type: 'text', text: { body: foreign } })]);
      const other = {
        ...change,
        value: { ...change.value, metadata: { display_phone_number: '15550009999', phone_number_id: '999000111222333' } },
      };
      const changes = [other, changeWith(stage, mine, [mine.message({ type: 'text', text: { body: text } })])];
      await stage.webhook.post({ object: 'whatsapp_business_account', entry: [{ id: stage.webhook.businessAccountId, changes }] });
      await mine.shows(text);
      await stage.settle();
      const shown = await stage.provider.findConversation(({ messages }) =>
        (messages ?? []).some(({ message }) => message.includes(foreign)),
      );
      stage.expect(shown === undefined, "another number's message stands on this channel");
    },
  },
  {
    name: 'tenancy/customers-stay-apart',
    level: 'reliable',
    expects: 'Customers who write at the same time, in one delivery, each have a conversation of their own with their own words only.',
    source: meta.messages,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const people = Array.from({ length: 5 }, () => ({ customer: stage.customers.next(), text: stage.customers.unique('own words') }));
      const value = {
        contacts: people.map(({ customer }) => customer.contact()),
        messages: people.map(({ customer, text }) => customer.message({ type: 'text', text: { body: text } })),
      };
      await stage.webhook.deliver([value], { retries: 3 });
      const ids = new Set<string>();
      for (const { customer, text } of people) {
        await customer.shows(text);
        const { id, messages } = await customer.conversation();
        ids.add(id);
        const foreign = people.filter((other) => other.text !== text && messages.some(({ message }) => message.includes(other.text)));
        stage.expect(foreign.length === 0, "a customer's conversation holds what somebody else wrote");
      }
      stage.expect(ids.size === people.length, `${people.length} customers have ${ids.size} conversations`);
    },
  },
] as const satisfies readonly Rule[];
