import { expect, test } from 'vitest';
import { contract as provider } from '../../generated/pipedrive-provider/index.ts';
import { contract as webhooks } from '../../generated/whatsapp-webhooks/index.ts';
import { loadRules } from '../../src/cli/verify/index.ts';
import notYet from './not-yet.json' with { type: 'json' };

const rules = await loadRules();

test('rules: come in the same order every time, what deletes last', async () => {
  expect((await loadRules()).map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
  const first = rules.findIndex(({ needs = [] }) => needs.includes('destructive'));
  expect(rules.slice(first).every(({ needs = [] }) => needs.includes('destructive'))).toBe(true);
});

test('rules: there are at least sixty of the contract', () => {
  expect(rules.filter(({ level }) => level === 'contract').length).toBeGreaterThanOrEqual(60);
});

test('rules: each says what it expects and where that comes from', () => {
  const operations = new Set([...Object.keys(provider.operations), ...Object.keys(webhooks.operations)]);
  for (const { name, expects, source } of rules) {
    expect(expects, name).toMatch(/^\S.{20,}\.$/s);
    if (/^https:\/\//.test(source)) expect(URL.canParse(source), name).toBe(true);
    else {
      const [, document, operation] = /^openapi\/([\w-]+)\.yaml,? (\w+)/.exec(source) ?? [];
      expect(document, `${name}: ${source}`).toBeDefined();
      if (document === 'pipedrive-provider' || document === 'whatsapp-webhooks')
        expect(operations.has(String(operation)), `${name}: ${source}`).toBe(true);
    }
  }
});

test('rules: every operation of the provider is judged, with and without credentials', () => {
  const names = rules.map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('auth/'))).toHaveLength(Object.keys(provider.operations).length);
});

/** The first list. It may only shrink: what was held once is held for good. */
const FIRST_LIST: readonly string[] = [
  'avatars/answer-head',
  'files-in/served-byte-for-byte',
  'files-in/fresh-address-when-one-expires',
  'files-in/active-content-is-not-run',
  'incident/head-refused',
  'incident/media-link-expired',
  'incident/media-503',
  'files-out/type-is-told-by-the-bytes',
  'incident/opus-mime',
  'templates/recognised-by-their-text',
  'templates/values-that-are-not-allowed',
  'templates/two-that-read-the-same',
  'templates/language-of-the-catalogue',
  'incident/template-header-variables',
  'window/free-text-is-refused-early',
  'window/failures-carry-advice',
  'shown/order',
  'shown/form-answers',
  'shown/quoted-reply',
  'shown/reaction-names-its-message',
  'shown/edit-names-its-message',
  'shown/deletion-names-its-message',
  'shown/forwarded-and-from-an-ad',
  'incident/echo-duplicates',
  'incident/history',
  'incident/standby',
  'incident/refresh-race',
  'tokens/refreshed-after-quiet-hours',
  'tokens/kept-alive-over-sixty-days',
  'tokens/a-dead-connection-is-not-asked-for-ever',
];

test('not-yet list: only shrinks', () => {
  expect(Object.keys(notYet).filter((name) => !FIRST_LIST.includes(name))).toEqual([]);
});

test('not-yet list: names rules that exist, each with a reason', () => {
  for (const [name, reason] of Object.entries(notYet as Record<string, string>)) {
    expect(rules.map((rule) => rule.name)).toContain(name);
    expect(reason, name).toMatch(/\w{3}/);
  }
});
