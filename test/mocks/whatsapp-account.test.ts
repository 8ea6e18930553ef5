import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, APP_SECRET, NUMBER, type Setup, START, startWhatsApp, TOKEN, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const ask = <T>(path: string) => setup.graph<T>('GET', `/v26.0/${path}`);

test('listPhoneNumbers 200: the numbers of the account', async () => {
  const { status, body } = await ask<{ data: { id: string }[] }>(`${ACCOUNT}/phone_numbers`);
  expect({ status, ids: body.data.map(({ id }) => id) }).toEqual({ status: 200, ids: [NUMBER] });
});

test('listPhoneNumbers 400: an account that is not there', async () => {
  expect(await ask('999/phone_numbers')).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
});

test('listSubscribedApps 200: the app, until it is no longer subscribed', async () => {
  const apps = async () => (await ask<{ data: { whatsapp_business_api_data: { id: string } }[] }>(`${ACCOUNT}/subscribed_apps`)).body.data;
  expect((await apps()).map(({ whatsapp_business_api_data: { id } }) => id)).toEqual(['634974688087057']);
  setup.whatsapp.configure({ app: { subscribedTo: ['another account'] } });
  expect(await apps()).toEqual([]);
});

test('debugToken 200: what the token is, and that an unknown one is none', async () => {
  setup.whatsapp.configure({ app: { tokenExpiresAt: START + 3_600_000 } });
  const known = await ask<{ data: object }>(`debug_token?input_token=${TOKEN}`);
  expect(known.body.data).toMatchObject({ is_valid: true, app_id: '634974688087057', expires_at: START / 1000 + 3600 });
  const unknown = await ask<{ data: object }>('debug_token?input_token=EAAother');
  expect(unknown).toMatchObject({ status: 200, body: { data: { is_valid: false, error: { code: 190 } } } });
});

test('every operation 401: a token that ends by itself ends at its time', async () => {
  setup.whatsapp.configure({ app: { tokenExpiresAt: START + 1000 } });
  expect((await ask(`${NUMBER}`)).status).toBe(200);
  await setup.clock.advance(1000);
  expect(await ask(`${NUMBER}`)).toMatchObject({ status: 401, body: { error: { code: 190, error_subcode: 463 } } });
});

test('management operations 403: without the permission, while messages still go', async () => {
  setup.whatsapp.configure({ app: { scopes: ['whatsapp_business_messaging'] } });
  for (const path of ['phone_numbers', 'subscribed_apps', 'message_templates'])
    expect(await ask(`${ACCOUNT}/${path}`), path).toMatchObject({ status: 403, body: { error: { code: 200 } } });
  await setup.write();
  expect((await setup.send({ to: '15551230001', ...text('hi') })).status).toBe(200);
});

test('sendMessage 403: without the permission to send', async () => {
  setup.whatsapp.configure({ app: { scopes: ['whatsapp_business_management'] } });
  await setup.write();
  expect(await setup.send({ to: '15551230001', ...text('hi') })).toMatchObject({ status: 403, body: { error: { code: 10 } } });
});

test('every operation 400: an appsecret_proof that another secret made', async () => {
  const proof = (secret: string) => createHmac('sha256', secret).update(TOKEN).digest('hex');
  expect((await ask(`${NUMBER}?appsecret_proof=${proof(APP_SECRET)}`)).status).toBe(200);
  expect(await ask(`${NUMBER}?appsecret_proof=${proof('another')}`)).toMatchObject({ status: 400, body: { error: { code: 100 } } });
});
