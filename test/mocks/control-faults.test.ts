import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, sendToCustomer, startControl } from './control-setup.ts';

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

test('listFaults 200: everything that waits, of both sides, counting down', async () => {
  expect(proves(await control.get('/faults')).json).toEqual({ faults: [] });
  await set({ side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 400, code: 131047, times: 2 });
  await set({ side: 'pipedrive', kind: 'delay', ms: 5, times: 'always' });
  await set({ side: 'whatsapp', kind: 'hold' });
  await send();
  expect(proves(await control.get('/faults')).json.faults).toEqual([
    {
      id: expect.stringMatching(/^whatsapp:/),
      side: 'whatsapp',
      kind: 'fail',
      operation: 'sendMessage',
      times: 1,
      status: 400,
      code: 131047,
    },
    { id: expect.stringMatching(/^pipedrive:/), side: 'pipedrive', kind: 'delay', ms: 5, times: null },
    { id: 'whatsapp:hold', side: 'whatsapp', kind: 'hold', times: null },
  ]);
});

test('listFaults 200: what holds until it is removed has no number of times, also after it was met', async () => {
  for (const fault of [{}, { times: 1 }, { times: 'always' }, { copies: 1 }]) {
    const answer = await set({ side: 'whatsapp', kind: 'duplicate', ...fault });
    expect(answer.json).toEqual({ id: 'whatsapp:duplicate', side: 'whatsapp', kind: 'duplicate', times: null, copies: 1 });
  }
  await set({ side: 'pipedrive', kind: 'duplicate', copies: 3 });
  await set({ side: 'whatsapp', kind: 'lose', times: 2 });
  await write();
  expect(proves(await control.get('/faults')).json.faults).toEqual([
    { id: 'whatsapp:duplicate', side: 'whatsapp', kind: 'duplicate', times: null, copies: 1 },
    { id: 'whatsapp:lose', side: 'whatsapp', kind: 'lose', times: 1 },
    { id: 'pipedrive:duplicate', side: 'pipedrive', kind: 'duplicate', times: null, copies: 3 },
  ]);
});

test('setFault 201: fail answers once as the vendor would, and the next request is fine', async () => {
  const { id } = proves(await set({ side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 400, code: 131047 })).json;
  expect(id).toMatch(/^whatsapp:/);
  await write();
  expect([await send(), await send()]).toEqual([{ status: 400, code: 131047 }, { status: 200 }]);
});

test('setFault 201: drop and disconnect break the connection', async () => {
  for (const fault of [{ kind: 'drop' }, { kind: 'drop', afterHandling: true }, { kind: 'disconnect' }]) {
    proves(await set({ side: 'whatsapp', ...fault }));
    await expect(send()).rejects.toThrow();
  }
  expect((await send()).status).toBe(200);
});

test('setFault 201: delay waits on the clock', async () => {
  proves(await set({ side: 'whatsapp', kind: 'delay', ms: 3000 }));
  const sending = send();
  await expect.poll(faults).toEqual([]);
  const from = control.simulators.clock.now();
  await control.post('/clock/advance', { ms: 3000 });
  expect((await sending).status).toBe(200);
  expect(control.simulators.clock.now() - from).toBe(3000);
});

test('setFault 201: duplicate, reorder and lose concern webhooks', async () => {
  proves(await set({ side: 'whatsapp', kind: 'duplicate', times: 2 }));
  await write();
  await control.simulators.whatsapp.idle();
  expect(webhooks()).toHaveLength(3);
  await control.call('DELETE', '/faults');

  proves(await set({ side: 'whatsapp', kind: 'reorder', times: 2 }));
  await write('first');
  await write('second');
  await expect.poll(() => webhooks().length).toBe(5);
  expect(
    webhooks()
      .slice(3)
      .map(({ body }) => /"body":"(\w+)"/.exec(body.toString())?.[1]),
  ).toEqual(['second', 'first']);

  proves(await set({ side: 'whatsapp', kind: 'lose' }));
  await write('lost');
  await write('heard');
  expect(webhooks()).toHaveLength(6);
});

test('setFault 201: the salesperson clicks twice', async () => {
  await control.converse();
  proves(await set({ side: 'pipedrive', kind: 'duplicate', times: 1 }));
  await control.post('/salespeople/messages', { to: CUSTOMER, text: 'hi' });
  await control.simulators.pipedrive.idle();
  expect(control.provider.seen.filter(({ method, url }) => method === 'POST' && url.endsWith('/messages'))).toHaveLength(2);
});

test('setFault 201: expire and revoke happen at once and leave nothing that waits', async () => {
  const me = async () => {
    const authorization = `Bearer ${control.simulators.credentials.pipedriveAccessToken}`;
    return (await fetch(`${control.pipedriveUrl}/v1/users/me`, { headers: { authorization } })).status;
  };
  expect(await me()).toBe(200);
  for (const fault of [
    { side: 'whatsapp', kind: 'expire', what: 'media-links' },
    { side: 'whatsapp', kind: 'expire', what: 'media' },
    { side: 'whatsapp', kind: 'revoke', what: 'access-token' },
    { side: 'pipedrive', kind: 'expire', what: 'access-tokens' },
    { side: 'pipedrive', kind: 'expire', what: 'refresh-tokens' },
    { side: 'pipedrive', kind: 'revoke', what: 'installation' },
  ]) {
    expect(proves(await set(fault)).json).toEqual({ ...fault, id: null });
  }
  expect(await send()).toEqual({ status: 401, code: 190 });
  expect(await me()).toBe(401);
  expect(await faults()).toEqual([]);
});

test('setFault 400: what could never come about is refused, and says why', async () => {
  const send = { side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 400, code: 1 };
  const wrong = [
    {},
    { side: 'whatsapp' },
    { side: 'telegram', kind: 'delay', ms: 1 },
    { side: 'whatsapp', kind: 'delay' },
    { side: 'whatsapp', kind: 'delay', ms: 1, code: 5 },
    { side: 'whatsapp', kind: 'delay', ms: 1, operation: 'receiveMessage' },
    { side: 'whatsapp', kind: 'delay', ms: 1, operation: 'constructor' },
    { ...send, operation: undefined },
    { ...send, status: 418 },
    { ...send, code: 'TEXT' },
    { ...send, side: 'pipedrive', operation: 'receiveMessage' },
    { side: 'pipedrive', kind: 'hold' },
    { side: 'whatsapp', kind: 'reorder', times: 1 },
    { side: 'whatsapp', kind: 'duplicate', times: 2, copies: 2 },
    { side: 'whatsapp', kind: 'lose', times: 'always' },
    { side: 'whatsapp', kind: 'lose', copies: 2 },
    { ...send, code: undefined },
    { side: 'whatsapp', kind: 'expire', what: 'access-tokens' },
    { side: 'pipedrive', kind: 'revoke', what: 'access-token' },
    { side: 'whatsapp', kind: 'expire' },
  ];
  for (const fault of wrong) expect(proves(await set(fault)).json.detail, JSON.stringify(fault)).not.toBe('');
  expect(await faults()).toEqual([]);
});

test('clearFaults 204: nothing waits any more, and what was held goes out', async () => {
  await set({ side: 'whatsapp', kind: 'fail', operation: 'sendMessage', status: 400, code: 131047 });
  await set({ side: 'whatsapp', kind: 'duplicate', times: 3 });
  await set({ side: 'pipedrive', kind: 'duplicate' });
  await set({ side: 'pipedrive', kind: 'drop', times: 'always' });
  await set({ side: 'whatsapp', kind: 'hold' });
  expect(await faults()).toHaveLength(5);
  proves(await control.call('DELETE', '/faults'));
  expect(await faults()).toEqual([]);
});

test('removeFault 204: only that one is gone; statuses that were held go out', async () => {
  const { id } = (await set({ side: 'whatsapp', kind: 'delay', ms: 1 })).json;
  await write();
  const hold = (await set({ side: 'whatsapp', kind: 'hold' })).json.id;
  proves(await control.call('DELETE', `/faults/${id}`));
  await send();
  await control.post('/clock/advance', { by: 'PT1M' });
  expect(webhooks()).toHaveLength(1);
  proves(await control.call('DELETE', `/faults/${hold}`));
  await expect.poll(() => webhooks().length).toBe(4);
  expect(await faults()).toEqual([]);
});

test('removeFault 400: an id beyond 128 characters', async () => {
  proves(await control.call('DELETE', `/faults/${'f'.repeat(129)}`));
});

test('removeFault 404: no such fault, or it is used up', async () => {
  for (const id of ['none', 'whatsapp:fault-77', 'whatsapp:hold', 'telegram:fault-1', 'constructor'])
    proves(await control.call('DELETE', `/faults/${id}`));
});
