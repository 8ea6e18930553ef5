import type { CallOptions, ProviderOperation } from '../../provider-caller.ts';
import { Finding, type Rule, type VerifyStage } from '../../rule.ts';
import { conversationWith, expectClientError, expectEnvelope, expectRefusal, newestOf, sideOf } from '../../scene.ts';
import { published } from './sources.ts';

const NOBODY = 'verify-no-such-id';

interface UnknownCase {
  name: string;
  operation: ProviderOperation;
  what: string;
  options: CallOptions;
}

const formTo = (conversationId: string): NonNullable<CallOptions['form']> => [
  ['message', 'To nobody'],
  ['senderId', NOBODY],
  ['conversationId', conversationId],
  ['recipientIds[]', NOBODY],
];

const channel = { providerChannelId: NOBODY };
const cases: readonly UnknownCase[] = [
  { name: 'errors/unknown-channel-conversations', operation: 'getConversations', what: 'a channel', options: { params: channel } },
  {
    name: 'errors/unknown-channel-conversation',
    operation: 'getConversationById',
    what: 'a channel',
    options: { params: { ...channel, sourceConversationId: NOBODY } },
  },
  {
    name: 'errors/unknown-channel-message',
    operation: 'getMessageById',
    what: 'a channel',
    options: { params: { ...channel, sourceConversationId: NOBODY, sourceMessageId: NOBODY } },
  },
  {
    name: 'errors/unknown-channel-sender',
    operation: 'getSenderById',
    what: 'a channel',
    options: { params: { ...channel, senderId: NOBODY } },
  },
  { name: 'errors/unknown-channel-post', operation: 'postMessage', what: 'a channel', options: { params: channel, form: formTo(NOBODY) } },
  {
    name: 'errors/unknown-conversation',
    operation: 'getConversationById',
    what: 'a conversation',
    options: { params: { sourceConversationId: NOBODY } },
  },
  {
    name: 'errors/unknown-message',
    operation: 'getMessageById',
    what: 'a message',
    options: { params: { sourceConversationId: NOBODY, sourceMessageId: NOBODY } },
  },
  {
    name: 'errors/unknown-message-short-path',
    operation: 'getChannelMessageById',
    what: 'a message',
    options: { params: { sourceMessageId: NOBODY } },
  },
  { name: 'errors/unknown-sender', operation: 'getSenderById', what: 'a sender', options: { params: { senderId: NOBODY } } },
];

/** Things that nobody knows. */
export const unknownRules = cases.map(
  ({ name, operation, what, options }): Rule => ({
    name,
    level: 'contract',
    expects: `${operation} answers 404 with code NOT_FOUND for ${what} that does not exist.`,
    source: published.errors,
    async check(stage: VerifyStage) {
      const answer = await stage.provider.call(operation, options);
      expectRefusal(stage, operation, answer, [404]);
    },
  }),
);

/** Anything in an answer that shows how the provider is built: stack frames, files, engines. */
const INSIDES =
  /\bat .{0,200}\.(?:[cm]?[jt]s|py|rb|php|java|go):\d+|Traceback \(most recent call last\)|node_modules|(?:SQLSTATE|SQLITE_|ECONNREFUSED|ENOENT)/;

/** Refusals that need more than an id nobody knows. */
export const errorRules = [
  {
    name: 'errors/post-to-unknown-conversation',
    level: 'contract',
    expects: 'postMessage to a conversation that does not exist is refused with 404 or 400.',
    source: published.errors,
    async check(stage: VerifyStage) {
      const answer = await stage.provider.call('postMessage', { form: formTo(NOBODY) });
      expectRefusal(stage, 'postMessage', answer, [404, 400]);
    },
  },
  {
    name: 'errors/unknown-channel-templates',
    level: 'contract',
    expects:
      'getTemplates of a channel that does not exist is refused in the envelope, with a 4xx of the provider’s choice: none is published.',
    source: published.implementing,
    async check(stage: VerifyStage) {
      const answer = await stage.provider.call('getTemplates', { params: channel });
      expectClientError(stage, answer, 'getTemplates of an unknown channel');
      expectEnvelope(stage, answer);
    },
  },
  {
    name: 'errors/message-of-another-conversation',
    level: 'contract',
    expects: 'A message is found in its own conversation only.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const sourceMessageId = newestOf(conversation).id;
      const answer = await stage.provider.call('getMessageById', { params: { sourceConversationId: NOBODY, sourceMessageId } });
      expectRefusal(stage, 'getMessageById', answer, [404]);
    },
  },
  {
    name: 'errors/known-ids-under-another-channel',
    level: 'contract',
    expects: 'A conversation, a message and a participant are found in their own channel only: the channel id alone names the tenant.',
    source: published.implementing,
    uses: ['webhook'],
    async check(stage: VerifyStage) {
      const { conversation } = await conversationWith(stage);
      const params = {
        ...channel,
        sourceConversationId: conversation.id,
        sourceMessageId: newestOf(conversation).id,
        senderId: sideOf(conversation, 'end_user').id,
      };
      for (const operation of ['getConversationById', 'getMessageById', 'getSenderById'] as const) {
        expectRefusal(stage, operation, await stage.provider.call(operation, { params }), [404]);
      }
    },
  },
  {
    name: 'errors/insides-stay-inside',
    level: 'contract',
    expects: 'No refusal shows a stack, a file of the provider or the words of its database.',
    source: published.errors,
    async check(stage: VerifyStage) {
      const odd: readonly (readonly [ProviderOperation, CallOptions])[] = [
        ['getConversations', { query: { conversations_limit: 'many', after: "' OR 1=1 --" } }],
        ['getConversationById', { params: { sourceConversationId: "x' OR '1'='1" } }],
        ['getMessageById', { params: { sourceConversationId: '__proto__', sourceMessageId: 'constructor' } }],
        ['getSenderById', { params: { senderId: '\u0000' } }],
        ['postMessage', { body: '--x\r\nbroken', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
        ['postMessage', { body: '{"message":', headers: { 'content-type': 'application/json' } }],
      ];
      for (const [operation, options] of odd) {
        const answer = await stage.provider.call(operation, options);
        if (INSIDES.test(answer.text)) throw new Finding(`${operation} shows how the provider is built`, [answer.evidence]);
      }
    },
  },
] satisfies readonly Rule[];
