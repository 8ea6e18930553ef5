import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWhatsAppSimulator } from '../../mocks/whatsapp/simulator.ts';
import { AppError } from '../../src/errors.ts';
import { until } from './far-end.ts';
import { ACCOUNT, ANA, APP_SECRET, type GraphErrorBody, NUMBER, type Setup, startWhatsApp, TOKEN, text } from './whatsapp-setup.ts';
import { upload } from './whatsapp-upload.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const DAY = 24 * 60 * 60 * 1000;
const says = (body: string) => ({ type: 'text', text: body }) as const;
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Something of everything that has a state. */
async function fillUp(): Promise<void> {
  const { whatsapp, send, provider } = setup;
  whatsapp.people.put({ phone: '5511987654321', name: 'Bia', readReceipts: false, username: 'bia' });
  await whatsapp.write({ from: ANA, message: { type: 'image', caption: 'look' } });
  await whatsapp.write({ from: 'BR.7788', message: says('sem número') });
  await upload(setup, Buffer.from('file'), 'image/png');
  await send(text('on its way'));
  await setup.settle(100);
  provider.answer = () => ({ status: 503 });
  await whatsapp.write({ from: ANA, message: says('repeated later') });
  provider.answer = () => ({ status: 200 });
  whatsapp.faults.add({ kind: 'fail', operationId: 'sendMessage', status: 400, code: 131047, times: Number.POSITIVE_INFINITY });
  whatsapp.faults.webhooks.drop = 2;
  whatsapp.configure({ statusDelayMs: { read: 900 }, limits: { messagesPerSecond: 7 } });
}

test('snapshot and restore: the same state comes back, through JSON, into another simulator as well', async () => {
  await fillUp();
  const taken = setup.whatsapp.snapshot();
  expect(throughJson(taken)).toEqual(taken);
  await setup.whatsapp.write({ from: ANA, message: says('later') });
  setup.whatsapp.faults.clear();
  setup.whatsapp.expire('access-token');
  setup.whatsapp.restore(throughJson(taken));
  expect(setup.whatsapp.snapshot()).toEqual(taken);
  expect(setup.whatsapp.faults.list()).toMatchObject([{ times: Number.POSITIVE_INFINITY, code: 131047 }]);

  const other = createWhatsAppSimulator({
    clock: setup.clock,
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    phoneNumbers: [{ id: NUMBER, displayNumber: '15550783881', businessAccountId: ACCOUNT }],
    webhookUrl: () => '',
  });
  other.restore(taken);
  expect(other.snapshot()).toEqual(taken);
  expect(other.phone(ANA)).toEqual(setup.whatsapp.phone(ANA));
  await other.stop();
});

test('snapshot: is a copy that later events do not change', async () => {
  await fillUp();
  const taken = setup.whatsapp.snapshot();
  const before = JSON.stringify(taken);
  setup.whatsapp.restore(taken);
  await setup.write('more');
  await setup.settle(DAY);
  expect(JSON.stringify(taken)).toBe(before);
});

test('restore: statuses and repetitions come at their own times, once; addresses of files still work', async () => {
  const { whatsapp, clock, provider } = setup;
  await setup.write();
  await setup.send(text('hi'));
  await setup.settle(60);
  expect(setup.statuses().map(({ status }) => status)).toEqual(['sent']);
  provider.answer = () => ({ status: 503 });
  const { messageId } = await whatsapp.write({ from: ANA, message: { type: 'image' } });
  const [written] = (setup.newest().messages ?? []) as { image?: { url?: string } }[];
  const url = String(written?.image?.url);
  const taken = throughJson(whatsapp.snapshot());
  whatsapp.reset();
  provider.answer = () => ({ status: 200 });
  await setup.settle(50);
  whatsapp.restore(taken);
  await clock.advance(50);
  await until(() => setup.statuses().length === 2);
  await setup.settle(2000);
  expect(setup.statuses().map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
  expect(provider.seen.filter(({ body }) => body.includes(messageId.replaceAll('/', String.raw`\/`)))).toHaveLength(2);
  const answer = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
});

test('restore: what was due while nobody ran is told at once, in its order', async () => {
  await setup.write();
  await setup.send(text('hi'));
  const taken = setup.whatsapp.snapshot();
  setup.whatsapp.reset();
  await setup.clock.advance(DAY);
  setup.whatsapp.restore(taken);
  await setup.settle(0);
  expect(setup.statuses().map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
});

test('restore: a webhook that was on its way when the snapshot was taken is posted', async () => {
  const { whatsapp, provider, clock } = setup;
  const gate = Promise.withResolvers<unknown>();
  let taken: unknown;
  provider.answer = () => {
    taken ??= whatsapp.snapshot();
    gate.resolve(undefined);
    return { status: 200 };
  };
  await setup.write('under way');
  await gate.promise;
  whatsapp.restore(taken);
  await clock.advance(0);
  await until(() => provider.seen.length === 2);
  expect(provider.seen[1]?.body).toEqual(provider.seen[0]?.body);
});

test('restore: held and collected webhooks are still kept back', async () => {
  const { whatsapp, provider } = setup;
  whatsapp.faults.webhooks.hold = true;
  await setup.write();
  await setup.send(text('hi'));
  await setup.settle();
  whatsapp.faults.webhooks.reorder = 2;
  await whatsapp.write({ from: ANA, message: says('first') });
  const posted = provider.seen.length;
  const taken = whatsapp.snapshot();
  whatsapp.reset();
  whatsapp.restore(taken);
  await whatsapp.write({ from: ANA, message: says('second') });
  await whatsapp.idle();
  expect(provider.seen.slice(posted).map(({ body }) => (body.includes('first') ? 'first' : 'second'))).toEqual(['second', 'first']);
  whatsapp.faults.webhooks.hold = false;
  await whatsapp.idle();
  expect(setup.statuses().map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
});

test.each([undefined, null, 'x', {}, { format: 'pipedrive-simulator/1' }])(
  'restore: %j is refused and nothing changes',
  async (snapshot) => {
    await setup.write();
    expect(() => setup.whatsapp.restore(snapshot)).toThrow(AppError);
    expect(setup.whatsapp.phone(ANA)).toHaveLength(1);
  },
);

test('restore: a snapshot with something else inside is refused, and nothing changes', async () => {
  await setup.write();
  const taken = setup.whatsapp.snapshot() as Record<string, unknown>;
  const { violations: _violations, ...short } = taken;
  for (const wrong of [short, { ...taken, settings: {} }, { ...taken, people: [] }, { ...taken, people: { lastKey: 1, residents: [7] } }])
    expect(() => setup.whatsapp.restore(wrong)).toThrow();
  expect(setup.whatsapp.snapshot()).toEqual(taken);
});

test('reset: everything is as right after creation, and nothing of before comes any more', async () => {
  const fresh = setup.whatsapp.snapshot() as Record<string, unknown>;
  await fillUp();
  setup.whatsapp.faults.webhooks.drop = 0;
  setup.whatsapp.revoke('access-token');
  setup.whatsapp.reset();
  const seen = setup.provider.seen.length;
  // The secret behind addresses of files is a new one, so that old addresses are over.
  expect({ ...(setup.whatsapp.snapshot() as object), media: null }).toEqual({ ...fresh, media: null });
  await setup.settle(7 * DAY);
  expect(setup.provider.seen).toHaveLength(seen);
  expect([setup.whatsapp.people.list(), setup.whatsapp.phone(ANA), setup.whatsapp.faults.list()]).toEqual([[], [], []]);
  expect((await setup.send(text('again'))).status).toBe(200);
});

test('reset: a post that is under way is not repeated when it fails', async () => {
  const { whatsapp, provider } = setup;
  provider.answer = () => {
    whatsapp.reset();
    return { status: 503 };
  };
  await setup.write();
  await setup.settle(DAY);
  expect(provider.seen).toHaveLength(1);
});

test('configure: another secret signs the next webhook, another token is needed, another address is used', async () => {
  const { whatsapp, provider } = setup;
  whatsapp.configure({ accessToken: 'EAAnew', appSecret: 'new-secret', webhookUrl: () => `${provider.url}/moved` });
  await setup.write();
  expect(provider.seen[0]?.url).toBe('/moved');
  const { createHmac } = await import('node:crypto');
  const signed = createHmac('sha256', 'new-secret').update(provider.seen[0]?.body as Buffer);
  expect(provider.seen[0]?.headers['x-hub-signature-256']).toBe(`sha256=${signed.digest('hex')}`);
  expect((await setup.send(text('old token'))).status).toBe(401);
  expect(whatsapp.settings()).toMatchObject({ accessToken: 'EAAnew', webhookUrl: `${provider.url}/moved` });
});

test.each([
  ['expire', 463],
  ['revoke', 460],
] as const)('%s access-token: every call is 401 with 190 until a token is configured, even the same', async (how, subcode) => {
  setup.whatsapp[how]('access-token');
  const answer = await setup.send<GraphErrorBody>(text('x'));
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 190, error_subcode: subcode } } });
  setup.whatsapp.configure({ accessToken: TOKEN });
  expect((await setup.send(text('x'))).status).toBe(200);
});
