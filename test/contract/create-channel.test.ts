import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import {
  ask,
  givesUpOnASlowBody,
  keepsItsFaults,
  NUMBER,
  newChannel,
  type OperatorAsk,
  onlyInstallation,
  refusesAForm,
  refusesALargeBody,
  saysTheStoreIsAway,
  wantsTheToken,
} from './console-stage.ts';
import { proves } from './proof.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const create = (body: unknown, on = stage) => ask(on, 'POST', '/console/channels', { body });
const usual: OperatorAsk = (on, { auth } = {}) => ask(on, 'POST', '/console/channels', { body: newChannel(), auth });
const inbox = () => stage.peers.pipedrive.channels();

test('createChannel 201: stored and registered, with every field in Pipedrive, and no secret in any answer', async () => {
  const id = 'q7Xk2mZp9LwR4tVb8sNd';
  const { json, text } = proves(
    await create(
      newChannel({
        providerChannelId: id,
        providerType: 'other',
        avatarUrl: 'https://provider.example.com/second.png',
        templateSupport: false,
        installationId: await onlyInstallation(stage),
      }),
    ),
  );
  expect(json).toMatchObject({
    id,
    name: 'Second line',
    state: 'active',
    providerType: 'other',
    avatarUrl: 'https://provider.example.com/second.png',
    templateSupport: false,
    phoneNumberId: NUMBER,
    companyId: 1,
    registration: { state: 'registered', note: null, at: new Date(stage.clock.now()).toISOString() },
  });
  expect(inbox().map((channel) => channel.id)).toContain(id);
  expect(text).not.toContain('EAAsecret');
  expect(stage.logLines.join('')).not.toContain('EAAsecret');
  expect((await ask(stage, 'GET', '/console/channels')).text).not.toContain('EAAsecret');
});

test('createChannel 201: Pipedrive reads the conversations before it answers, and what customers write reaches the new inbox', async () => {
  stage.peers.pipedrive.configure({ firstSync: 'before-answer' });
  const { json } = proves(await create(newChannel({ templateSupport: false, installationId: await onlyInstallation(stage) })));
  expect(json.id).toMatch(/^ch_/);
  expect(json.registration.state).toBe('registered');
  expect(stage.peers.pipedrive.breaches).toEqual([]);
  await stage.write('hello', { phone: NUMBER, from: ANA });
  await until(() => stage.peers.pipedrive.received.some(({ channel_id }) => channel_id === json.id), 'the message in the new inbox');
});

test('createChannel 201: without an access token of its own it has the one of the settings', async () => {
  const { accessToken: _token, ...without } = newChannel();
  const { json } = proves(await create(without));
  expect(await stage.app.store.channelAccessToken(json.id)).toBe(stage.config.whatsapp.accessToken);
  expect(json).not.toHaveProperty('accessToken');
});

test('createChannel 201: without an installation it is stored and waits to be connected', async () => {
  const { json } = proves(await create(newChannel()));
  expect(json).toMatchObject({ installationId: null, companyId: null, templateSupport: true, registration: { state: 'none' } });
  expect(inbox()).toHaveLength(1);
});

test('createChannel 201: a user who is no administrator is told what to do, and the channel stays', async () => {
  stage.peers.pipedrive.configure({ admin: false });
  const { json } = proves(await create(newChannel({ installationId: await onlyInstallation(stage) })));
  expect(json.registration).toMatchObject({ state: 'refused', note: expect.stringContaining('ask a Pipedrive admin to install the app') });
});

test('createChannel 201: while Pipedrive is away the registration is pending, and is made by itself later', async () => {
  stage.peers.pipedrive.faults.failNext('addChannel', { status: 503, code: 'UNAVAILABLE', times: 2 });
  const { json } = proves(await create(newChannel({ installationId: await onlyInstallation(stage) })));
  expect(json.registration).toMatchObject({ state: 'pending', note: 'Pipedrive answered 503' });
  const state = async () => (await stage.app.store.channel(json.id))?.registration.state;
  await stage.clock.advance(10_000);
  expect(await state()).toBe('pending');
  await until(async () => {
    await stage.clock.advance(5000);
    return (await state()) === 'registered';
  }, 'the registration');
});

test('createChannel 400: what is missing, wrong, unknown, or not there', async () => {
  const { name: _name, ...without } = newChannel();
  for (const body of [
    '{',
    '[]',
    without,
    newChannel({ accessToken: '' }),
    newChannel({ name: '' }),
    newChannel({ phoneNumberId: '+15550783881' }),
    newChannel({ providerType: 'telegram' }),
    newChannel({ avatarUrl: 'javascript:alert(1)' }),
    newChannel({ secret: 'x' }),
    newChannel({ installationId: 'in_never' }),
  ]) {
    proves(await create(body));
  }
  expect((await stage.app.store.channels()).length).toBe(1);
});

test('createChannel 400: a channel id that can be guessed', async () => {
  for (const id of [
    'short-1aB2cD3eF',
    'my-whatsapp-channel',
    'harbour-sales-channel-1',
    '1234567890123456',
    'aaaaaaaaaaaaaaaaaaaaaaaa',
    'a b',
  ]) {
    proves(await create(newChannel({ providerChannelId: id })));
  }
});

test('createChannel 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(usual));
test('createChannel 408: a body that stalls', () => givesUpOnASlowBody(() => '/console/channels'));

test('createChannel 409: a phone number or an id that another channel has', async () => {
  const first = proves(await create(newChannel({ phoneNumberId: stage.app.channel.phoneNumberId })));
  expect(first.json).toMatchObject({ code: 'CONFLICT', detail: expect.stringContaining(stage.channelId) });
  proves(await create(newChannel({ providerChannelId: stage.channelId })));
  await stage.app.store.transaction(async (tx) =>
    tx.endInstallation((await tx.channel(stage.channelId))?.installationId as never, {
      at: 1,
      eraseAt: 2,
      note: 'uninstalled by its user',
    }),
  );
  const ended = proves(await create(newChannel({ installationId: await onlyInstallation(stage) })));
  expect(ended.json.detail).toContain('uninstalled by its user');
  expect((await stage.app.store.channels()).length).toBe(1);
});

test('createChannel 413: more than a megabyte', () => refusesALargeBody(stage, '/console/channels'));
test('createChannel 415: a form', () => refusesAForm(stage, '/console/channels'));
test('createChannel 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, usual));
test('createChannel 503: without the store nothing is made, and a repeat works', () => saysTheStoreIsAway(stage, usual));
