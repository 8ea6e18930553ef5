import type { Rule, VerifyStage } from '../../rule.ts';
import { momentOf } from '../../shape.ts';
import { begin, inInbox, orderOf, sameOrder } from './scene.ts';
import { documents, meta } from './sources.ts';

/** Within one conversation what was written first stands first. Between conversations nothing is promised. */
export const orderRules = [
  {
    name: 'order/messages-stand-as-they-were-written',
    level: 'reliable',
    expects: 'Messages that came in one delivery with the same second as their time keep their order, over more than one page.',
    source: documents.getConversation,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { customer } = await begin(stage);
      const texts = Array.from({ length: 40 }, (_, index) => stage.customers.unique(`line-${index}`));
      const timestamp = String(Math.floor(stage.now() / 1000));
      const messages = texts.map((body) => customer.message({ type: 'text', text: { body }, timestamp }));
      await stage.webhook.deliver([{ contacts: [customer.contact()], messages }], { retries: 3 });
      for (const text of texts) await customer.shows(text);
      const { messages: shown } = await customer.conversation();
      const order = orderOf(texts, shown);
      stage.expect(order.length === texts.length, `${texts.length} messages are listed ${order.length} times`);
      stage.expect(sameOrder(order, texts), 'the messages of a conversation are not listed in the order in which they were written');
    },
  },
  {
    name: 'order/inbox-gets-them-as-they-were-written',
    level: 'reliable',
    expects: 'The messages of a conversation reach the inbox in the order in which they were written.',
    source: documents.receiveMessage,
    needs: ['webhook', 'pipedrive'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const texts = Array.from({ length: 12 }, (_, index) => stage.customers.unique(`line-${index}`));
      for (const text of texts) await customer.writes(text);
      const conversation = await customer.conversation();
      await stage.eventually('all messages in the inbox', () => texts.every((text) => inInbox(stage, conversation, text).length > 0));
      const order = orderOf(texts, inInbox(stage, conversation));
      stage.expect(sameOrder(order, texts), 'the inbox shows the messages of a conversation in another order, or more than once');
    },
  },
  {
    name: 'order/new-messages-leave-older-pages-alone',
    level: 'reliable',
    expects: 'Whoever pages back through a conversation while new messages arrive meets every older message exactly once.',
    source: documents.getConversation,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const texts = Array.from({ length: 12 }, (_, index) => stage.customers.unique(`old-${index}`));
      const messages = texts.map((body) => customer.message({ type: 'text', text: { body } }));
      await stage.webhook.deliver([{ contacts: [customer.contact()], messages }], { retries: 3 });
      for (const text of texts) await customer.shows(text);
      const { id } = await customer.conversation();
      const met: string[] = [];
      for (let after: string | undefined, page = 0; page < 40; page++) {
        const answer = await stage.provider.call('getConversationById', {
          params: { sourceConversationId: id },
          query: { messages_limit: 3, ...(after === undefined ? {} : { after }) },
        });
        stage.expect(answer.status === 200, `page ${page + 1} was answered ${answer.status}`, [answer.evidence]);
        const { data } = answer.json as { data: { messages: { message: string }[]; next_messages_cursor?: string | null } };
        met.push(...orderOf(texts, data.messages));
        if (!data.next_messages_cursor) break;
        after = data.next_messages_cursor;
        await customer.writes(stage.customers.unique('meanwhile'));
      }
      stage.expect(new Set(met).size === texts.length, `paging back met ${new Set(met).size} of ${texts.length} messages`);
      stage.expect(met.length === texts.length, 'paging back met a message twice');
    },
  },
  {
    name: 'order/late-message-is-kept',
    level: 'reliable',
    expects: 'A message that arrives hours after it was written, behind newer ones, is shown with its own time.',
    source: meta.overview,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      await customer.writes(stage.customers.unique('now'));
      const late = stage.customers.unique('late');
      const writtenAt = Math.floor(stage.now() / 1000) - 3 * 3600;
      await customer.writes(late, { message: { timestamp: String(writtenAt) } });
      const { created_at } = await customer.shows(late);
      // The guide's short form of a date has no seconds.
      const off = Math.abs((momentOf(created_at) ?? Number.NaN) - writtenAt * 1000);
      stage.expect(off < 61_000, 'a message that came late carries another time than the one it was written at');
    },
  },
] as const satisfies readonly Rule[];
