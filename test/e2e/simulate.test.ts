import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { anyPorts, found, ready, run, simulate, type, useFolder } from './simulate-programs.ts';

useFolder();

test('simulate: the curl transcript of a virtual day: a customer writes, a salesperson answers, the listener sees every signed webhook', async () => {
  const sandbox = await ready(run('src/main.ts', [], { PORT: '0' }));
  const control = found(/control +(http:\S+)/, sandbox.out);
  const listener = await ready(simulate('listen', '--sandbox', '--port', '0'));

  await type(`curl -s -X PATCH --json '{"whatsapp":{"statusDelayMs":{"delivered":3600000,"read":43200000}}}' ${control}/settings`);
  const written = await type(`curl -s --json '{"from":"15551230001","text":"hello"}' ${control}/customers/messages`);
  expect(JSON.parse(written).webhook).toEqual({ status: 200, body: expect.stringContaining('"stored":1') });
  expect(listener.out).toContain('signature ok  text from 15551230001: hello  → 200');

  const typed = await type(`curl -s --json '{"to":"15551230001","text":"hi"}' ${control}/salespeople/messages`);
  expect(JSON.parse(typed).provider.status).toBe(200);
  const { now } = JSON.parse(await type(`curl -s ${control}/clock`));
  const later = JSON.parse(await type(`curl -s --json '{"by":"P1D"}' ${control}/clock/advance`)).now;
  expect(Date.parse(later) - Date.parse(now)).toBeGreaterThanOrEqual(86_400_000);

  const told = [...listener.out.matchAll(/signature ok {2}(sent|delivered|read) for 15551230001 at (\S+ \S+) {2}→ 200/g)];
  expect(told.map(([, status]) => status)).toEqual(['sent', 'delivered', 'read']);
  const [sent = 0, delivered = 0, read = 0] = told.map(([, , at]) => Date.parse(`${at}Z`) / 3_600_000);
  expect([Math.round(delivered - sent), Math.round(read - sent)]).toEqual([1, 12]);
  await until(
    async () => /receiveMessage +200 +"hi", read/.test(await type(`curl -s ${control}/transcript.txt`)),
    'the status in the inbox',
  );
  expect(JSON.parse(await type(`curl -s ${control}/breaches`))).toEqual({ whatsapp: [], pipedrive: [], inbox: [] });

  // The listener steps out of the way when it stops: the provider hears its webhooks directly again.
  listener.process.kill('SIGTERM');
  expect(await listener.ended).toBe(0);
  const again = JSON.parse(await type(`curl -s --json '{"from":"15551230001","text":"still there?"}' ${control}/customers/messages`));
  expect(again.webhook.status).toBe(200);
});

test('simulate: alone with a listener: webhooks arrive signed, and typing as a salesperson says what is missing', async () => {
  const listener = await ready(simulate('listen', '--port', '0', '--app-secret', 's3cret', '--verify-token', 't0ken'));
  const webhook = found(/on (http:\S+?)[,.]? /, listener.out.replace(/\. /g, ' '));
  const simulators = await ready(simulate(...anyPorts, '--webhook', webhook, '--app-secret', 's3cret', '--verify-token', 't0ken'));
  const control = found(/control API +(http:\S+)/, simulators.out);
  expect(JSON.parse(await type(`curl -s -X POST ${control}/webhook/verify`)).accepted).toBe(true);
  await type(`curl -s --json '{"from":"15551230001","text":"olá"}' ${control}/customers/messages`);
  expect(listener.out).toContain('handshake  accepted\nsignature ok  text from 15551230001: olá  → 200\n');
  const refused = JSON.parse(await type(`curl -s --json '{"to":"15551230001","text":"hi"}' ${control}/salespeople/messages`));
  expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('--provider') });
  expect((await simulators.process.kill('SIGINT')) && (await simulators.ended)).toBe(0);
});

test.each([
  ['without a webhook', false],
  ['with a webhook', true],
])('simulate: the commands it prints work as they stand, %s', async (_what, withWebhook) => {
  const listener = await ready(simulate('listen', '--port', '0', '--app-secret', 's3cret'));
  const webhook = found(/on (http:\/\/127\.0\.0\.1:\d+\/)/, listener.out);
  const simulators = await ready(simulate(...anyPorts, '--app-secret', 's3cret', ...(withWebhook ? ['--webhook', webhook] : [])));
  const commands = simulators.out.split('\n').filter((line) => line.startsWith('  curl '));
  expect(commands).toHaveLength(5);
  for (const command of commands) {
    const output = await type(`${command.trim()} -w '%{http_code}'`);
    expect(output.slice(-3), command).toBe('200');
  }
  const last = await type(commands.at(-1)?.trim() ?? '');
  expect(last).toMatch(/provider → WhatsApp +sendMessage +200/);
});

test('simulate: --json, --start, --paused-clock and --no-limits', async () => {
  const program = simulate(
    ...anyPorts,
    '--json',
    '--start',
    '2026-11-20T09:00:00Z',
    '--paused-clock',
    '--no-limits',
    '--access-token',
    'EAAmine',
  );
  await until(() => program.out.includes('\n'), 'the line of JSON');
  const { controlUrl, whatsappAccessToken, phoneNumbers } = JSON.parse(program.out);
  expect([whatsappAccessToken, phoneNumbers.length]).toEqual(['EAAmine', 1]);
  const index = JSON.parse(await type(`curl -s ${controlUrl}/`));
  expect(index.clock).toEqual({ now: '2026-11-20T09:00:00.000Z', running: false });
  expect(index.settings.whatsapp.limits).toBe(false);
});

test('simulate: --manifest: the inbox calls the addresses of the provider', async () => {
  const asked: string[] = [];
  const provider = createServer((request, response) => {
    const base = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/own`;
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    const manifest = { version: 'v202101', endpoints: { getConversations: `${base}/:providerChannelId/talks` } };
    const body = request.url === '/manifest.json' ? manifest : { success: true, data: [], additional_data: {} };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  try {
    const manifest = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/manifest.json`;
    const simulators = await ready(simulate(...anyPorts, '--manifest', manifest));
    await type(`curl -s --json '{"providerChannelId":"ch_1","name":"x"}' ${found(/control API +(http:\S+)/, simulators.out)}/channels`);
    await until(() => asked.includes('GET /own/ch_1/talks'), 'the first sync');
  } finally {
    provider.closeAllConnections();
    provider.close();
  }
});
