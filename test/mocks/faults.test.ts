import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './far-end.ts';
import { ANA, type GraphErrorBody, type Setup, startWhatsApp, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
  await setup.write();
});
afterEach(() => setup.stop());

const onPhone = () => setup.whatsapp.phone(ANA).filter(({ from }) => from === 'business');

test('failNext: so many requests get that error, with Retry-After, and the next one works', async () => {
  setup.whatsapp.faults.failNext('sendMessage', { status: 429, code: 4, times: 2, retryAfterSeconds: 30 });
  for (let request = 0; request < 2; request++) {
    const answer = await setup.send<GraphErrorBody>(text('no'));
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 4 } } });
    expect(answer.headers['retry-after']).toBe('30');
  }
  expect(onPhone()).toEqual([]);
  expect((await setup.send(text('yes'))).status).toBe(200);
});

test('failNext: concerns its own operation only', async () => {
  setup.whatsapp.faults.failNext('uploadMedia', { status: 500, code: 131000 });
  expect((await setup.send(text('yes'))).status).toBe(200);
});

test('dropNext before handling: no answer, and nothing on the phone', async () => {
  setup.whatsapp.faults.dropNext('sendMessage', { afterHandling: false });
  await expect(setup.send(text('lost'))).rejects.toThrow();
  expect(onPhone()).toEqual([]);
  expect((await setup.send(text('here'))).status).toBe(200);
});

test('dropNext after handling: no answer, but the message is on the phone and its statuses follow', async () => {
  setup.whatsapp.faults.dropNext('sendMessage', { afterHandling: true });
  await expect(setup.send({ ...text('taken'), biz_opaque_callback_data: 'ms_7' })).rejects.toThrow();
  expect(onPhone().map((message) => message.text)).toEqual(['taken']);
  await setup.clock.advance(50);
  await until(() => setup.statuses().length === 1);
  expect(setup.statuses()[0]?.biz_opaque_callback_data).toBe('ms_7');
});

test('delayNext: the request waits on the clock', async () => {
  setup.whatsapp.faults.delayNext('sendMessage', 5000);
  let answered = false;
  const sending = setup.send(text('slow')).then((answer) => {
    answered = true;
    return answer;
  });
  await setup.clock.advance(4999);
  expect(answered).toBe(false);
  expect(onPhone()).toEqual([]);
  await setup.clock.advance(1);
  expect((await sending).status).toBe(200);
});

test('add: faults of different kinds add up, and each is used up in the order it was set', async () => {
  const { faults } = setup.whatsapp;
  faults.add({ kind: 'delay', ms: 100 });
  faults.add({ kind: 'fail', operationId: 'sendMessage', status: 500, code: 131000 });
  faults.add({ kind: 'fail', status: 400, code: 130429, times: 2 });
  const first = setup.send<GraphErrorBody>(text('waits and fails'));
  await until(() => faults.list().every(({ kind }) => kind === 'fail'));
  await setup.clock.advance(100);
  expect((await first).body.error.code).toBe(131000);
  expect(faults.list()).toMatchObject([{ code: 130429, times: 2 }]);
  expect((await setup.send<GraphErrorBody>(text('x'))).body.error.code).toBe(130429);
  expect(faults.list()).toMatchObject([{ code: 130429, times: 1 }]);
});

test('add: what happens is decided when the request arrives, so a later request does not take its drop away', async () => {
  setup.whatsapp.faults.delayNext('sendMessage', 1000);
  setup.whatsapp.faults.dropNext('sendMessage', { afterHandling: false });
  const first = setup.send(text('delayed and lost')).catch(() => 'lost');
  await until(() => setup.whatsapp.faults.list().length === 0);
  expect((await setup.send(text('comes through'))).status).toBe(200);
  await setup.clock.advance(1000);
  expect(await first).toBe('lost');
  expect(onPhone().map((message) => message.text)).toEqual(['comes through']);
});

test('add: times Infinity goes on until it is removed', async () => {
  const { faults } = setup.whatsapp;
  const id = faults.add({ kind: 'fail', operationId: 'sendMessage', status: 400, code: 131047, times: Number.POSITIVE_INFINITY });
  for (let request = 0; request < 3; request++) expect((await setup.send(text('no'))).status).toBe(400);
  expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
  expect((await setup.send(text('yes'))).status).toBe(200);
});

test('add disconnect: the message is on the phone, the answer breaks off in its body', async () => {
  setup.whatsapp.faults.add({ kind: 'disconnect', operationId: 'sendMessage' });
  await expect(setup.send(text('taken'))).rejects.toThrow();
  expect(onPhone().map((message) => message.text)).toEqual(['taken']);
  expect((await setup.send(text('next'))).status).toBe(200);
});

test('add: a request without credentials uses up no failure', async () => {
  setup.whatsapp.faults.failNext('sendMessage', { status: 500, code: 131000 });
  setup.whatsapp.revoke('access-token');
  expect((await setup.send(text('no'))).status).toBe(401);
  expect(setup.whatsapp.faults.list()).toHaveLength(1);
});

test.each([0, -1, 1.5, Number.NaN])('add: %d times is refused', (times) => {
  expect(() => setup.whatsapp.faults.add({ kind: 'disconnect', times })).toThrow(RangeError);
  expect(setup.whatsapp.faults.list()).toEqual([]);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('add: a delay of %d ms is refused', (ms) => {
  expect(() => setup.whatsapp.faults.delayNext('sendMessage', ms)).toThrow(RangeError);
});

test('clear: nothing is left, of webhooks either, and what they kept back goes out', async () => {
  const { faults } = setup.whatsapp;
  faults.failNext('sendMessage', { status: 500, code: 131000 });
  Object.assign(faults.webhooks, { hold: true, duplicate: 3, drop: 0 });
  faults.add({ kind: 'delay', ms: 1, operationId: 'getNode' });
  faults.clear();
  expect([faults.list(), faults.webhooks.hold, faults.webhooks.duplicate]).toEqual([[], false, 0]);
  expect((await setup.send(text('yes'))).status).toBe(200);
});

test('stop: a request that waits for its delay is hung up, and the stop does not wait for it', async () => {
  setup.whatsapp.faults.delayNext('sendMessage', 60_000);
  const waiting = setup.send(text('lost')).catch(() => 'hung up');
  await until(() => setup.whatsapp.faults.list().length === 0);
  await setup.whatsapp.stop();
  expect(await waiting).toBe('hung up');
  expect(onPhone()).toEqual([]);
});
