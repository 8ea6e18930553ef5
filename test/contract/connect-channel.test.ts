import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import {
  ask,
  givesUpOnASlowBody,
  keepsItsFaults,
  knowsNoOther,
  type OperatorAsk,
  onlyInstallation,
  refusesAForm,
  refusesALargeBody,
  refusesALongId,
  saysTheStoreIsAway,
  wantsTheToken,
} from './console-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const pathOf = (id: string) => `/console/channels/${id}/registration`;
const connect = (id: string, body: unknown = {}, on = stage) => ask(on, 'POST', pathOf(id), { body });
const usual: OperatorAsk = (on, { channelId = on.channelId, auth } = {}) => ask(on, 'POST', pathOf(channelId), { body: {}, auth });

test('connectChannel 200: a channel that waited is registered under the installation, and its messages reach the inbox', async () => {
  const second = await stage.addChannel('206540352242922');
  await stage.write('waiting', { phone: '206540352242922' });
  await until(async () => (await stage.app.store.holds(stage.clock.now())).length === 1, 'the hold');
  const { json } = proves(await connect(second.id, { installationId: await onlyInstallation(stage) }));
  expect(json).toMatchObject({ companyId: 1, registration: { state: 'registered' }, holds: [] });
  await until(() => stage.peers.pipedrive.received.some(({ message }) => message === 'waiting'), 'the message in the inbox');
});

test('connectChannel 200: once more, when Pipedrive has it already, is a success', async () => {
  const second = await stage.addChannel('206540352242922');
  const body = { installationId: await onlyInstallation(stage) };
  for (let time = 0; time < 2; time++) expect(proves(await connect(second.id, body)).json.registration.state).toBe('registered');
  expect(stage.peers.pipedrive.channels().filter(({ id }) => id === second.id)).toHaveLength(1);
});

test('connectChannel 200: the answer to a registration is lost; the repeat finds it there', async () => {
  const second = await stage.addChannel('206540352242922');
  stage.peers.pipedrive.faults.dropNext('addChannel', { afterHandling: true });
  const lost = proves(await connect(second.id, { installationId: await onlyInstallation(stage) })).json.registration;
  expect(lost).toMatchObject({ state: 'pending', note: 'Pipedrive did not answer' });
  expect(proves(await connect(second.id)).json.registration).toMatchObject({ state: 'registered', note: null });
});

test('connectChannel 200: what Pipedrive refuses is said with its remedy', async () => {
  const body = { installationId: await onlyInstallation(stage) };
  const second = await stage.addChannel('206540352242922');
  stage.peers.pipedrive.configure({ admin: false });
  expect(proves(await connect(second.id, body)).json.registration.note).toContain('administrator');
  stage.peers.pipedrive.configure({ admin: true });
  stage.peers.pipedrive.faults.failNext('addChannel', { status: 403, code: undefined });
  expect(proves(await connect(second.id)).json.registration.note).toContain('messengers-integration');
  expect(proves(await connect(second.id)).json.registration.state).toBe('registered');
});

test('connectChannel 400: an installation that is not there, or a body that does not fit', async () => {
  for (const body of ['{', [], { installationId: '' }, { installationId: 'in_never' }, { other: 1 }])
    proves(await connect(stage.channelId, body));
  await refusesALongId(stage, usual);
});

test('connectChannel 401: outside the sandbox only CONSOLE_TOKEN opens', () =>
  wantsTheToken(async (on, { auth } = {}) => {
    // The sandbox's channel is in the inbox already: that is a success.
    return usual(on, { auth: auth ?? null });
  }));
test('connectChannel 404: a channel that never was, or was deleted', () => knowsNoOther(stage, usual));
test('connectChannel 408: a body that stalls', () => givesUpOnASlowBody(({ channelId }) => pathOf(channelId)));

test('connectChannel 409: no company, another company, a paused channel, or a provider that pushes nothing', async () => {
  const second = await stage.addChannel('206540352242922');
  expect(proves(await connect(second.id)).json.detail).toContain('installationId');
  const { store } = stage.app;
  const user = { companyId: 2, userId: 7, companyName: 'Other', userName: 'Other', isAdmin: true };
  const grant = { accessToken: 'x', refreshToken: 'y', accessExpiresAt: 0, apiDomain: 'https://other.pipedrive.com', scopes: [] };
  const other = await store.transaction(async (tx) => tx.saveInstallation(user, grant, stage.clock.now()));
  expect(proves(await connect(stage.channelId, { installationId: other })).json.detail).toContain('another company');
  await stage.setState('disabled', second.id);
  expect(proves(await connect(second.id, { installationId: other })).json.detail).toContain('Resume');
  expect((await store.channel(second.id))?.installationId).toBeNull();
  const off = await startStage({ env: { PIPEDRIVE_CHANNELS: 'off' } });
  try {
    expect(proves(await connect(off.channelId, {}, off)).json.detail).toContain('PIPEDRIVE_CHANNELS');
  } finally {
    await off.stopAll();
  }
});

test('connectChannel 413: more than a megabyte', () => refusesALargeBody(stage, pathOf(stage.channelId)));
test('connectChannel 415: a form', () => refusesAForm(stage, pathOf(stage.channelId)));
test('connectChannel 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, usual));
test('connectChannel 503: the store is out of reach', () => saysTheStoreIsAway(stage, usual));
