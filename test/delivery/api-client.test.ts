import { afterEach, beforeEach, expect, test } from 'vitest';
import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import { createApiClient } from '../../src/delivery/api-client.ts';
import { createHttpClient, type HttpClient, NoAnswer } from '../../src/delivery/http-client.ts';
import { startVendor, type Vendor } from './vendor-server.ts';

let vendor: Vendor;
let http: HttpClient;
beforeEach(async () => {
  vendor = await startVendor({ status: 200, body: { ok: true } });
  http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 2000 });
});
afterEach(async () => {
  await http.close();
  await vendor.stop();
});

const whatsapp = () => createApiClient<WhatsAppTypes>(whatsappOperations, vendor.url, http);
const pipedrive = () => createApiClient<PipedriveTypes>(pipedriveOperations, vendor.url, http);
const message = { messaging_product: 'whatsapp', to: '+15551230001', type: 'text', text: { body: 'grüße 😀' } } as const;

test('every operation of the table: method and path are the contract’s own', async () => {
  const client = createApiClient<Record<string, { parameters: { path: Record<string, string> } }>>(whatsappOperations, vendor.url, http);
  const entries = Object.entries(whatsappOperations);
  const namesIn = (path: string) => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
  for (const [operationId, { path }] of entries) {
    await client(operationId, { params: Object.fromEntries(namesIn(path).map((name) => [name, `the-${name}`])) }, 'Bearer t');
  }
  expect(vendor.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(
    entries.map(([, { method, path }]) => `${method.toUpperCase()} ${path.replace(/\{([^}]+)\}/g, 'the-$1')}`),
  );
  expect(entries.length).toBeGreaterThan(3);
});

test('path parameters are encoded: a value cannot leave its place in the path', async () => {
  await whatsapp()('sendMessage', { params: { version: 'v26.0', phoneNumberId: '../1/x?y=z#%' }, body: message }, 'Bearer t');
  expect(vendor.calls[0]?.path).toBe('/v26.0/..%2F1%2Fx%3Fy%3Dz%23%25/messages');
});

test('query: what is given is encoded, what is undefined is left out', async () => {
  const params = { version: 'v26.0', businessAccountId: '1022' };
  await whatsapp()('listTemplates', { params, query: { limit: 100, after: 'a&b=c d', name: undefined } as never }, 'Bearer t');
  const { pathname, searchParams } = new URL(vendor.calls[0]?.path ?? '', vendor.url);
  expect(pathname).toBe('/v26.0/1022/message_templates');
  expect(Object.fromEntries(searchParams)).toEqual({ limit: '100', after: 'a&b=c d' });
});

test('body and authorization: JSON as given, with its content type; none without a body', async () => {
  await whatsapp()('sendMessage', { params: { version: 'v26.0', phoneNumberId: '1' }, body: message }, 'Bearer secret');
  expect(vendor.calls[0]).toMatchObject({ json: message, headers: { authorization: 'Bearer secret', 'content-type': 'application/json' } });
  await pipedrive()('getCurrentUser', {}, 'Bearer other');
  expect(vendor.calls[1]).toMatchObject({ method: 'GET', text: '', headers: { authorization: 'Bearer other' } });
  expect(vendor.calls[1]?.headers['content-type']).toBeUndefined();
});

test('answer: decoded JSON beside status and text; undefined when it is not JSON', async () => {
  vendor.script = [
    { status: 418, body: { a: 1 } },
    { status: 502, body: '<html>bad gateway</html>' },
  ];
  expect(await pipedrive()('getCurrentUser', {}, 'x')).toMatchObject({ status: 418, body: { a: 1 }, text: '{"a":1}' });
  const page = await pipedrive()('getCurrentUser', {}, 'x');
  expect(page).toMatchObject({ status: 502, text: '<html>bad gateway</html>' });
  expect(page.body).toBeUndefined();
});

test('no connection: passes NoAnswer on', async () => {
  await vendor.stop();
  await expect(pipedrive()('getCurrentUser', {}, 'x')).rejects.toBeInstanceOf(NoAnswer);
});

test('an operation that the table does not have: throws before any request', async () => {
  const client = createApiClient<Record<string, object>>(whatsappOperations, vendor.url, http);
  await expect(client('nonsense', {}, 'x')).rejects.toThrow('unknown operation nonsense');
  expect(vendor.calls).toEqual([]);
});
