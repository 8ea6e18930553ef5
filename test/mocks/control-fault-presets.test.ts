import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, received, sendToCustomer, startControl } from './control-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

const set = (fault: unknown) => control.post('/faults', fault);
const faults = async () => (await control.get('/faults')).json.faults;
const webhooks = () => control.provider.seen.filter(({ url }) => url.startsWith('/webhooks'));
const write = (text = 'hello') => control.post('/customers/messages', { from: CUSTOMER, text });
const send = () => sendToCustomer(control);

test('listFaultPresets 200: each preset can be set as it is printed', async () => {
  const { presets } = proves(await control.get('/faults/presets')).json;
  expect(presets.map(({ name }: never) => name)).toEqual(
    expect.arrayContaining(['window-closed', 'pipedrive-rate-limited', 'media-link-expired', 'duplicate-webhook']),
  );
  for (const { name, faults: parts } of presets) {
    for (const part of parts) expect((await set(part)).status, name).toBe(201);
  }
});

test('setFaultPreset 201: window-closed: a send fails with 131047, as often as is said', async () => {
  await write();
  proves(await control.post('/faults/presets/window-closed?times=2'));
  expect([await send(), await send(), await send()]).toEqual([
    { status: 400, code: 131047 },
    { status: 400, code: 131047 },
    { status: 200 },
  ]);
});

test('setFaultPreset 201: window-closed-late: sends are accepted and fail by a status with 131047, until the customer writes again', async () => {
  await write();
  proves(await control.post('/faults/presets/window-closed-late'));
  expect(await send()).toEqual({ status: 200 });
  await control.post('/clock/advance', { by: 'PT1S' });
  expect(webhooks().at(-1)?.body.toString()).toMatch(/"status":"failed".*"code":131047/);
  await write();
  expect(await send()).toEqual({ status: 200 });
  await control.post('/clock/advance', { by: 'PT1S' });
  expect(webhooks().at(-1)?.body.toString()).toContain('"status":"read"');
});

test('setFaultPreset 201: pipedrive-rate-limited: a call is answered with 429, also of another operation', async () => {
  await control.converse();
  proves(await control.post('/faults/presets/pipedrive-rate-limited'));
  expect([await control.receive({ ...received, status: 'read' }), await control.receive({ ...received, status: 'read' })]).toEqual([
    429, 200,
  ]);
  proves(await control.post('/faults/presets/pipedrive-rate-limited?operation=getCurrentUser'));
  const authorization = `Bearer ${control.simulators.credentials.pipedriveAccessToken}`;
  const me = await fetch(`${control.pipedriveUrl}/v1/users/me`, { headers: { authorization } });
  expect([me.status, me.headers.get('retry-after')]).toEqual([429, '2']);
});

test('setFaultPreset 201: media-link-expired: the next download is a 404, the one after it the file', async () => {
  await control.post('/customers/messages', { from: CUSTOMER, message: { type: 'image' } });
  const id = /"id":"(\d+)"/.exec(webhooks()[0]?.body.toString().split('"image":')[1] ?? '')?.[1];
  const headers = { authorization: `Bearer ${control.simulators.credentials.whatsappAccessToken}` };
  const { url } = (await (await fetch(`${control.whatsappUrl}/v26.0/${id}`, { headers })).json()) as { url: string };
  proves(await control.post('/faults/presets/media-link-expired'));
  expect([(await fetch(url, { headers })).status, (await fetch(url, { headers })).status]).toEqual([404, 200]);
});

test('setFaultPreset 201: duplicate-webhook: the same bytes come twice', async () => {
  proves(await control.post('/faults/presets/duplicate-webhook'));
  await write();
  await control.simulators.whatsapp.idle();
  expect(webhooks()).toHaveLength(2);
  expect(webhooks()[0]?.body).toEqual(webhooks()[1]?.body);
});

test('setFaultPreset 400: times is no number, or the other operation cannot fail like that; nothing is set', async () => {
  for (const query of ['times=many', 'times=0', 'operation=receiveMessage']) {
    proves(await control.post(`/faults/presets/window-closed?${query}`));
  }
  expect(await faults()).toEqual([]);
});

test('setFaultPreset 404: no such preset; those that are there are named', async () => {
  expect(proves(await control.post('/faults/presets/constructor')).json.detail).toContain('window-closed');
});
