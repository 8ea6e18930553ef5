import { afterEach, beforeEach, expect, test } from 'vitest';
import { operations } from '../../generated/whatsapp-cloud/operations.ts';
import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import { createApiClient } from '../../src/delivery/api-client.ts';
import { createHttpClient } from '../../src/delivery/http-client.ts';
import { createTemplateReader, type LeftOut } from '../../src/delivery/template-reader.ts';
import { createTemplateIndex } from '../../src/domain/template-recognition/template-index.ts';
import { listTemplates } from '../../src/domain/templates.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';
import { startVendor, type Vendor } from './vendor-server.ts';

const http = createHttpClient({ connectTimeoutMs: 5000, answerTimeoutMs: 5000 });
let seeded: SeededStore;
let vendor: Vendor;
let leftOut: LeftOut[];
beforeEach(async () => {
  [seeded, vendor] = await Promise.all([seedStore(), startVendor()]);
  leftOut = [];
});
afterEach(() => Promise.all([seeded.remove(), vendor.stop()]));

const whole = (name: string) => ({
  id: name,
  name,
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [
    { type: 'BODY', text: `Words of ${name}` },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] },
  ],
});
const read = (...pages: unknown[][]) => {
  vendor.script.push(
    ...pages.map((data, index) => ({
      status: 200,
      body: { data, paging: { cursors: { after: `c${index}` }, ...(index + 1 < pages.length ? { next: 'https://next' } : {}) } },
    })),
  );
  const whatsapp = createApiClient<WhatsAppTypes>(operations, vendor.url, http);
  const reader = createTemplateReader({ store: seeded.store, whatsapp, version: 'v26.0', onLeftOut: (report) => leftOut.push(report) });
  return reader.approvedTemplates(seeded.channel);
};
const without = (name: string) => Object.fromEntries(Object.entries(whole('broken')).filter(([key]) => key !== name));
const withComponents = (components: unknown) => ({ ...whole('broken'), components });

test.each([
  ['null', null, 'not an object'],
  ['a list', [], 'not an object'],
  ['no name', without('name'), 'without id, name, language or status'],
  ['a language that is a number', { ...whole('broken'), language: 7 }, 'without id, name, language or status'],
  ['a category that is an object', { ...whole('broken'), category: {} }, 'a field that is no text'],
  ['components that are an object', withComponents({ BODY: {} }), 'components that are no list'],
  ['a component that is null', withComponents([null]), 'a component without a type, or with a field that is no text'],
  ['a component without a type', withComponents([{ text: 'x' }]), 'a component without a type, or with a field that is no text'],
  [
    'a body whose text is a list',
    withComponents([{ type: 'BODY', text: [] }]),
    'a component without a type, or with a field that is no text',
  ],
  [
    'a format that is a number',
    withComponents([{ type: 'HEADER', format: 1 }]),
    'a component without a type, or with a field that is no text',
  ],
  [
    'a button without a type',
    withComponents([
      { type: 'BODY', text: 'x' },
      { type: 'BUTTONS', buttons: [{ text: 'Yes' }] },
    ]),
    'a button without a type, or with a field that is no text',
  ],
  [
    'buttons that are a text',
    withComponents([
      { type: 'BODY', text: 'x' },
      { type: 'BUTTONS', buttons: 'Yes' },
    ]),
    'a button without a type, or with a field that is no text',
  ],
  [
    'an address that is a number',
    withComponents([
      { type: 'BODY', text: 'x' },
      { type: 'BUTTONS', buttons: [{ type: 'URL', url: 5 }] },
    ]),
    'a button without a type, or with a field that is no text',
  ],
  ['no components', without('components'), 'no text in the body'],
  ['a body without text', withComponents([{ type: 'BODY' }]), 'no text in the body'],
])('approvedTemplates: one template with %s is left out and counted, the others are served', async (_, broken, why) => {
  const found = await read([whole('one'), broken, whole('two')], [whole('three'), broken]);
  expect(listTemplates(createTemplateIndex(found)).map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  expect(leftOut).toEqual([{ [why]: 2 }]);
});

test('approvedTemplates: what is whole is not reported, and what is not approved is no matter', async () => {
  expect(await read([whole('one'), { ...whole('two'), status: 'PAUSED' }])).toMatchObject([{ name: 'one' }]);
  expect(leftOut).toEqual([]);
});

test('approvedTemplates: nulls where WhatsApp has nothing to say are no fault', async () => {
  const sparse = { ...withComponents([{ type: 'BODY', text: 'x', format: null, buttons: null }]), category: null };
  expect(await read([sparse])).toMatchObject([{ body: 'x', category: '', buttons: [] }]);
});

test('approvedTemplates: an answer without a list is no catalogue', async () => {
  vendor.script.push({ status: 200, body: { data: 'none' } });
  await expect(read()).rejects.toThrow();
});
