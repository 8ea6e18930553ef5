import { afterEach, beforeEach, expect, test } from 'vitest';
import { callJson, until } from './far-end.ts';
import { answerAsProvider, CHANNEL, CONVERSATION, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive({ accessToken: 'lasting' });
});
afterEach(() => setup.stop());

/** As it travels: a snapshot has to survive JSON. */
const snapshot = (of = setup): unknown => JSON.parse(JSON.stringify(of.pipedrive.snapshot()));
const me = async (token: string, of = setup) =>
  (await callJson('GET', `${of.url}/v1/users/me`, { authorization: `Bearer ${token}` })).status;

/** Something of everything that can be remembered. */
async function live(): Promise<string> {
  const { pipedrive } = setup;
  await setup.register();
  await setup.receive({ status: 'read' });
  await setup.receive({ status: 'sent' });
  await pipedrive.idle();
  await setup.call('POST', '/v1/channels', {});
  pipedrive.configure({ admin: false, plan: 'growth', limits: { daily: 100 }, rotateRefreshTokens: true, providerUrl: setup.provider.url });
  pipedrive.faults.add({ kind: 'fail', operationId: 'addChannel', status: 503, code: 'DOWN', times: Number.POSITIVE_INFINITY });
  pipedrive.faults.delayNext('deleteChannel', 1000);
  pipedrive.faults.calls.duplicate = 2;
  pipedrive.issueCode();
  const token = pipedrive.issueToken();
  await me(token);
  return token;
}

test('snapshot: what is put back is exactly what was taken, whatever happened in between', async () => {
  const token = await live();
  const taken = snapshot();
  setup.pipedrive.revoke('installation');
  setup.pipedrive.configure({ plan: 'ended', providerUrl: 'http://elsewhere.example' });
  setup.pipedrive.faults.clear();
  setup.pipedrive.reset();
  setup.pipedrive.restore(taken);
  expect(snapshot()).toEqual(taken);
  expect(await me(token)).toBe(200);
  expect(setup.pipedrive.faults.calls.duplicate).toBe(2);
  expect(setup.pipedrive.faults.list()).toMatchObject([{ status: 503, times: Number.POSITIVE_INFINITY }, { kind: 'delay' }]);
});

test('snapshot: another simulator goes on where this one stopped, with the credentials of this one', async () => {
  const token = await live();
  setup.pipedrive.faults.clear();
  const other = await startPipedrive({ accessToken: 'of-the-other' });
  try {
    other.pipedrive.restore(snapshot());
    expect(snapshot(other)).toEqual(snapshot());
    expect([await me(token, other), await me('of-the-other', other), await me('lasting', other)]).toEqual([200, 401, 200]);
    expect(other.pipedrive.credentials()).toEqual(setup.pipedrive.credentials());
    expect(other.pipedrive.inbox(CHANNEL, CONVERSATION)).toEqual(setup.pipedrive.inbox(CHANNEL, CONVERSATION));
    // A known id still updates.
    await other.receive({ status: 'delivered' });
    expect(other.pipedrive.inbox(CHANNEL, CONVERSATION)).toMatchObject([{ id: 'ms_1', status: 'read' }]);
    expect(setup.pipedrive.breaches).toHaveLength(1);
    expect(other.pipedrive.breaches).toHaveLength(2);
  } finally {
    await other.stop();
  }
});

test('snapshot: it does not change with what happens after it', async () => {
  await live();
  const taken = setup.pipedrive.snapshot();
  const before = JSON.stringify(taken);
  await setup.receive({ id: 'ms_2', message: 'Second' });
  setup.pipedrive.expire('access-tokens');
  expect(JSON.stringify(taken)).toBe(before);
});

test('snapshot: what was still to be asked of the provider is asked after it was put back', async () => {
  await setup.register();
  setup.pipedrive.faults.dropNext('receiveMessage', { afterHandling: true });
  await expect(setup.receive()).rejects.toThrow();
  const taken = snapshot();
  setup.pipedrive.reset();
  setup.pipedrive.restore(taken);
  await until(() => setup.pipedrive.conversations(CHANNEL)[0]?.participants.length === 2);
  await setup.pipedrive.idle();
  expect((snapshot() as { errands: unknown[] }).errands).toEqual([]);
});

test('restore: what is no snapshot is refused, and nothing changes', async () => {
  await live();
  const before = snapshot();
  for (const wrong of [null, {}, [], { ...(before as object), kind: 'other' }, { ...(before as object), tokens: undefined }]) {
    expect(() => setup.pipedrive.restore(wrong)).toThrow('no snapshot');
  }
  expect(snapshot()).toEqual(before);
});

test('reset: nothing is left but the address and the options', async () => {
  const created = snapshot();
  const { url } = setup;
  const { breaches, violations, received } = setup.pipedrive;
  const token = await live();
  setup.pipedrive.expire('access-tokens');
  setup.pipedrive.reset();
  expect(snapshot()).toEqual(created);
  expect([breaches, violations, received]).toEqual([[], [], []]);
  expect(setup.pipedrive.url).toBe(url);
  expect([await me('lasting'), await me(token)]).toEqual([200, 401]);
  expect(setup.pipedrive.settings()).toMatchObject({ admin: true, plan: { name: 'lite' }, limits: { burst: false, daily: false } });
});

test('reset: a call on the provider that is under way changes nothing any more', async () => {
  let asked = false;
  setup.provider.answer = (request) => {
    asked = true;
    return request.url.includes('/conversations?') ? { status: 500 } : answerAsProvider(request);
  };
  setup.pipedrive.registerChannel({ name: 'Harbour Sales', provider_channel_id: CHANNEL });
  setup.pipedrive.reset();
  await setup.pipedrive.idle();
  expect(asked).toBe(true);
  expect(setup.pipedrive.breaches).toEqual([]);
  expect(setup.pipedrive.channels()).toEqual([]);
});

test('reset: a request that waits for its delay is broken off and never takes effect', async () => {
  await setup.register();
  setup.pipedrive.faults.delayNext('receiveMessage', 60_000);
  const call = setup.receive();
  const outcome = call.then(
    () => 'answered',
    () => 'broken off',
  );
  await until(() => setup.pipedrive.faults.list().length === 0);
  setup.pipedrive.reset();
  expect(await outcome).toBe('broken off');
  expect(setup.pipedrive.received).toEqual([]);
});
