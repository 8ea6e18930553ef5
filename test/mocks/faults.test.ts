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
