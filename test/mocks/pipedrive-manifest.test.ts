import { expect, test } from 'vitest';
import { manifestKeys } from '../../mocks/pipedrive/endpoints.ts';
import { type ManifestFaultKind, type ManifestUse, readManifest } from '../../mocks/pipedrive/manifest.ts';
import { startProvider } from '../support/provider.ts';

const base = 'https://provider.example/v2/:providerChannelId';
const good = {
  version: 'v202101',
  endpoints: {
    getConversations: `${base}/threads`,
    getConversationById: `${base}/threads/:sourceConversationId`,
    postMessage: `${base}/messages`,
    getSenderById: `${base}/people?id=:senderId`,
    deleteChannelById: base,
    getTemplates: `${base}/templates`,
    getMessageById: `${base}/threads/:sourceConversationId/:sourceMessageId`,
  },
};
const withEndpoint = (key: keyof typeof good.endpoints, address: unknown) => ({
  ...good,
  endpoints: { ...good.endpoints, [key]: address },
});
const kinds = (document: unknown, use?: ManifestUse) => readManifest(document, use).faults.map(({ kind }) => kind);

test('readManifest: a right manifest has no faults and gives every address', () => {
  expect(readManifest(good)).toEqual({ endpoints: good.endpoints, faults: [] });
});

test.each<[ManifestFaultKind, string, unknown]>([
  ['not-an-object', 'a list', []],
  ['version-missing', 'no version', { endpoints: good.endpoints }],
  ['version-unknown', 'another version', { ...good, version: 'v202201' }],
  ['unknown-key', 'a key beside the two', { ...good, clientId: 'abc' }],
  ['unknown-key', 'an eighth call', { ...good, endpoints: { ...good.endpoints, getChannels: base } }],
  ['endpoints-missing', 'no endpoints', { version: 'v202101' }],
  ['endpoint-missing', 'a call left out', withEndpoint('postMessage', undefined)],
  ['not-an-address', 'a path without a host', withEndpoint('postMessage', '/api/:providerChannelId/messages')],
  ['not-an-address', 'a number', withEndpoint('postMessage', 7)],
  ['not-https', 'http to a public host', withEndpoint('postMessage', 'http://provider.example/:providerChannelId/messages')],
  ['variable-missing', 'a variable left out', withEndpoint('getMessageById', `${base}/messages/:sourceMessageId`)],
  ['variable-unknown', 'a variable that nobody fills in', withEndpoint('getSenderById', `${base}/people/:senderId/:tenant`)],
  ['variable-in-braces', 'a variable in braces', withEndpoint('getSenderById', `${base}/people/{senderId}`)],
  ['address-twice', 'one address for two calls', withEndpoint('getTemplates', `${base}/threads`)],
])('readManifest: %s is the one fault of %s', (kind, _what, document) => {
  expect(kinds(document)).toEqual([kind]);
});

test('readManifest: http is let through on loopback, where no certificate is to be had', () => {
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
    expect(kinds(withEndpoint('postMessage', `http://${host}/:providerChannelId/messages`))).toEqual([]);
  }
});

test.each([
  ['getTemplates', 'templates'],
  ['getMessageById', 'expiringLinks'],
  ['getSenderById', 'avatars'],
  ['deleteChannelById', 'severalChannels'],
] as const)('readManifest: %s may be missing where %s is not used', (key, use) => {
  expect(kinds(withEndpoint(key, undefined))).toEqual(['endpoint-missing']);
  expect(kinds(withEndpoint(key, undefined), { [use]: false })).toEqual([]);
});

test('readManifest: every fault is named, not only the first', () => {
  const document = { endpoints: { getConversations: 'x', postMessage: 'http://provider.example/messages' } };
  const faults = kinds(document);
  expect(faults).toEqual(expect.arrayContaining(['version-missing', 'not-an-address', 'not-https', 'variable-missing']));
  expect(faults.filter((kind) => kind === 'endpoint-missing')).toHaveLength(5);
});

test('readManifest: the manifest of an invoicing app is told apart', () => {
  const [, , missing] = readManifest({ version: 'v202101', clientId: 'abc', features: {} }).faults.toSorted((a, b) =>
    b.kind.localeCompare(a.kind),
  );
  expect(missing).toMatchObject({ kind: 'endpoints-missing', detail: expect.stringContaining('invoicing') });
});

test('readManifest: our own manifest has no faults and names all seven calls', async () => {
  const provider = await startProvider();
  try {
    const { endpoints, faults } = readManifest((await provider.call('/manifest.json', { auth: null })).json);
    expect(faults).toEqual([]);
    expect(Object.keys(endpoints).toSorted()).toEqual([...manifestKeys].toSorted());
  } finally {
    await provider.stopAll();
  }
});
