import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { faults } from '../../src/doctor/faults.ts';
import type { SetUpFacts } from '../../src/doctor/set-up/facts.ts';
import { stepTable } from '../../src/doctor/set-up/step-table.ts';
import type { Proof, SetUpStepId } from '../../src/domain/set-up.ts';
import type { CheckName } from '../../src/domain/set-up-report.ts';
import type { ChannelId, InstallationId } from '../../src/store/ids.ts';
import type { Channel, Installation } from '../../src/store/records.ts';
import { newChannel } from '../store/conformance/fixture.ts';

const AT = Date.parse('2026-11-20T09:00:00Z');
const settings = {
  PUBLIC_URL: 'https://provider.harbour.example',
  ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
  PIPEDRIVE_CLIENT_ID: 'client-id',
  PIPEDRIVE_CLIENT_SECRET: 'client-secret-text',
  WHATSAPP_APP_SECRET: 'app-secret-text',
  WHATSAPP_VERIFY_TOKEN: 'verify-token-text',
  WHATSAPP_ACCESS_TOKEN: 'EAAtoken-text',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
  CONSOLE_TOKEN: 'console-token-text',
};
const never: Proof = { acceptedAt: null, refusedAt: null };
const accepted: Proof = { acceptedAt: AT, refusedAt: AT - 1 };
const refused: Proof = { acceptedAt: AT - 1, refusedAt: AT };

const nothing: SetUpFacts['milestones'] = { received: false, receivedAt: null, answered: false, failure: null, strangeNumberId: null };
const installation = (changes: Partial<Installation> = {}) =>
  ({
    id: 'in_1' as InstallationId,
    companyName: 'Harbour',
    userName: 'Mia',
    isAdmin: true,
    state: 'active',
    note: null,
    scopes: ['base', 'messengers-integration'],
    installedAt: AT,
    ...changes,
  }) as Installation;
const channelWith = (registration: Partial<Channel['registration']>, changes: Partial<Channel> = {}) =>
  newChannel({ registration: { state: 'none', note: null, at: null, ...registration }, ...changes });

function facts(changes: Partial<Omit<SetUpFacts, 'config' | 'milestones' | 'calls'>> & Changes = {}): SetUpFacts {
  const { env, milestones, calls, ...rest } = changes;
  return {
    config: readConfig({ ...settings, ...env }, 'live'),
    channels: [],
    installations: [],
    companies: [],
    holds: [],
    numbers: [],
    ...rest,
    milestones: { ...nothing, ...milestones },
    calls: { handshake: never, delivery: never, pipedrive: never, ...calls },
  };
}
interface Changes {
  env?: Record<string, string>;
  milestones?: Partial<SetUpFacts['milestones']>;
  calls?: Partial<SetUpFacts['calls']>;
}

const judge = (id: SetUpStepId, changes?: Parameters<typeof facts>[0]) => stepTable[id].judge(facts(changes));
const stateOf = (id: SetUpStepId, changes?: Parameters<typeof facts>[0]) => judge(id, changes).state;
const hold = (destination: 'crm' | 'whatsapp', code: number) => ({
  channelId: 'ch_1' as ChannelId,
  destination,
  until: AT + 1,
  code,
  reason: 'said so',
});

test('set-up: every fault and every check of the doctor belongs to exactly one step', () => {
  const rows = Object.values(stepTable);
  expect(rows.flatMap((row) => row.faults).toSorted()).toEqual(Object.keys(faults).toSorted());
  const checks: Record<CheckName, true> = {
    'public-url': true,
    head: true,
    webhook: true,
    clock: true,
    whatsapp: true,
    pipedrive: true,
    manifest: true,
  };
  expect(rows.flatMap((row) => row.checks).toSorted()).toEqual(Object.keys(checks).toSorted());
});

test('set-up: at the very beginning nothing is claimed, and each step that is to be done says how', () => {
  const states = Object.keys(stepTable).map((id) => [id, stateOf(id as SetUpStepId)]);
  expect(Object.fromEntries(states)).toEqual({
    address: 'unknown',
    'pipedrive-app': 'todo',
    credentials: 'done',
    connect: 'todo',
    channel: 'todo',
    whatsapp: 'todo',
    'first-message': 'todo',
    'first-answer': 'todo',
  });
  for (const id of Object.keys(stepTable) as SetUpStepId[]) expect(judge(id).remedy === null, id).toBe(judge(id).state === 'done');
});

test('set-up: no step shows a secret', () => {
  for (const { values } of Object.values(stepTable))
    for (const { value } of values(facts()))
      for (const secret of Object.values(settings)) if (/text$/.test(secret)) expect(value).not.toBe(secret);
});

test('address: https, and somebody who came through it', () => {
  expect(judge('address', { env: { PUBLIC_URL: 'http://provider.example' } })).toMatchObject({
    state: 'wrong',
    remedy: faults['public-url-not-https'].remedy,
  });
  expect(judge('address', { calls: { delivery: refused } })).toMatchObject({ state: 'done', at: AT });
  expect(stateOf('address', { milestones: { received: true } })).toBe('done');
});

test('pipedrive-app: proven by a call, or by an answer that came; a missing scope is wrong', () => {
  expect(stateOf('pipedrive-app', { installations: [installation()] })).toBe('unknown');
  expect(judge('pipedrive-app', { installations: [installation()], calls: { pipedrive: accepted } })).toMatchObject({
    state: 'done',
    at: AT,
  });
  expect(stateOf('pipedrive-app', { calls: { pipedrive: refused } })).toBe('todo');
  expect(stateOf('pipedrive-app', { milestones: { answered: true } })).toBe('done');
  expect(judge('pipedrive-app', { installations: [installation({ scopes: ['base'] })] })).toMatchObject({
    state: 'wrong',
    remedy: faults['scope-missing'].remedy,
  });
});

test('credentials: wrong when WhatsApp refuses the token or Pipedrive brings another pair, and right again after the next good call', () => {
  expect(judge('credentials', { holds: [hold('whatsapp', 190)] })).toMatchObject({
    state: 'wrong',
    remedy: faults['token-refused'].remedy,
  });
  expect(judge('credentials', { calls: { pipedrive: refused } })).toMatchObject({
    state: 'wrong',
    remedy: faults['client-refused'].remedy,
    at: AT,
  });
  expect(stateOf('credentials', { calls: { pipedrive: accepted } })).toBe('done');
});

test('connect: an active connection, one of an admin while nothing is registered', () => {
  expect(stateOf('connect', { installations: [installation()] })).toBe('done');
  expect(judge('connect', { installations: [installation({ state: 'paused' })] })).toMatchObject({
    state: 'wrong',
    remedy: faults['installation-paused'].remedy,
  });
  const clerk = installation({ isAdmin: false });
  expect(judge('connect', { installations: [clerk] })).toMatchObject({ state: 'wrong', remedy: faults['nobody-is-admin'].remedy });
  expect(stateOf('connect', { installations: [clerk], channels: [channelWith({ state: 'registered' })] })).toBe('done');
  expect(stateOf('connect', { env: { PIPEDRIVE_CHANNELS: 'off' } })).toBe('unknown');
});

test('channel: in an inbox; refused, suspended, blocked and gone say why', () => {
  expect(judge('channel', { channels: [channelWith({ state: 'registered', at: AT })] })).toMatchObject({ state: 'done', at: AT });
  expect(stateOf('channel', { channels: [channelWith({ state: 'pending' })] })).toBe('unknown');
  expect(judge('channel', { channels: [channelWith({})] }).remedy).toContain('Connect a company');
  expect(judge('channel', { channels: [channelWith({})], installations: [installation()] }).remedy).toBe('Register it.');
  expect(judge('channel', { channels: [channelWith({ state: 'refused', note: 'only an admin may' })] })).toMatchObject({
    state: 'wrong',
    found: expect.stringContaining('only an admin may'),
  });
  expect(stateOf('channel', { channels: [channelWith({ state: 'registered' }, { state: 'suspended' })] })).toBe('wrong');
  expect(stateOf('channel', { channels: [channelWith({ state: 'registered' })], holds: [hold('whatsapp', 131031)] })).toBe('wrong');
  const gone = { companyId: 1, channelsApi: 'gone', channelsApiCode: 410, channelsApiAt: AT, usedUpUntil: null } as const;
  expect(judge('channel', { channels: [channelWith({})], companies: [gone] }).found).toContain('no longer offers');
});

test('whatsapp: the handshake alone is not enough; a wrong token, secret or number is told', () => {
  expect(judge('whatsapp', { calls: { handshake: accepted } })).toMatchObject({
    state: 'todo',
    remedy: expect.stringContaining('Subscribe'),
  });
  expect(judge('whatsapp', { calls: { handshake: refused } })).toMatchObject({
    state: 'wrong',
    remedy: faults['verify-token-differs'].remedy,
  });
  expect(judge('whatsapp', { calls: { delivery: refused } })).toMatchObject({ state: 'wrong', remedy: faults['signature-differs'].remedy });
  expect(stateOf('whatsapp', { calls: { delivery: accepted } })).toBe('done');
  expect(judge('whatsapp', { milestones: { strangeNumberId: '42' }, calls: { delivery: accepted } })).toMatchObject({
    state: 'wrong',
    found: expect.stringContaining('42'),
  });
  expect(stateOf('whatsapp', { milestones: { strangeNumberId: '42', received: true } })).toBe('done');
});

test('first message and first answer: from the store; what waits or failed says why', () => {
  expect(judge('first-message', { milestones: { received: true, receivedAt: AT } })).toMatchObject({ state: 'done', at: AT });
  expect(judge('first-message', { milestones: { received: true }, holds: [hold('crm', 429)] })).toMatchObject({
    state: 'wrong',
    found: expect.stringContaining('said so'),
  });
  const failure = { code: 131047, reason: 'window' };
  expect(judge('first-answer', { milestones: { failure } })).toMatchObject({ state: 'wrong', remedy: expect.stringMatching(/template/i) });
  expect(stateOf('first-answer', { milestones: { failure, answered: true } })).toBe('done');
});
