import type { Rule, VerifyStage } from '../../rule.ts';
import { whileTimePasses } from '../reliable/reply.ts';
import { begin, HOUR, inInbox, onPhone, orderOf, passTime, sameOrder, withFaults, within } from '../reliable/scene.ts';
import { documents, meta, pipedrive } from '../reliable/sources.ts';

/** Failures in keeping what was acknowledged. */
export const storageIncidents = [
  {
    name: 'incident/ack-then-lost',
    level: 'reliable',
    expects: 'What was answered 200 is there after the process was killed in that moment.',
    source: meta.endpoint,
    needs: ['webhook', 'restart'],
    incident: {
      name: 'ack-then-lost',
      what: 'Deliveries were answered first and stored later, or kept in memory only; a restart or a crash lost what Meta would never send again.',
      where: ['openclaw/openclaw#42157', 'rmyndharis/OpenWA#1402', 'chatwoot/chatwoot#11987'],
    },
    async check(stage: VerifyStage) {
      const people = Array.from({ length: 5 }, () => ({ customer: stage.customers.next(), text: stage.customers.unique('acknowledged') }));
      await Promise.all(people.map(({ customer, text }) => customer.writes(text)));
      await stage.restart();
      for (const { customer, text } of people) {
        await customer.shows(text);
        stage.expect((await customer.all(text)).length === 1, 'after a crash an acknowledged message stands there twice');
      }
    },
  },
  {
    name: 'incident/ack-then-lost-inbox',
    level: 'reliable',
    expects: 'What was answered 200 and had not reached the inbox when the process was killed reaches it afterwards, once and in order.',
    source: documents.receiveMessage,
    needs: ['webhook', 'pipedrive', 'restart', 'clock'],
    incident: {
      name: 'ack-then-lost-inbox',
      what: 'The queue towards the CRM lived in memory: whatever waited for a repetition was gone after the next start.',
      where: ['chatwoot/chatwoot#11987', 'rmyndharis/OpenWA#1402'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.pipedrive, async () => {
        const { customer, conversation } = await begin(stage);
        await within(stage, HOUR, 'the first message in the inbox', () => inInbox(stage, conversation).length > 0);
        const id = stage.pipedrive.faults.add({
          kind: 'fail',
          operationId: 'receiveMessage',
          status: 503,
          code: 'UNAVAILABLE',
          times: Number.POSITIVE_INFINITY,
        });
        const texts = [stage.customers.unique('one'), stage.customers.unique('two'), stage.customers.unique('three')];
        for (const text of texts) await customer.writes(text);
        await stage.restart();
        stage.pipedrive.faults.remove(id);
        await within(stage, 6 * HOUR, 'all messages in the inbox', () =>
          texts.every((text) => inInbox(stage, conversation, text).length > 0),
        );
        stage.expect(
          sameOrder(orderOf(texts, inInbox(stage, conversation)), texts),
          'after a crash the inbox shows messages in another order, or twice',
        );
      }),
  },
  {
    name: 'incident/reply-lost-in-a-crash',
    level: 'reliable',
    expects: 'A reply that was answered 200 and that WhatsApp could not take yet reaches the phone after the process was killed, once.',
    source: documents.postMessage,
    needs: ['webhook', 'whatsapp', 'restart', 'clock'],
    incident: {
      name: 'reply-lost-in-a-crash',
      what: 'Sends waited in the memory of a worker; a restart dropped them while the salesperson had read "sent".',
      where: ['rmyndharis/OpenWA#1402'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const { customer, conversation } = await begin(stage);
        const id = stage.whatsapp.faults.add({
          kind: 'fail',
          operationId: 'sendMessage',
          status: 503,
          code: 131016,
          times: Number.POSITIVE_INFINITY,
        });
        const text = stage.customers.unique('answer');
        const answer = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
        // An attempt that is cut off without its answer may not be repeated, so the refusal has to be in first.
        await stage.settle();
        await stage.restart();
        stage.whatsapp.faults.remove(id);
        if (answer.status !== 200) return;
        await within(stage, 2 * HOUR, 'the reply on the phone', () => onPhone(stage, customer.phone, text).length > 0);
        await passTime(stage, HOUR, 4);
        const count = onPhone(stage, customer.phone, text).length;
        stage.expect(count === 1, `after a crash the reply stands on the phone ${count} times`);
      }),
  },
  {
    name: 'incident/dedupe-poison',
    level: 'reliable',
    expects: 'A delivery that was not answered 200, or broke off on the way, is taken in when Meta repeats it.',
    source: meta.overview,
    needs: ['webhook'],
    incident: {
      name: 'dedupe-poison',
      what: 'The message id was marked as seen before the work was done. The work failed, the repetition was taken for a duplicate, and the only copy was gone.',
      where: ['chatwoot/chatwoot#15754', 'EvolutionAPI/evolution-api#1762', 'EvolutionAPI/evolution-api#2110'],
    },
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('second attempt');
      const value = { contacts: [customer.contact()], messages: [customer.message({ type: 'text', text: { body: text } })] };
      const refused = await stage.webhook.deliver([value], { secret: 'a-secret-that-is-being-rotated' });
      stage.expect(refused.status !== 200, 'a wrongly signed delivery was answered 200', [refused.evidence]);
      await stage.webhook.breakOff([value]);
      const answer = await stage.webhook.deliver([value], { retries: 3 });
      stage.expect(answer.status === 200, `the repetition of a refused delivery was answered ${answer.status}`, [answer.evidence]);
      await customer.shows(text);
    },
  },
  {
    name: 'incident/dedupe-poison-behind-the-inbox',
    level: 'reliable',
    expects:
      'A message that arrives while Pipedrive answers nothing but errors is kept, and not taken for a duplicate when Meta repeats it.',
    source: meta.overview,
    needs: ['webhook', 'pipedrive', 'clock'],
    incident: {
      name: 'dedupe-poison-behind-the-inbox',
      what: 'Work behind the webhook failed after the message had been marked as seen; its repetition was answered as a duplicate of something that was never stored.',
      where: ['chatwoot/chatwoot#15754'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.pipedrive, async () => {
        const customer = stage.customers.next();
        const text = stage.customers.unique('while the inbox is down');
        stage.pipedrive.faults.failNext('receiveMessage', { status: 500, code: 'INTERNAL_ERROR', times: 1 });
        const value = { contacts: [customer.contact()], messages: [customer.message({ type: 'text', text: { body: text } })] };
        const answer = await stage.webhook.deliver([value], { retries: 3 });
        stage.expect(answer.status === 200, `a delivery was answered ${answer.status} again and again`, [answer.evidence]);
        await customer.shows(text);
        const conversation = await customer.conversation();
        await within(stage, 6 * HOUR, 'the message in the inbox', () => inInbox(stage, conversation, text).length === 1);
      }),
  },
  {
    name: 'incident/36h-outage',
    level: 'reliable',
    expects:
      'After 36 hours in which Pipedrive answered nothing but errors, everything that was written meanwhile reaches the inbox once and in order; until then it is served.',
    source: pipedrive.implementing,
    needs: ['webhook', 'pipedrive', 'clock'],
    incident: {
      name: '36h-outage',
      what: 'Ten repetitions within minutes, then the message was dropped; an outage over a weekend emptied the inbox for good.',
      where: ['EvolutionAPI/evolution-api#2110', 'chatwoot/chatwoot#11987'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.pipedrive, async () => {
        const { customer, conversation } = await begin(stage);
        await within(stage, HOUR, 'the first message in the inbox', () => inInbox(stage, conversation).length > 0);
        const id = stage.pipedrive.faults.add({
          kind: 'fail',
          operationId: 'receiveMessage',
          status: 503,
          code: 'UNAVAILABLE',
          times: Number.POSITIVE_INFINITY,
        });
        const texts: string[] = [];
        for (let hours = 0; hours < 36; hours += 6) {
          const text = stage.customers.unique(`hour-${hours}`);
          texts.push(text);
          await customer.writes(text);
          await customer.shows(text);
          await passTime(stage, 6 * HOUR, 2);
        }
        stage.pipedrive.faults.remove(id);
        await within(stage, 24 * HOUR, 'everything in the inbox after the outage', () =>
          texts.every((text) => inInbox(stage, conversation, text).length > 0),
        );
        stage.expect(
          sameOrder(orderOf(texts, inInbox(stage, conversation)), texts),
          'after the outage the inbox shows messages in another order, or twice',
        );
      }),
  },
  {
    name: 'incident/cursor-forever',
    level: 'reliable',
    expects: 'Paging through conversations and through messages ends, and no page comes twice.',
    source: documents.getConversations,
    incident: {
      name: 'cursor-forever',
      what: 'Providers sent a fixed text as the cursor of every page, so that whoever followed it read the same page for ever.',
      where: ['astelmach01/PipedriveProviderAPI', 'astelmach01/TelegramAPI', 'pipedrive/example-apps'],
    },
    async check(stage: VerifyStage) {
      const conversations = await stage.provider.conversations();
      const ids = conversations.map(({ id }) => id);
      stage.expect(new Set(ids).size === ids.length, 'paging listed a conversation more than once');
      for (const id of ids.slice(0, 3)) {
        const { messages } = await stage.provider.conversation(id);
        stage.expect(new Set(messages.map((message) => message.id)).size === messages.length, 'paging listed a message more than once');
      }
    },
  },
] as const satisfies readonly Rule[];
