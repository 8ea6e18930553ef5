import { NotRun, type Rule, type VerifyStage } from '../../rule.ts';
import { published } from './sources.ts';

const ALWAYS = ['getConversations', 'getConversationById', 'postMessage'] as const;
/** Which variables the address of an operation must hold. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  getConversations: ['providerChannelId'],
  getConversationById: ['providerChannelId', 'sourceConversationId'],
  postMessage: ['providerChannelId'],
  getSenderById: ['providerChannelId', 'senderId'],
  deleteChannelById: ['providerChannelId'],
  getTemplates: ['providerChannelId'],
  getMessageById: ['providerChannelId', 'sourceConversationId', 'sourceMessageId'],
};
const source = published.implementing;

function manifestOf({ manifest }: VerifyStage): { version?: unknown; endpoints: Readonly<Record<string, unknown>> } {
  if (typeof manifest !== 'object' || manifest === null) throw new NotRun('there is no manifest at /manifest.json, and none was given');
  const { version, endpoints } = manifest as { version?: unknown; endpoints?: unknown };
  return { version, endpoints: typeof endpoints === 'object' && endpoints !== null ? (endpoints as Record<string, unknown>) : {} };
}

const known = (endpoints: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(endpoints).filter((entry): entry is [string, string] => entry[0] in VARIABLES && typeof entry[1] === 'string');

export const manifestRules = [
  {
    name: 'manifest/version',
    level: 'contract',
    expects: 'The manifest is of the version v202101.',
    source,
    async check(stage: VerifyStage) {
      const { version } = manifestOf(stage);
      stage.expect(version === 'v202101', `the version is ${JSON.stringify(version)}`, []);
    },
  },
  {
    name: 'manifest/operations',
    level: 'contract',
    expects: 'The manifest names an address for getConversations, getConversationById and postMessage, which every channel needs.',
    source,
    async check(stage: VerifyStage) {
      const { endpoints } = manifestOf(stage);
      const missing = ALWAYS.filter((key) => typeof endpoints[key] !== 'string');
      stage.expect(missing.length === 0, `the manifest names no address for ${missing.join(', ')}`, []);
    },
  },
  {
    name: 'manifest/addresses-are-absolute',
    level: 'contract',
    expects: 'Every address of the manifest is absolute: https, or http on the own machine.',
    source,
    async check(stage: VerifyStage) {
      for (const [key, address] of known(manifestOf(stage).endpoints)) {
        const good = /^https:\/\/[^/:]+/.test(address) || /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//.test(address);
        stage.expect(good, `the address of ${key} is ${JSON.stringify(address)}`, []);
      }
    },
  },
  {
    name: 'manifest/variables',
    level: 'contract',
    expects: 'Every address holds its variables in the colon form, and no others.',
    source,
    async check(stage: VerifyStage) {
      for (const [key, address] of known(manifestOf(stage).endpoints)) {
        const found = [...address.matchAll(/:([A-Za-z]\w*)/g)].map(([, name]) => String(name));
        const missing = (VARIABLES[key] ?? []).filter((name) => !found.includes(name));
        stage.expect(missing.length === 0, `the address of ${key} lacks :${missing.join(', :')}`, []);
        const unknown = found.filter((name) => !VARIABLES[key]?.includes(name));
        stage.expect(unknown.length === 0, `the address of ${key} holds :${unknown.join(', :')}, which nobody fills`, []);
        stage.expect(!/[{}]/.test(address), `the address of ${key} holds braces, which nobody fills: ${address}`, []);
      }
    },
  },
  {
    name: 'manifest/addresses-are-served',
    level: 'contract',
    expects: 'Behind every address of the manifest is its operation: without credentials it answers 401.',
    source,
    async check(stage: VerifyStage) {
      const id = 'verify-no-such-id';
      const params = { providerChannelId: id, sourceConversationId: id, sourceMessageId: id, senderId: id };
      for (const [key] of known(manifestOf(stage).endpoints)) {
        const answer = await stage.provider.call(key as 'getConversations', { params, authorization: null });
        stage.expect(answer.status === 401, `the address of ${key} answered ${answer.status} instead of 401`, [answer.evidence]);
      }
    },
  },
] satisfies readonly Rule[];
