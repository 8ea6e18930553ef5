import { basicOf, type CallOptions, type ProviderOperation } from '../../provider-caller.ts';
import type { Rule, VerifyStage } from '../../rule.ts';
import { expectRefusal } from '../../scene.ts';
import { published } from './sources.ts';

const NOBODY = 'verify-no-such-id';

/** A call that would be in order, were it not for the credentials, and that does no harm where nobody checks them. */
const calls: Readonly<Record<ProviderOperation, CallOptions>> = {
  getConversations: {},
  getConversationById: { params: { sourceConversationId: NOBODY } },
  postMessage: {
    form: [
      ['message', 'Sent by nobody'],
      ['senderId', NOBODY],
      ['conversationId', NOBODY],
      ['recipientIds[]', NOBODY],
    ],
  },
  getSenderById: { params: { senderId: NOBODY } },
  getTemplates: {},
  getMessageById: { params: { sourceConversationId: NOBODY, sourceMessageId: NOBODY } },
  getChannelMessageById: { params: { sourceMessageId: NOBODY } },
  // A channel that does not exist: nothing is deleted where the door stands open.
  deleteChannelById: { params: { providerChannelId: NOBODY } },
};

const MALFORMED: ReadonlySet<string> = new Set(['Basic without anything behind it', 'credentials that are no base64']);

async function asksWhoCalls(stage: VerifyStage, operation: ProviderOperation): Promise<void> {
  const right = await stage.provider.call('getConversations');
  stage.expect(right.status !== 401, 'the right credentials were refused', [right.evidence]);
  const { clientId, clientSecret } = stage.credentials;
  const wrong: Readonly<Record<string, string | null>> = {
    'no credentials': null,
    'another password': basicOf(clientId, 'not-the-password'),
    'a cut password': basicOf(clientId, clientSecret.slice(0, -1)),
    'a longer password': basicOf(clientId, `${clientSecret}0`),
    'another user': basicOf(`${clientId}0`, clientSecret),
    'an empty user and password': basicOf('', ''),
    'the right pair under the scheme Bearer': basicOf(clientId, clientSecret).replace('Basic', 'Bearer'),
    'Basic without anything behind it': 'Basic ',
    'credentials that are no base64': 'Basic %%%',
  };
  for (const [what, authorization] of Object.entries(wrong)) {
    const answer = await stage.provider.call(operation, { ...calls[operation], authorization });
    // A header that cannot be read may be called a bad request.
    const allowed = MALFORMED.has(what) ? [401, 400] : [401];
    stage.expect(allowed.includes(answer.status), `${operation} with ${what} answered ${answer.status} instead of 401`, [answer.evidence]);
    if (answer.status !== 401) continue;
    expectRefusal(stage, operation, answer, [401]);
    const { code } = (answer.json as { data: { code: string } }).data;
    stage.expect(code === 'UNAUTHORIZED', `the code of a 401 for wrong credentials is ${code} instead of UNAUTHORIZED`, [answer.evidence]);
  }
}

const names: Readonly<Record<ProviderOperation, string>> = {
  getConversations: 'auth/get-conversations',
  getConversationById: 'auth/get-conversation-by-id',
  postMessage: 'auth/post-message',
  getSenderById: 'auth/get-sender-by-id',
  getTemplates: 'auth/get-templates',
  getMessageById: 'auth/get-message-by-id',
  getChannelMessageById: 'auth/get-message-by-id-short-path',
  deleteChannelById: 'auth/delete-channel-by-id',
};

/** Basic credentials on every operation. */
export const authRules = (Object.keys(names) as ProviderOperation[]).map(
  (operation): Rule => ({
    name: names[operation],
    level: 'contract',
    expects: `${operation} answers 401 with the error envelope unless the app's client id and secret come as Basic credentials.`,
    source: published.implementing,
    check: (stage) => asksWhoCalls(stage, operation),
  }),
);
