import type { Rule, VerifyStage } from '../../rule.ts';
import { conversationWith, writesWithoutNumber } from '../incidents/people.ts';
import { begin, onPhone, reply } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

const CAPABILITY = { level: 'reliable', capability: 'whatsapp-in-full' } as const;

/** One person has several names at WhatsApp; they lead to one conversation, and never two persons to one. */
export const identityRules = [
  {
    ...CAPABILITY,
    name: 'identity/number-and-user-id-are-one-person',
    expects: 'Somebody who wrote with number and user id, and later without the number, goes on in the same conversation.',
    source: meta.userIds,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = stage.customers.unique('without my number');
      await writesWithoutNumber(stage, customer, text);
      const { id } = await conversationWith(stage, text);
      stage.expect(id === conversation.id, 'somebody who stopped sharing the number got a second conversation');
    },
  },
  {
    ...CAPABILITY,
    name: 'incident/system-number-change',
    expects:
      'After a customer changed the number, messages from the new number stand in the same conversation, and answers go to the new number.',
    source: meta.userIds,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'system-number-change',
      what: 'The notice of a changed number was ignored; answers went to the old number, where nobody, or somebody else, read them.',
      where: ['chatwoot/chatwoot#15357'],
    },
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const next = stage.customers.next();
      const system = {
        type: 'user_changed_number',
        body: 'changed',
        wa_id: next.phone,
        user_id: next.userId,
        previous_user_id: customer.userId,
      };
      const { from_user_id: _id, ...notice } = customer.message({ type: 'system', system });
      const told = await stage.webhook.deliver([{ messages: [notice] }], { retries: 3 });
      stage.expect(told.status === 200, `the notice of a changed number was answered ${told.status}`, [told.evidence]);
      const text = stage.customers.unique('my new number');
      const message = next.message({ type: 'text', text: { body: text } });
      await stage.webhook.deliver([{ contacts: [next.contact()], messages: [message] }], { retries: 3 });
      const { id } = await conversationWith(stage, text);
      stage.expect(id === conversation.id, 'a customer with a new number got a second conversation');
      const answer = stage.customers.unique('answer');
      await reply(stage, conversation, answer);
      await stage.eventually('the reply on the phone with the new number', () => onPhone(stage, next.phone, answer).length === 1);
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/a-left-number-is-not-the-old-customer',
    expects: 'Who writes from a number that its customer has left, under another user id, is somebody else.',
    source: meta.userIds,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const [moved, stranger] = [stage.customers.next(), stage.customers.next()];
      const system = {
        type: 'user_changed_number',
        body: 'changed',
        wa_id: moved.phone,
        user_id: moved.userId,
        previous_user_id: customer.userId,
      };
      await stage.webhook.deliver([{ messages: [customer.message({ type: 'system', system })] }], { retries: 3 });
      const text = stage.customers.unique('I have this number now');
      const message = { ...stranger.message({ type: 'text', text: { body: text } }), from: customer.phone };
      await stage.webhook.deliver([{ contacts: [{ ...stranger.contact(), wa_id: customer.phone }], messages: [message] }], { retries: 3 });
      const { id } = await conversationWith(stage, text);
      stage.expect(id !== conversation.id, "somebody else's words stand in the conversation of the customer who had the number before");
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/two-threads-stay-two',
    expects:
      'When number and user id come together and lead to two conversations, the message stands in that of the number, and the user id alone goes on leading to its own.',
    source: meta.userIds,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { customer: known, conversation } = await begin(stage);
      const other = stage.customers.next();
      const alone = stage.customers.unique('by user id');
      await writesWithoutNumber(stage, other, alone);
      const { id: otherId } = await conversationWith(stage, alone);
      const both = stage.customers.unique('with both');
      const message = { ...other.message({ type: 'text', text: { body: both } }), from: known.phone };
      await stage.webhook.deliver([{ contacts: [{ ...other.contact(), wa_id: known.phone }], messages: [message] }], { retries: 3 });
      stage.expect((await conversationWith(stage, both)).id === conversation.id, 'a number with a history did not keep its conversation');
      const later = stage.customers.unique('by user id again');
      await writesWithoutNumber(stage, other, later);
      stage.expect((await conversationWith(stage, later)).id === otherId, 'a user id was taken away from the conversation it led to');
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/user-name-is-no-key',
    expects: 'A user name passes from one person to another: two user ids with the same user name are two people.',
    source: meta.userIds,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const name = stage.customers.unique('Robin');
      const ids: string[] = [];
      for (const person of [stage.customers.next(name), stage.customers.next(name)]) {
        const text = stage.customers.unique('under the same name');
        await writesWithoutNumber(stage, person, text);
        ids.push((await conversationWith(stage, text)).id);
      }
      stage.expect(ids[0] !== ids[1], 'two people share a conversation because they have had the same user name');
    },
  },
] as const satisfies readonly Rule[];
