import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../generated/pipedrive-api/index.ts';
import { callJson } from './far-end.ts';
import { BASIC, CHANNEL, CONVERSATION, message, type PipedriveErrorBody, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
  await setup.register();
  await setup.receive();
});
afterEach(() => setup.stop());

type OperationId = keyof typeof contract.operations;
const code = 'a code that nobody issued';
const grant = { grant_type: 'authorization_code', code, redirect_uri: 'https://provider.example/callback' };

/** Every operation as a right caller would call it. */
const calls: Readonly<
  Record<OperationId, { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: unknown; form?: Record<string, string> }>
> = {
  authorize: { method: 'GET', path: '/oauth/authorize' },
  requestToken: { method: 'POST', path: '/oauth/token', form: grant },
  revokeToken: { method: 'POST', path: '/oauth/revoke', form: { token: 'never known' } },
  getCurrentUser: { method: 'GET', path: '/v1/users/me' },
  addChannel: { method: 'POST', path: '/v1/channels', body: { name: 'Second', provider_channel_id: 'ch_second' } },
  deleteChannel: { method: 'DELETE', path: `/v1/channels/${CHANNEL}` },
  receiveMessage: { method: 'POST', path: '/v1/channels/messages/receive', body: message({ id: 'ms_2' }) },
  deleteConversation: { method: 'DELETE', path: `/v1/channels/${CHANNEL}/conversations/${CONVERSATION}` },
};

const isOAuth = (operationId: OperationId) => operationId === 'requestToken' || operationId === 'revokeToken';
/** A person's browser comes here, without credentials. */
const isOpen = (operationId: OperationId) => operationId === 'authorize';

const call = (operationId: OperationId, authorization?: string) => {
  const { method, path, body, form } = calls[operationId];
  const right = isOAuth(operationId) ? BASIC : `Bearer ${setup.pipedrive.issueToken()}`;
  const options = { authorization: authorization ?? right, ...(form ? { form } : { body }) };
  const asked = isOpen(operationId)
    ? `?${new URLSearchParams({ client_id: 'client', redirect_uri: `${setup.provider.url}/auth/pipedrive/callback` })}`
    : '';
  return callJson<PipedriveErrorBody>(method, `${setup.url}${path}${asked}`, options);
};

const operationIds = Object.keys(contract.operations) as OperationId[];
const closed = operationIds.filter((operationId) => !isOpen(operationId));
const bearers = closed.filter((operationId) => !isOAuth(operationId));
const channelsApi = bearers.filter((operationId) => operationId !== 'getCurrentUser');
const documented = operationIds.flatMap((operationId) =>
  Object.keys(contract.operations[operationId].responses).map((status) => [operationId, Number(status)] as const),
);
const faulty = [402, 404, 410, 429, 500, 503];

test.each(documented.filter(([, status]) => faulty.includes(status)))(
  '%s %i: a fault gives it in the documented form',
  async (operationId, status) => {
    setup.pipedrive.faults.failNext(operationId, { status, code: 'SET_BY_A_TEST' });
    expect((await call(operationId)).status).toBe(status);
    expect(setup.pipedrive.violations).toEqual([]);
  },
);

test.each(closed)('%s 401: other credentials are refused', async (operationId) => {
  expect((await call(operationId, 'Bearer another')).status).toBe(401);
  expect(setup.pipedrive.violations).toEqual([]);
});

test.each(operationIds.filter((operationId) => operationId !== 'requestToken'))(
  '%s 200: a right call is answered in the documented form',
  async (operationId) => {
    expect((await call(operationId)).status).toBe(200);
    expect(setup.pipedrive.violations).toEqual([]);
  },
);

test.each(bearers)('%s 402: a company whose plan has ended is refused, and served again with a plan', async (operationId) => {
  setup.pipedrive.configure({ plan: 'ended' });
  expect((await call(operationId)).status).toBe(402);
  setup.pipedrive.configure({ plan: 'growth' });
  expect((await call(operationId)).status).toBe(200);
  expect(setup.pipedrive.violations).toEqual([]);
});

test.each(bearers)('%s 403: a token without the scope is refused, and keeps what it was given', async (operationId) => {
  const before = `Bearer ${setup.pipedrive.issueToken()}`;
  setup.pipedrive.configure({ scopes: operationId === 'getCurrentUser' ? ['messengers-integration'] : ['base'] });
  expect(await call(operationId)).toMatchObject({ status: 403, body: { error: 'Scope and URL mismatch' } });
  expect((await call(operationId, before)).status).toBe(200);
});

test('addChannel 403: somebody who is no administrator is refused with ADMIN_ONLY, and getCurrentUser says so', async () => {
  setup.pipedrive.configure({ admin: false });
  expect(await call('addChannel')).toMatchObject({ status: 403, body: { additional_data: { code: 'ADMIN_ONLY' } } });
  expect(await call('getCurrentUser')).toMatchObject({ body: { data: { access: [{ app: 'global', admin: false }] } } });
  expect(setup.pipedrive.channels()).toHaveLength(1);
});

test.each(['deleteChannel', 'deleteConversation'] as const)(
  '%s 403: somebody who did not install the app is refused',
  async (operationId) => {
    setup.pipedrive.configure({ owner: false });
    expect(await call(operationId)).toMatchObject({ status: 403, body: { additional_data: { code: 'FORBIDDEN_USER_REQUEST' } } });
    expect(setup.pipedrive.conversations(CHANNEL)).toHaveLength(1);
  },
);

test.each(['requestToken', 'revokeToken'] as const)(
  '%s 400: a form without its fields is refused in the form of the OAuth host',
  async (operationId) => {
    const answer = await callJson('POST', `${setup.url}${calls[operationId].path}`, { authorization: BASIC, form: { other: 'field' } });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  },
);

test('deleteConversation 404: an id that no conversation can have is refused as unknown, since no 400 is documented', async () => {
  expect((await setup.call('DELETE', `/v1/channels/${CHANNEL}/conversations/${'x'.repeat(129)}`)).status).toBe(404);
});

test.each(channelsApi)(
  '%s 404 and 410: a Channels API that is gone answers so to everybody, and getCurrentUser goes on',
  async (operationId) => {
    setup.pipedrive.configure({ channelsApi: 'gone' });
    expect([(await call(operationId)).status, (await call(operationId, 'Bearer another')).status]).toEqual([410, 410]);
    setup.pipedrive.configure({ channelsGoneStatus: 404 });
    const missing = await call(operationId);
    expect(missing.status).toBe(404);
    expect(missing.body.additional_data).toBeUndefined();
    expect((await call('getCurrentUser')).status).toBe(200);
    expect(setup.pipedrive.violations).toEqual([]);
    setup.pipedrive.configure({ channelsApi: 'offered' });
    expect((await call(operationId)).status).toBe(200);
  },
);

test.each(channelsApi)('%s 410: the end of the Channels API can be played for as long as wanted', async (operationId) => {
  const times = Number.POSITIVE_INFINITY;
  const id = setup.pipedrive.faults.add({ kind: 'fail', status: 410, code: 'GONE', times });
  expect([(await call(operationId)).status, (await call(operationId)).status]).toEqual([410, 410]);
  setup.pipedrive.faults.remove(id);
  expect((await call(operationId)).status).toBe(200);
});
