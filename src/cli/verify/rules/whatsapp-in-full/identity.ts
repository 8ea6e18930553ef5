import type { Rule, VerifyStage } from '../../rule.ts';
import { conversationWith, writesWithoutNumber } from '../incidents/people.ts';
import { begin, onPhone, reply, sureOfOurWhatsApp } from '../reliable/scene.ts';
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
    name: 'identity/forms-of-a-number-are-one-person',
    expects: 'A Brazilian customer who writes with and without the ninth digit under the same user id has one conversation.',
    source: meta.send,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      await sureOfOurWhatsApp(stage);
      const customer = stage.customers.next();
      const digits = customer.phone.slice(-7);
      const ids: string[] = [];
      for (const phone of [`551198${digits}`, `55118${digits}`]) {
        const text = stage.customers.unique('same person');
        const message = { ...customer.message({ type: 'text', text: { body: text } }), from: phone };
        await stage.webhook.deliver([{ contacts: [{ ...customer.contact(), wa_id: phone }], messages: [message] }], { retries: 3 });
        ids.push((await conversationWith(stage, text)).id);
      }
      stage.expect(ids[0] === ids[1], 'two forms of one number under one user id made two conversations');
    },
  },
  {
    ...CAPABILITY,
    name: 'identity/strangers-are-never-joined',
    expects: 'Two people whose numbers differ by the ninth digit, with different user ids, stay two people.',
    source: meta.userIds,
    needs: ['webhook', 'whatsapp'],
    async check(stage: VerifyStage) {
      await sureOfOurWhatsApp(stage);
      const [one, other] = [stage.customers.next(), stage.customers.next()];
      const digits = one.phone.slice(-7);
      const ids: string[] = [];
      for (const [customer, phone] of [
        [one, `552198${digits}`],
        [other, `55218${digits}`],
      ] as const) {
        const text = stage.customers.unique('somebody');
        const message = { ...customer.message({ type: 'text', text: { body: text } }), from: phone };
        await stage.webhook.deliver([{ contacts: [{ ...customer.contact(), wa_id: phone }], messages: [message] }], { retries: 3 });
        ids.push((await conversationWith(stage, text)).id);
      }
      stage.expect(ids[0] !== ids[1], 'two people with different user ids share a conversation because their numbers are alike');
    },
  },
] as const satisfies readonly Rule[];
