import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChannelId, InstallationId } from '../../src/store/ids.ts';
import { install, newGrant } from '../store/conformance/fixture.ts';
import { until } from '../support/provider.ts';
import { type Ask, keepsFaultsInside, OTHER_NUMBER, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { type Stage, startStage } from './stage.ts';

const COMPANY = 7004;

let stage: Stage;
let installationId: InstallationId;
let channelId: ChannelId;
beforeEach(async () => {
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300 } } });
  channelId = (await stage.addChannel(OTHER_NUMBER)).id;
  installationId = await install(stage.app.store, newGrant(), { companyId: COMPANY });
  await stage.app.store.transaction(async (tx) => tx.setChannelInstallation(channelId, installationId));
  await stage.write('for the company', { phone: OTHER_NUMBER });
});
afterEach(() => stage.stopAll());

const json = { 'content-type': 'application/json' };
const path = (id: string = installationId) => `/console/installations/${id}/erase`;
const erase = (body: unknown = { companyId: COMPANY }, id: string = installationId, headers: Record<string, string> = json) =>
  stage.call(path(id), { auth: null, method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const uninstall = () => {
  const at = stage.clock.now();
  const end = { at, eraseAt: at + 30 * 86_400_000, note: 'uninstalled' };
  return stage.app.store.transaction(async (tx) => tx.endInstallation(installationId, end));
};
const ask: Ask = ({ call }, auth = null) =>
  call(path(), { auth, method: 'POST', headers: json, body: JSON.stringify({ companyId: COMPANY }) });

test('eraseInstallation 202: the company is gone with its channel and everything in it; others stay', async () => {
  await stage.write('for the neighbour');
  await uninstall();
  const answer = proves(await erase());
  expect(answer.json).toMatchObject({ kind: 'company', companyId: COMPANY, channelId: null });
  await until(async () => (await stage.app.store.erasure(answer.json.id))?.state === 'done', 'the erasure');
  expect(await stage.app.store.channel(channelId)).toBeUndefined();
  expect(await stage.app.store.installation(installationId)).toBeUndefined();
  expect(await stage.app.store.erasure(answer.json.id)).toMatchObject({ counts: { messages: 1, deliveries: 1 } });
  expect((await stage.conversations()).map(({ messages }) => messages[0]?.message)).toEqual(['for the neighbour']);
});

test('eraseInstallation 400: without the id of the company whose installation it is', async () => {
  await uninstall();
  for (const body of ['{', {}, { companyId: 'x' }, { companyId: COMPANY, sure: true }, { companyId: COMPANY + 1 }])
    proves(await erase(body));
  expect(await stage.app.store.installation(installationId)).toBeDefined();
});

test('eraseInstallation 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));

test('eraseInstallation 404: no such installation, or a second time', async () => {
  proves(await erase({ companyId: COMPANY }, 'in_nobody'));
  await uninstall();
  await erase();
  proves(await erase());
});

test('eraseInstallation 408: a body that stalls', async () => {
  const connection = await openConnection(stage.url);
  connection.write(`POST ${path()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`);
  proves(parseAnswer(await connection.closed()));
});

test('eraseInstallation 409: while the app is installed nothing is erased', async () => {
  expect(proves(await erase()).json.code).toBe('CONFLICT');
  expect(await stage.app.store.channel(channelId)).toMatchObject({ state: 'active' });
});

test('eraseInstallation 413: more than a megabyte', async () => {
  proves(await erase({ text: 'x'.repeat(1024 * 1024) }));
});

test('eraseInstallation 415: another type', async () => {
  proves(await erase('companyId=1', installationId, { 'content-type': 'application/x-www-form-urlencoded' }));
});

test('eraseInstallation 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));

test('eraseInstallation 503: without the store nothing changes, and a repeat works', async () => {
  await uninstall();
  await saysStoreIsAway(stage, ask);
});
