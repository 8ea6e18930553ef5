import type { ProviderOperation } from '../../provider-caller.ts';
import type { Rule, VerifyStage } from '../../rule.ts';
import { expectClientError, expectDecided, expectEnvelope, expectShape } from '../../scene.ts';
import { operationOf, published } from './sources.ts';

const list = operationOf('pipedrive-provider', 'getConversations');
/** Ids that nobody gave out and that break careless code: a path, a template, a prototype, a quote, far too long. Nothing that could do harm. */
const UNUSUAL = [
  '../../etc/passwd',
  'a/b',
  '%2e%2e%2f',
  '{{1}}',
  '__proto__',
  "' OR '1'='1",
  'ünïcødé 😀',
  '\u0000',
  'x'.repeat(3000),
  '-1',
];

export const httpRules = [
  {
    name: 'http/json-says-so',
    level: 'contract',
    expects: 'JSON is sent as application/json, in answers and in refusals.',
    source: published.implementing,
    async check(stage: VerifyStage) {
      for (const authorization of [undefined, null]) {
        const answer = await stage.provider.call('getConversations', authorization === null ? { authorization } : {});
        const type = answer.headers['content-type'] ?? '';
        stage.expect(/^application\/(?:[\w.+-]+\+)?json\b/.test(type), `JSON comes as ${type || 'nothing in particular'}`, [
          answer.evidence,
        ]);
      }
    },
  },
  {
    name: 'http/malformed-percent-encoding',
    level: 'contract',
    expects: 'An id that cannot be decoded is refused with 4xx.',
    source: list,
    async check(stage: VerifyStage) {
      for (const providerChannelId of ['%E0%A4%A', '%', '%zz']) {
        const answer = await stage.provider.call('getConversations', { rawParams: { providerChannelId } });
        expectClientError(stage, answer, `the id ${providerChannelId}`);
      }
    },
  },
  {
    name: 'http/unusual-ids',
    level: 'contract',
    expects: 'An id nobody gave out is not known, however unusual it is: refused, never a fault of the server, never somebody’s data.',
    source: published.errors,
    async check(stage: VerifyStage) {
      const variables: readonly (readonly [ProviderOperation, string])[] = [
        ['getConversations', 'providerChannelId'],
        ['getConversationById', 'sourceConversationId'],
        ['getSenderById', 'senderId'],
        ['getMessageById', 'sourceMessageId'],
      ];
      for (const [operation, variable] of variables) {
        for (const id of UNUSUAL) {
          const answer = await stage.provider.call(operation, { params: { sourceConversationId: 'verify-no-such-id', [variable]: id } });
          // Some servers send whoever asks for a path with dots in it to the path without them.
          const refused = answer.status >= 300 && answer.status < 500;
          stage.expect(refused, `${operation} with the id ${JSON.stringify(id.slice(0, 40))} was answered ${answer.status}`, [
            answer.evidence,
          ]);
        }
      }
    },
  },
  {
    name: 'http/other-methods',
    level: 'contract',
    expects: 'A method that the contract does not name is refused with 4xx.',
    source: published.implementing,
    async check(stage: VerifyStage) {
      for (const [operation, method] of [
        ['getConversations', 'POST'],
        ['getConversations', 'PUT'],
        ['getTemplates', 'PATCH'],
        ['postMessage', 'PUT'],
      ] as const) {
        expectClientError(stage, await stage.provider.call(operation, { method }), `${method} on ${operation}`);
      }
    },
  },
  {
    name: 'http/many-headers',
    level: 'contract',
    expects: 'Headers that are not known change nothing.',
    source: published.implementing,
    async check(stage: VerifyStage) {
      const headers = {
        'x-correlation-id': 'verify',
        accept: '*/*',
        'accept-language': 'et',
        'x-forwarded-for': '203.0.113.7',
        'user-agent': 'Pipedrive',
      };
      const answer = await stage.provider.call('getConversations', { query: { conversations_limit: 1 }, headers });
      expectShape(stage, 'getConversations', answer);
    },
  },
  {
    name: 'http/parameters-twice',
    level: 'contract',
    expects: 'A parameter that is given twice, or with brackets, is refused with 4xx or read as one; never a fault of the server.',
    source: list,
    async check(stage: VerifyStage) {
      for (const query of [
        { conversations_limit: [1, 2] },
        { 'conversations_limit[]': 1, messages_limit: 1 },
        { 'messages_limit[x]': 1 },
      ]) {
        const answer = await stage.provider.call('getConversations', { query });
        expectDecided(stage, answer, `the parameters ${Object.keys(query).join(', ')}`);
        if (answer.status === 200) expectShape(stage, 'getConversations', answer);
        else expectEnvelope(stage, answer);
      }
    },
  },
] satisfies readonly Rule[];
