import type { Message, ProviderAnswer } from '../../provider-caller.ts';
import type { Rule, VerifyStage } from '../../rule.ts';
import { conversationWith, expectListed, newestOf } from '../../scene.ts';
import { momentOf } from '../../shape.ts';
import { operationOf, published } from './sources.ts';

const byId = operationOf('pipedrive-provider', 'getMessageById');
const HOUR_MS = 3_600_000;
/** The published short form of a date has no seconds. */
const DATE_TOLERANCE_MS = 61_000;

/** The same message as in its conversation. */
function expectSame(stage: VerifyStage, answer: ProviderAnswer, message: Message): void {
  const found = answer.json as Message;
  for (const field of ['id', 'message', 'sender_id', 'created_at'] as const) {
    stage.expect(found[field] === message[field], `${field} differs between getMessageById and the conversation`, [answer.evidence]);
  }
}

export const messageByIdRules = [
  {
    name: 'messages/by-id',
    level: 'contract',
    expects: 'getMessageById with channel, conversation and message in its address answers that message.',
    source: byId,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 2);
      for (const message of conversation.messages.slice(-2)) {
        const params = { sourceConversationId: conversation.id, sourceMessageId: message.id };
        const answer = await stage.provider.call('getMessageById', { params });
        expectListed(stage, 'getMessageById', answer);
        expectSame(stage, answer, message);
      }
    },
  },
  {
    name: 'messages/by-id-short-path',
    level: 'contract',
    expects: 'The other published address of getMessageById, without the conversation, answers the same message.',
    source: operationOf('pipedrive-provider', 'getChannelMessageById'),
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const message = newestOf(conversation);
      const answer = await stage.provider.call('getChannelMessageById', { params: { sourceMessageId: message.id } });
      expectListed(stage, 'getChannelMessageById', answer);
      expectSame(stage, answer, message);
    },
  },
  {
    name: 'messages/by-id-is-bare',
    level: 'contract',
    expects: 'The body of getMessageById is the message itself, without the envelope that every other operation has.',
    source: byId,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const params = { sourceConversationId: conversation.id, sourceMessageId: newestOf(conversation).id };
      const answer = await stage.provider.call('getMessageById', { params });
      stage.expect(answer.status === 200, `getMessageById answered ${answer.status} for a message that getConversationById listed`, [
        answer.evidence,
      ]);
      const body = (answer.json ?? {}) as Record<string, unknown>;
      stage.expect(!('success' in body) && !('data' in body), 'the message is wrapped in { success, data }', [answer.evidence]);
      stage.expect(typeof body['id'] === 'string', 'the body is no message', [answer.evidence]);
    },
  },
] satisfies readonly Rule[];

export const messageRules = [
  {
    name: 'messages/dates-are-utc',
    level: 'contract',
    expects: 'Every date is ISO 8601 in UTC, or the published short form YYYY-MM-DD HH:MM.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 2);
      for (const { id, created_at, reply_by } of conversation.messages) {
        stage.expect(momentOf(created_at) !== undefined, `created_at of ${id} is ${JSON.stringify(created_at)}: no date in UTC`);
        if (reply_by) stage.expect(momentOf(reply_by) !== undefined, `reply_by of ${id} is ${JSON.stringify(reply_by)}: no date in UTC`);
      }
    },
  },
  {
    name: 'messages/dates-are-true',
    level: 'contract',
    expects: 'created_at is when the customer wrote, not when the webhook arrived.',
    source: published.implementing,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const text = stage.customers.unique('written three hours ago');
      const writtenAt = Math.floor((stage.now() - 3 * HOUR_MS) / 1000);
      await customer.writes(text, { message: { timestamp: String(writtenAt) } });
      const message = await customer.shows(text);
      const off = Math.abs((momentOf(message.created_at) ?? Number.NaN) - writtenAt * 1000);
      stage.expect(
        off <= DATE_TOLERANCE_MS,
        `the message was written at ${new Date(writtenAt * 1000).toISOString()} and is dated ${message.created_at}`,
      );
    },
  },
  {
    name: 'messages/reply-by-is-a-day',
    level: 'contract',
    expects: "reply_by, where a customer's message has it, is 24 hours after that message, or a little less to be safe.",
    source: published.implementing,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const { created_at, reply_by } = newestOf(conversation);
      if (!reply_by) return;
      const hours = ((momentOf(reply_by) ?? Number.NaN) - (momentOf(created_at) ?? 0)) / HOUR_MS;
      stage.expect(hours >= 23 && hours <= 24.02, `reply_by is ${hours.toFixed(1)} hours after the message`);
    },
  },
  {
    name: 'messages/attachments-are-a-list',
    level: 'contract',
    expects: 'Every message carries attachments, an empty list where there is none: the inbox refuses a message without the list.',
    source: byId,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage, 2);
      const without = conversation.messages.find(({ attachments }) => !Array.isArray(attachments as unknown));
      stage.expect(without === undefined, `the message ${without?.id} has no list of attachments`);
    },
  },
  {
    name: 'messages/text-is-kept',
    level: 'contract',
    expects: 'A text arrives as it was written: emoji, accents, line breaks, markup, any script.',
    source: published.implementing,
    needs: ['webhook'],
    async check(stage: VerifyStage) {
      const customer = stage.customers.next();
      const texts = [
        '👩🏽‍🚀 – “naïve” Ærø',
        'one\ntwo\n\nfour',
        '<b>5 > 3 & 2 < 4</b> &amp; %20 {{1}}',
        'שלום עולم مرحبا',
        '日本語 \\u00e9 "quoted" \\n',
      ];
      for (const text of texts) {
        const unique = `${stage.customers.unique('text')} ${text}`;
        await customer.writes(unique);
        const { message } = await customer.shows(unique.slice(0, unique.indexOf(' ', 5)));
        stage.expect(message === unique, `${JSON.stringify(unique)} was written and ${JSON.stringify(message)} is shown`);
      }
    },
  },
  {
    name: 'messages/list-and-conversation-agree',
    level: 'contract',
    expects: 'A message is the same in the list, in its conversation and by itself.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const listed = await stage.provider.findConversation(({ id }) => id === conversation.id);
      const message = newestOf(conversation);
      const twin = listed?.messages?.find(({ id }) => id === message.id);
      stage.expect(twin !== undefined, 'the list does not show the newest message of a conversation');
      for (const field of ['message', 'sender_id', 'created_at', 'status'] as const) {
        stage.expect(twin[field] === message[field], `${field} of a message differs between the list and the conversation`);
      }
    },
  },
] satisfies readonly Rule[];
