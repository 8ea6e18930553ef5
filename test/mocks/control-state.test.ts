import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, sendToCustomer, startControl } from './control-setup.ts';

let control: ControlSetup;
let firstToken: string;
beforeEach(async () => {
  control = await startControl();
  firstToken = control.simulators.credentials.whatsappAccessToken;
});
afterEach(() => control.stop());

const patch = (body: unknown) => control.call('PATCH', '/settings', { body });
const webhooks = () => control.provider.seen.filter(({ url }) => url.startsWith('/webhooks'));
const send = (token = firstToken) => sendToCustomer(control, token);

test('getSettings 200: everything but the secrets, of which only that there are some', async () => {
  const { json, text } = proves(await control.get('/settings'));
  expect(json.whatsapp).toMatchObject({ webhookUrl: `${control.provider.url}/webhooks/whatsapp`, appSecret: true, accessToken: true });
  expect(json.pipedrive).toMatchObject({ providerUrl: control.provider.url, clientSecret: true, admin: true });
  for (const secret of Object.values(control.simulators.credentials)) expect(text).not.toContain(secret);
});

test('changeSettings 200: what is named changes at once, the rest stays, and no secret comes back', async () => {
  const before = (await control.get('/settings')).json;
  const { json, text } = proves(
    await patch({
      whatsapp: { accessToken: 'EAAnew', appSecret: 'new-secret', verifyToken: 'vt_new', statusDelayMs: { read: 60_000 }, limits: false },
      pipedrive: {
        admin: false,
        plan: 'ended',
        rotateRefreshTokens: true,
        limits: { burst: true, daily: 500 },
        scopes: ['base'],
        firstSync: 'before-answer',
        callbackUrl: 'https://provider.example/back',
        channelsApi: 'gone',
        channelsGoneStatus: 404,
      },
    }),
  );
  expect(text).not.toMatch(/EAAnew|new-secret|vt_new/);
  expect(json.whatsapp).toEqual({ ...before.whatsapp, limits: false, statusDelayMs: { ...before.whatsapp.statusDelayMs, read: 60_000 } });
  expect(json.pipedrive).toMatchObject({
    admin: false,
    plan: 'ended',
    rotateRefreshTokens: true,
    limits: { burst: true, daily: 500, abuse: false },
    scopes: ['base'],
    firstSync: 'before-answer',
    callbackUrl: 'https://provider.example/back',
    channelsApi: 'gone',
    channelsGoneStatus: 404,
  });
  expect([(await send()).status, (await send('EAAnew')).status]).toEqual([401, 200]);
  await control.post('/webhook/verify');
  expect(webhooks().at(-1)?.url).toContain('hub.verify_token=vt_new');
});

test('changeSettings 400: an address that is none, an unknown or wrong field; nothing is changed', async () => {
  const before = (await control.get('/settings')).json;
  const wrong = [
    {},
    { telegram: {} },
    { whatsapp: { webhookUrl: 'localhost:3000' } },
    { whatsapp: { appSecret: '' } },
    { pipedrive: { providerUrl: 'ftp://x', admin: false } },
    { pipedrive: { endpoints: { getConversations: '/relative' }, admin: false } },
    { pipedrive: { plan: 'golden' } },
    { pipedrive: { callbackUrl: '/auth/callback', admin: false } },
    { pipedrive: { limits: { abuse: true } } },
  ];
  for (const body of wrong) proves(await patch(body));
  expect((await control.get('/settings')).json).toEqual(before);
});

test('resetSimulators 204: people, inbox, faults, settings and transcript are as at the start; time stays', async () => {
  const start = (await control.get('/settings')).json;
  await control.converse();
  await control.post('/clock/advance', { by: 'P1D' });
  await patch({ whatsapp: { webhookUrl: 'http://127.0.0.1:9/x', verifyToken: 'vt_new' } });
  await control.post('/faults/presets/window-closed');
  proves(await control.post('/reset'));
  expect((await control.get('/people')).json.people).toEqual([]);
  expect((await control.get('/inbox/channels')).json.channels).toEqual([]);
  expect((await control.get('/faults')).json.faults).toEqual([]);
  expect((await control.get('/transcript')).json.entries).toEqual([]);
  expect((await control.get('/settings')).json).toEqual(start);
  expect((await control.get('/clock')).json.now).toBe('2026-11-21T09:00:00.000Z');
  await control.post('/webhook/verify');
  expect(webhooks().at(-1)?.url).toContain(control.simulators.credentials.verifyToken);
});

test('getSnapshot 200: the whole state as JSON', async () => {
  await control.converse();
  const { json } = proves(await control.get('/snapshot'));
  expect(json).toMatchObject({ version: 1, at: '2026-11-20T09:00:00.000Z' });
  expect(JSON.stringify(json.whatsapp)).toContain(CUSTOMER);
});

test('restoreSnapshot 204: exactly that state is back, statuses that wait included, in other simulators too', async () => {
  await control.converse();
  await control.post('/clock/advance', { by: 'PT1H' });
  expect((await send()).status).toBe(200);
  const snapshot = (await control.get('/snapshot')).json;
  const phone = (await control.get(`/phones/${CUSTOMER}`)).json;

  await control.post('/reset');
  proves(await control.call('PUT', '/snapshot', { body: snapshot }));
  expect((await control.get('/snapshot')).json).toEqual(snapshot);

  const other = await startControl();
  try {
    proves(await other.call('PUT', '/snapshot', { body: snapshot }));
    expect((await other.get('/clock')).json.now).toBe('2026-11-20T10:00:00.000Z');
    expect((await other.get(`/phones/${CUSTOMER}`)).json).toEqual(phone);
    expect((await other.get('/inbox/channels')).json.channels).toMatchObject([{ conversations: 1 }]);
    await other.post('/clock/advance', { by: 'PT1M' });
    expect((await other.get(`/phones/${CUSTOMER}`)).json.messages[1].status).toBe('read');
    expect(other.simulators.credentials).toEqual(control.simulators.credentials);
  } finally {
    await other.stop();
  }
});

test('restoreSnapshot 204: files that were put there can still be named', async () => {
  const bytes = Buffer.from(
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--\r\n',
  );
  const stored = await control.call('POST', '/media', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: bytes });
  const snapshot = (await control.get('/snapshot')).json;
  await control.post('/reset');
  const message = { type: 'document', mediaId: stored.json.mediaId };
  expect((await control.post('/customers/messages', { from: CUSTOMER, message })).status).toBe(404);
  proves(await control.call('PUT', '/snapshot', { body: snapshot }));
  expect((await control.post('/customers/messages', { from: CUSTOMER, message })).status).toBe(200);
});

test('restoreSnapshot 400: another version, or something else inside; the state and the time are as before', async () => {
  await control.converse();
  expect((await send()).status).toBe(200);
  const good = (await control.get('/snapshot')).json;
  const { whatsapp, pipedrive } = good;
  const later = { ...good, at: '2026-11-21T09:00:00.000Z' };
  for (const body of [
    {},
    { ...good, version: 2 },
    { ...later, control: {} },
    { ...later, control: { ...good.control, files: [null] } },
    { ...later, whatsapp: { what: 1 } },
    { ...later, whatsapp: pipedrive, pipedrive: whatsapp },
    { ...later, whatsapp: { ...whatsapp, settings: {} } },
    { ...later, whatsapp: { ...whatsapp, people: { lastKey: 1, residents: [7] } } },
    { ...later, pipedrive: 5 },
    { ...later, pipedrive: { ...pipedrive, channels: [{}] } },
    { ...later, pipedrive: { ...pipedrive, companies: [] } },
    { ...later, pipedrive: { ...pipedrive, companies: [{ id: 1, users: [] }] } },
    { ...good, at: '2126-11-21T09:00:00.000Z' },
  ]) {
    proves(await control.call('PUT', '/snapshot', { body }));
    expect((await control.get('/snapshot')).json).toEqual(good);
  }
  await control.post('/clock/advance', { by: 'PT1M' });
  expect((await control.get(`/phones/${CUSTOMER}`)).json.messages[1].status).toBe('read');
});

test('restoreSnapshot 204: whatever is restored at the same moment, or asked in between, the state is a whole one', async () => {
  await control.converse();
  const one = (await control.get('/snapshot')).json;
  await control.post('/customers/messages', { from: '15551230002', text: 'another' });
  await control.post('/clock/advance', { by: 'PT1H' });
  const other = (await control.get('/snapshot')).json;
  const restoring = [one, other, one].map((body) => control.call('PUT', '/snapshot', { body }));
  const asked = Array.from({ length: 20 }, () => send());
  for (const answer of await Promise.all(restoring)) expect(answer.status).toBe(204);
  for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200);
  proves(await control.call('PUT', '/snapshot', { body: other }));
  expect((await control.get('/snapshot')).json).toEqual(other);
});
