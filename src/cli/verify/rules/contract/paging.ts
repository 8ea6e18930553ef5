import type { Rule, VerifyStage } from '../../rule.ts';
import { conversationWith, expectDecided, expectEnvelope, expectShape } from '../../scene.ts';
import { afterOf, atLeastConversations, conversationIn, conversationsIn, expectOnce, listPages } from './paging-scene.ts';
import { operationOf, published } from './sources.ts';

const list = operationOf('pipedrive-provider', 'getConversations');

export const conversationPagingRules = [
  {
    name: 'paging/conversations-limit',
    level: 'contract',
    expects: 'A page holds no more conversations than conversations_limit asks for.',
    source: list,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      await atLeastConversations(stage, 3);
      for (const limit of [1, 2]) {
        const answer = await stage.provider.call('getConversations', { query: { conversations_limit: limit } });
        expectShape(stage, 'getConversations', answer);
        const found = conversationsIn(answer).length;
        stage.expect(found <= limit, `conversations_limit=${limit} was answered with ${found} conversations`, [answer.evidence]);
        stage.expect(found > 0, `conversations_limit=${limit} was answered with none, though there are some`, [answer.evidence]);
      }
    },
  },
  {
    name: 'paging/messages-limit',
    level: 'contract',
    expects: 'A conversation holds no more messages than messages_limit asks for, in the list and by itself.',
    source: list,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 4);
      const answers = [
        await stage.provider.call('getConversations', { query: { messages_limit: 2 } }),
        await stage.provider.call('getConversationById', {
          params: { sourceConversationId: conversation.id },
          query: { messages_limit: 2 },
        }),
      ];
      for (const answer of answers) {
        const found = Array.isArray(conversationIn(answer)) ? conversationsIn(answer) : [conversationIn(answer)];
        for (const { id, messages } of found) {
          stage.expect((messages ?? []).length <= 2, `messages_limit=2 was answered with ${messages.length} messages in ${id}`, [
            answer.evidence,
          ]);
        }
      }
    },
  },
  {
    name: 'paging/every-conversation-once',
    level: 'contract',
    expects: 'Paging meets every conversation exactly once, whatever the size of a page.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      await atLeastConversations(stage, 3);
      // The larger pages first: on a channel in use a conversation may begin meanwhile.
      const large = (await listPages(stage, 30)).flatMap(conversationsIn).map(({ id }) => id);
      const small = await listPages(stage, 2);
      const ids = small.flatMap(conversationsIn).map(({ id }) => id);
      expectOnce(stage, ids, 'the conversation', small.at(-1));
      const missing = large.find((id) => !ids.includes(id));
      stage.expect(missing === undefined, `the conversation ${missing} is listed with pages of 30 and missing with pages of 2`);
    },
  },
  {
    name: 'paging/cursor-ends',
    level: 'contract',
    expects: 'The cursor of getConversations moves with every page and is empty, null or absent on the last one.',
    source: published.implementing,
    async check(stage: VerifyStage) {
      const pages = await listPages(stage, 1);
      const empty = pages.slice(1).find((page) => conversationsIn(page).length === 0 && (afterOf(page) ?? '') !== '');
      stage.expect(empty === undefined, 'a page without a conversation leads to a next one', empty ? [empty.evidence] : []);
    },
  },
] satisfies readonly Rule[];

/** Paging parameters that no inbox would send, and that no provider may fall over. */
const ODD_LIMITS = ['0', '-1', '1000000000', '2.5', 'many', ''] as const;

export const oddPagingRules = [
  {
    name: 'paging/odd-limits',
    level: 'contract',
    expects: 'A limit that is no positive whole number is either refused with 400 or served as if it were one.',
    source: list,
    async check(stage: VerifyStage) {
      for (const name of ['conversations_limit', 'messages_limit']) {
        for (const limit of ODD_LIMITS) {
          const answer = await stage.provider.call('getConversations', { query: { [name]: limit } });
          expectDecided(stage, answer, `${name}=${limit}`);
          if (answer.status === 200) expectShape(stage, 'getConversations', answer);
          else expectEnvelope(stage, answer);
        }
      }
    },
  },
  {
    name: 'paging/foreign-cursor',
    level: 'contract',
    expects:
      'A cursor that the provider never gave out is refused with 400 or 404, or answered with a page; never with a fault of the server.',
    source: list,
    async check(stage: VerifyStage) {
      for (const after of ['not-a-cursor', '%%%', 'eyJpZCI6MX0', "' OR 1=1 --", '😀', 'x'.repeat(1500)]) {
        const answer = await stage.provider.call('getConversations', { query: { after } });
        expectDecided(stage, answer, 'a cursor nobody gave out');
        if (answer.status === 200) expectShape(stage, 'getConversations', answer);
        else expectEnvelope(stage, answer);
      }
    },
  },
  {
    name: 'paging/unknown-parameters',
    level: 'contract',
    expects: 'Query parameters that are not known yet change nothing.',
    source: published.implementing,
    async check(stage: VerifyStage) {
      const answer = await stage.provider.call('getConversations', { query: { conversations_limit: 1, sort: 'desc', filter_id: 7 } });
      expectShape(stage, 'getConversations', answer);
    },
  },
] satisfies readonly Rule[];
