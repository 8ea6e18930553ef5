import { Finding, type Rule, type VerifyStage } from '../../rule.ts';
import { conversationWith, expectShape } from '../../scene.ts';
import { momentOf } from '../../shape.ts';
import { conversationIn, conversationsIn, expectOnce, listPages, messagePages, messagesIn } from './paging-scene.ts';
import { operationOf, published } from './sources.ts';

const detail = operationOf('pipedrive-provider', 'getConversationById');

export const messagePagingRules = [
  {
    name: 'paging/messages-once',
    level: 'contract',
    expects: 'next_messages_cursor leads back to the oldest message, and meets every message exactly once.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 5);
      const pages = await messagePages(stage, conversation.id, 2);
      const ids = pages.flatMap(messagesIn).map(({ id }) => id);
      expectOnce(stage, ids, 'the message', pages.at(-1));
      const missing = conversation.messages.find(({ id }) => !ids.includes(id));
      stage.expect(missing === undefined, `a message is missing when the conversation is read with pages of 2: ${missing?.id}`);
    },
  },
  {
    name: 'paging/messages-in-order',
    level: 'contract',
    expects: 'Messages stand by their date, one way round on every page, and later pages hold older ones.',
    source: detail,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 5);
      const pages = await messagePages(stage, conversation.id, 2);
      const spans = pages.map((page) => messagesIn(page).map(({ created_at }) => momentOf(created_at) ?? Number.NaN));
      const sorted = (way: 1 | -1) =>
        spans.every((span) => span.every((at, index) => index === 0 || way * (at - (span[index - 1] ?? at)) >= 0));
      stage.expect(
        sorted(1) || sorted(-1),
        'the messages of a page do not stand by their date',
        pages.slice(0, 3).map(({ evidence }) => evidence),
      );
      const backwards = spans.every((span, index) => index === 0 || Math.max(...span) <= Math.min(...(spans[index - 1] ?? span)));
      stage.expect(
        backwards,
        'a later page holds newer messages than the one before',
        pages.slice(0, 3).map(({ evidence }) => evidence),
      );
    },
  },
  {
    name: 'paging/listed-cursor-continues',
    level: 'contract',
    expects: "The next_messages_cursor of a listed conversation leads getConversationById to that conversation's older messages.",
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 4);
      // Which conversations come first is the provider's choice.
      const pages = await listPages(stage, 30);
      const listed = pages.find((page) => conversationsIn(page).some(({ id }) => id === conversation.id));
      const entry = listed && conversationsIn(listed).find(({ id }) => id === conversation.id);
      if (!entry) throw new Finding('a conversation that getConversationById answers is on no page of the list');
      const cursor = entry.next_messages_cursor;
      stage.expect(Boolean(cursor), 'a listed conversation with more messages than it shows has no next_messages_cursor', [
        listed.evidence,
      ]);
      const params = { sourceConversationId: conversation.id };
      const older = await stage.provider.call('getConversationById', { params, query: { messages_limit: 30, after: String(cursor) } });
      expectShape(stage, 'getConversationById', older);
      const ids = [...entry.messages, ...messagesIn(older)].map(({ id }) => id);
      expectOnce(stage, ids, 'the message', older);
      const missing = conversation.messages.find(({ id }) => !ids.includes(id));
      stage.expect(missing === undefined, `a message is neither listed nor behind the cursor: ${missing?.id}`, [
        listed.evidence,
        older.evidence,
      ]);
    },
  },
  {
    name: 'paging/thirty-unless-told',
    level: 'contract',
    expects: 'Without limits a page holds at most 30 messages, and the cursor leads to the others.',
    source: detail,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 32);
      const answer = await stage.provider.call('getConversationById', { params: { sourceConversationId: conversation.id } });
      expectShape(stage, 'getConversationById', answer);
      const found = messagesIn(answer).length;
      stage.expect(found <= 30 && found > 0, `without messages_limit a page holds ${found} messages`, [answer.evidence]);
      stage.expect(Boolean(conversationIn(answer).next_messages_cursor), 'there are more messages, but no next_messages_cursor', [
        answer.evidence,
      ]);
    },
  },
] satisfies readonly Rule[];
