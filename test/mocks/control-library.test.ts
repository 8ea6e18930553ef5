import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createSimulatorClock, createSimulators, type Simulators } from '../../mocks/simulators.ts';
import { startFarEnd } from './far-end.ts';

const started: Simulators[] = [];
const start = async (options: Parameters<typeof createSimulators>[0] = {}) => {
  const simulators = createSimulators(options);
  started.push(simulators);
  return { simulators, ...(await simulators.start()) };
};
afterEach(async () => {
  await Promise.all(started.splice(0).map((simulators) => simulators.stop()));
});

test('createSimulators: another project needs ten lines: start, write, see the signed webhook, send, see the status', async () => {
  const provider = await startFarEnd();
  const simulators = createSimulators({ webhookUrl: `${provider.url}/hook`, clock: createSimulatorClock({ running: false }) });
  const { whatsappUrl } = await simulators.start();
  const { messageId } = await simulators.whatsapp.write({ from: '15551230001', message: { type: 'text', text: 'hello' } });
  await fetch(`${whatsappUrl}/v26.0/${simulators.phoneNumbers[0]?.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulators.credentials.whatsappAccessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: '15551230001', type: 'text', text: { body: 'hi' } }),
  });
  await simulators.clock.advance(1000);
  expect(simulators.whatsapp.phone('15551230001').map(({ text, status }) => [text, status])).toContainEqual(['hi', 'read']);
  await simulators.stop();

  const [first] = provider.seen;
  expect(JSON.parse(first?.body.toString() ?? '').entry[0].changes[0].value.messages[0].id).toBe(messageId);
  const mac = createHmac('sha256', simulators.credentials.appSecret)
    .update(first?.body ?? '')
    .digest('hex');
  expect(first?.headers['x-hub-signature-256']).toBe(`sha256=${mac}`);
  expect(provider.seen.map(({ body }) => /"status":"(\w+)"/.exec(body.toString())?.[1])).toEqual([undefined, 'sent', 'delivered', 'read']);
  await provider.stop();
});

test('createSimulators: everything has a usual value, secrets are never the same twice, and two run side by side', async () => {
  const [one, other] = [await start(), await start()];
  const values = (simulators: Simulators) => Object.values(simulators.credentials);
  expect(new Set([...values(one.simulators), ...values(other.simulators)]).size).toBe(12);
  expect(new Set([one.whatsappUrl, one.pipedriveUrl, one.controlUrl, other.whatsappUrl, other.pipedriveUrl, other.controlUrl]).size).toBe(
    6,
  );
  expect(one.simulators.phoneNumbers).toHaveLength(1);
  expect(one.simulators.clock.running).toBe(true);
});

test('createSimulators: what is given is used', async () => {
  const numbers = [
    { id: '1', displayNumber: '491', businessAccountId: '2' },
    { id: '3', displayNumber: '492', businessAccountId: '2' },
  ];
  const { simulators, whatsappUrl, pipedriveUrl } = await start({
    whatsappAccessToken: 'EAAmine',
    pipedriveAccessToken: 'v1u:mine',
    phoneNumbers: numbers,
    providerUrl: () => 'http://127.0.0.1:9',
    pipedrive: { admin: false },
    whatsapp: { limits: false },
  });
  const number = await fetch(`${whatsappUrl}/v26.0/3`, { headers: { authorization: 'Bearer EAAmine' } });
  expect(await number.json()).toMatchObject({ display_phone_number: '492' });
  expect((await fetch(`${pipedriveUrl}/v1/users/me`, { headers: { authorization: 'Bearer v1u:mine' } })).status).toBe(200);
  expect(simulators.pipedrive.settings()).toMatchObject({ admin: false, providerUrl: 'http://127.0.0.1:9' });
  expect(simulators.whatsapp.settings().limits).toBe(false);
});

test('createSimulators: a port that is taken is an error, and nothing goes on listening; a preferred one gives way', async () => {
  const taken: Server = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  try {
    const simulators = createSimulators({ ports: { control: port } });
    await expect(simulators.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(fetch(simulators.pipedrive.url)).rejects.toThrow();
    const { controlUrl } = await start({ preferredControlPort: port });
    expect(controlUrl).not.toContain(`:${port}`);
    expect((await fetch(controlUrl)).status).toBe(200);
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
});

test('createSimulators: reset, snapshot and restore are those of the control API', async () => {
  const clock = createSimulatorClock({ running: false, startMs: Date.parse('2026-11-20T09:00:00Z') });
  const { simulators } = await start({ clock });
  simulators.whatsapp.people.put({ phone: '15551230001', name: 'Ana' });
  const snapshot = simulators.snapshot();
  await simulators.reset();
  expect(simulators.whatsapp.people.list()).toEqual([]);
  await simulators.restore(JSON.parse(JSON.stringify(snapshot)));
  expect(simulators.snapshot()).toEqual(snapshot);
  await expect(simulators.restore({ ...snapshot, at: 'yesterday' })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  expect(simulators.snapshot()).toEqual(snapshot);
});

test('createSimulatorClock: a provider that never answers does not hold time up', async () => {
  const clock = createSimulatorClock({ running: false, startMs: 0 });
  clock.settleWith(() => new Promise(() => {}));
  await clock.advance(86_400_000);
  expect(clock.now()).toBe(86_400_000);
});

test('createSimulatorClock: the next thing waits until the one before is over', async () => {
  const clock = createSimulatorClock({ running: false, startMs: 0 });
  const log: string[] = [];
  let underWay: Promise<unknown> = Promise.resolve();
  clock.settleWith(() => underWay);
  for (const at of [1, 2]) {
    clock.after(at, () => {
      log.push(`${at} begins`);
      underWay = new Promise((resolve) => setTimeout(resolve, 20)).then(() => log.push(`${at} ends at ${clock.now()}`));
    });
  }
  await clock.advance(10);
  expect(log).toEqual(['1 begins', '1 ends at 1', '2 begins', '2 ends at 2']);
});
