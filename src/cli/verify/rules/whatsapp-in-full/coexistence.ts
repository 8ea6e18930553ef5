import type { Customer, Rule, VerifyStage } from '../../rule.ts';
import { begin, inInbox, onPhone, reply } from '../reliable/scene.ts';
import { meta } from '../reliable/sources.ts';

const CAPABILITY = { level: 'reliable', capability: 'whatsapp-in-full' } as const;

/** What comes in beside the customers' own messages. */
export const coexistenceRules = [
  {
    ...CAPABILITY,
    name: 'incident/echo-duplicates',
    expects:
      "What the business wrote on the phone is shown as the business's message, once; an echo of what the provider sent itself adds nothing.",
    source: meta.echoes,
    needs: ['webhook', 'whatsapp'],
    incident: {
      name: 'echo-duplicates',
      what: "A number that is used in the phone app too echoes what was written. Agents' own messages appeared twice, or as the customer's.",
      where: ['chatwoot/chatwoot#13371', 'chatwoot/chatwoot#14025'],
    },
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = stage.customers.unique('through the provider');
      await reply(stage, conversation, text);
      const { id } = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
      const typed = stage.customers.unique('typed on the phone');
      const echoes = [echo(stage, customer, id, text), echo(stage, customer, stage.customers.wamid(), typed)];
      for (let time = 0; time < 2; time++) await postField(stage, 'smb_message_echoes', { message_echoes: echoes });
      const shown = await customer.shows(typed);
      const source = conversation.participants.find(({ role }) => role === 'source_user')?.id;
      stage.expect(shown.sender_id === source, "what the business wrote on the phone is shown as the customer's message");
      for (const words of [text, typed]) stage.expect((await customer.all(words)).length === 1, 'an echo doubled a message');
      stage.expect(onPhone(stage, customer.phone, typed).length === 0, 'an echo was sent to the customer again');
    },
  },
  {
    ...CAPABILITY,
    name: 'incident/history',
    expects:
      'Chats from before the connection are shown, each message once, whatever order their parts come in, and beside what came live.',
    source: meta.history,
    needs: ['webhook'],
    incident: {
      name: 'history',
      what: 'The history was granted and delivered, and nothing of it was ever stored; or it was, and live messages stood there twice.',
      where: ['chatwoot/chatwoot#15713'],
    },
    async check(stage: VerifyStage) {
      const { customer, hello, wamid } = await begin(stage);
      const old = [stage.customers.unique('older'), stage.customers.unique('old')];
      const at = Math.floor(stage.now() / 1000) - 7200;
      const past = (body: string, id: string, seconds: number) => ({
        from: customer.phone,
        id,
        timestamp: String(at + seconds),
        type: 'text',
        text: { body },
        history_context: { status: 'READ' },
      });
      const chunk = (messages: readonly unknown[], chunk_order: number) => ({
        history: [{ metadata: { phase: 0, chunk_order, progress: 50 }, threads: [{ id: customer.phone, messages }] }],
      });
      await postField(stage, 'history', chunk([past(old[1] ?? '', stage.customers.wamid(), 60), past(hello, wamid, 7200)], 2));
      await postField(stage, 'history', chunk([past(old[0] ?? '', stage.customers.wamid(), 0)], 1));
      for (const text of [...old, hello]) {
        await customer.shows(text);
        stage.expect((await customer.all(text)).length === 1, 'a message of the history stands there twice');
      }
    },
  },
  {
    ...CAPABILITY,
    name: 'coexistence/live-after-history',
    expects: 'A message that the history brings before it comes live reaches the inbox all the same, once, and is shown once.',
    source: meta.history,
    needs: ['webhook', 'pipedrive'],
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = stage.customers.unique('overtaken');
      const live = customer.message({ type: 'text', text: { body: text } });
      const { from_user_id: _, ...past } = live;
      const messages = [{ ...past, history_context: { status: 'DELIVERED' } }];
      const history = [{ metadata: { phase: 0, chunk_order: 1, progress: 50 }, threads: [{ id: customer.phone, messages }] }];
      await postField(stage, 'history', { history });
      for (let time = 0; time < 2; time++) {
        const message = time === 0 ? live : { ...live, timestamp: Number(live.timestamp) };
        await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 3 });
      }
      await stage.eventually(
        'a message that came live after the history in the inbox',
        () => inInbox(stage, conversation, text).length > 0,
      );
      await stage.settle();
      stage.expect(inInbox(stage, conversation, text).length === 1, 'a message that came live after the history stands in the inbox twice');
      stage.expect((await customer.all(text)).length === 1, 'a message that came live after the history is shown twice');
    },
  },
  {
    ...CAPABILITY,
    name: 'incident/standby',
    expects: "Messages that come while Meta's own assistant handles a conversation are shown too.",
    source: meta.standby,
    needs: ['webhook'],
    incident: {
      name: 'standby',
      what: "With Meta's assistant switched on, messages come on another field. The inbox stayed empty while customers were answered.",
      where: [meta.standby],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('to the assistant');
      const message = customer.message({ type: 'text', text: { body: text } });
      await postField(stage, 'standby', { contacts: [customer.contact()], messages: [message] });
      await customer.shows(text);
    },
  },
  {
    ...CAPABILITY,
    name: 'incident/groups-dropped',
    expects:
      "A message written in a group is answered 200 and never stands in the sender's own conversation as if it had been written there.",
    source: meta.groups,
    needs: ['webhook'],
    incident: {
      name: 'groups-dropped',
      what: 'Messages of groups vanished, or were mixed into the private conversations of whoever wrote them.',
      where: ['chatwoot/chatwoot#12693'],
    },
    async check(stage: VerifyStage) {
      const { customer, conversation } = await begin(stage);
      const text = stage.customers.unique('to all of you');
      const message = customer.message({ type: 'text', text: { body: text }, group_id: 'Y2FwaV9ncm91cDox' });
      const answer = await stage.webhook.deliver([{ contacts: [customer.contact()], messages: [message] }], { retries: 2 });
      stage.expect(answer.status === 200, `a message of a group was answered ${answer.status}`, [answer.evidence]);
      await stage.settle();
      const { messages } = await stage.provider.conversation(conversation.id);
      const mixed = messages.some((shown) => shown.message.trim() === text);
      stage.expect(!mixed, 'what was written in a group stands in a private conversation, unmarked');
      const after = stage.customers.unique('after');
      await customer.writes(after);
      await customer.shows(after);
    },
  },
] as const satisfies readonly Rule[];

const echo = (stage: VerifyStage, customer: Customer, id: string, body: string) => ({
  from: stage.webhook.phoneNumberId,
  to: customer.phone,
  id,
  timestamp: String(Math.floor(stage.now() / 1000)),
  type: 'text',
  text: { body },
});

async function postField(stage: VerifyStage, field: string, parts: Readonly<Record<string, unknown>>): Promise<void> {
  const metadata = { display_phone_number: stage.webhook.phoneNumberId, phone_number_id: stage.webhook.phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, ...parts };
  const answer = await stage.webhook.post(
    { object: 'whatsapp_business_account', entry: [{ id: stage.webhook.businessAccountId, changes: [{ field, value }] }] },
    { retries: 3 },
  );
  stage.expect(answer.status === 200, `a delivery of the field ${field} was answered ${answer.status}`, [answer.evidence]);
}
