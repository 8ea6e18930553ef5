import { afterEach, beforeEach, expect, test } from 'vitest';
import { metaJson } from '../../mocks/whatsapp/signature.ts';
import { startFarEnd, until } from './far-end.ts';
import { ANA, type Setup, START, signature, startWhatsApp, text, textDelivery } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const DAY = 24 * 60 * 60 * 1000;

test('metaJson: what lies beyond ASCII is escaped in lower case, slashes too, and the meaning stays', () => {
  const value = { text: 'Olá 🛶 a/b', path: 'https://x/y' };
  const bytes = metaJson(value);
  expect(bytes.toString()).toBe(String.raw`{"text":"Ol\u00e1 \ud83d\udef6 a\/b","path":"https:\/\/x\/y"}`);
  expect(JSON.parse(bytes.toString())).toEqual(value);
});

test('deliver: exactly the given bytes are signed and posted, and the first answer comes back', async () => {
  const { provider, whatsapp } = setup;
  provider.answer = () => ({ status: 200, body: { stored: 1 } });
  const body = ` ${JSON.stringify(textDelivery('spaces stay', START))}\n`;
  expect(await whatsapp.deliver(body)).toEqual({ status: 200, body: '{"stored":1}' });
  expect(provider.seen).toHaveLength(1);
  expect(provider.seen[0]?.url).toBe('/webhooks/whatsapp');
  expect(provider.seen[0]?.body.toString()).toBe(body);
  expect(provider.seen[0]?.headers['x-hub-signature-256']).toBe(signature(Buffer.from(body)));
});

test('deliver: the customer sees what was written, once, however often it is delivered', async () => {
  const { whatsapp } = setup;
  const body = JSON.stringify(textDelivery('once', START));
  await whatsapp.deliver(body);
  await whatsapp.deliver(body);
  expect(whatsapp.phone(ANA)).toMatchObject([{ from: 'customer', text: 'once', type: 'text', at: START }]);
});

test('deliver: a body that is no delivery is posted all the same', async () => {
  const { whatsapp, provider } = setup;
  expect((await whatsapp.deliver('{"object"')).status).toBe(200);
  expect(provider.seen[0]?.body.toString()).toBe('{"object"');
});

test('status webhooks are signed over the escaped bytes', async () => {
  const { write, send, clock, provider, statuses } = setup;
  await write();
  await send({ ...text('x'), biz_opaque_callback_data: 'é/1' });
  await clock.advance(50);
  await until(() => statuses().length === 1);
  const post = provider.seen.at(-1);
  expect(post?.body.toString()).toContain(String.raw`\u00e9\/1`);
  expect(post?.headers['x-hub-signature-256']).toBe(signature(post?.body as Buffer));
});

test.each([503, 202, 401])('a webhook answered with %i is repeated after 1 s, 2 s, 4 s until the answer is exactly 200', async (status) => {
  const { whatsapp, provider, clock } = setup;
  const at: number[] = [];
  provider.answer = () => {
    at.push(clock.now() - START);
    return { status: at.length < 4 ? status : 200 };
  };
  expect((await setup.write()).status).toBe(status);
  for (const [delay, attempts] of [
    [1000, 2],
    [2000, 3],
    [4000, 4],
  ] as const) {
    await clock.advance(delay);
    await until(() => at.length === attempts);
    await whatsapp.idle();
  }
  await clock.advance(DAY);
  expect(at).toEqual([0, 1000, 3000, 7000]);
  expect(new Set(provider.seen.map(({ body }) => body.toString())).size).toBe(1);
});

test('a webhook without an answer is repeated, at least every 10 minutes, and given up after 7 days', async () => {
  const { whatsapp, provider, clock } = setup;
  provider.answer = () => ({ status: 500 });
  await setup.write();
  const limit = START + 7 * DAY;
  let previous = START;
  let longest = 0;
  while (clock.now() < limit + DAY) {
    const before = provider.seen.length;
    await clock.advance(10 * 60 * 1000);
    await whatsapp.idle();
    if (provider.seen.length > before) {
      longest = Math.max(longest, clock.now() - previous);
      previous = clock.now();
    }
  }
  expect(longest).toBeLessThanOrEqual(20 * 60 * 1000);
  expect(previous).toBeGreaterThan(limit - 20 * 60 * 1000);
  expect(previous).toBeLessThanOrEqual(limit + 10 * 60 * 1000);
}, 60_000);

test('a provider that is down gets the webhook once it is up again', async () => {
  const { whatsapp, provider, clock } = setup;
  await provider.stop();
  expect((await setup.write('for later')).status).toBe(0);
  const restarted = await startFarEnd();
  provider.url = restarted.url;
  await clock.advance(1000);
  await until(() => restarted.seen.length === 1);
  expect(restarted.seen[0]?.body.toString()).toContain('for later');
  await whatsapp.idle();
  await restarted.stop();
});

test('faults: duplicateWebhooks posts every webhook that many times more', async () => {
  const { whatsapp, provider } = setup;
  whatsapp.faults.duplicateWebhooks = 2;
  await setup.write();
  expect(provider.seen).toHaveLength(3);
});

test('faults: held statuses go out in their order when they are let go', async () => {
  const { whatsapp, clock, send, write, statuses } = setup;
  await write();
  whatsapp.faults.holdStatuses = true;
  await send(text('wait'));
  await clock.advance(1000);
  expect(statuses()).toEqual([]);
  expect(whatsapp.phone(ANA).at(-1)?.status).toBe('read');
  whatsapp.faults.holdStatuses = false;
  await until(() => statuses().length === 3);
  expect(
    statuses()
      .map(({ status }) => status)
      .sort(),
  ).toEqual(['delivered', 'read', 'sent']);
});
