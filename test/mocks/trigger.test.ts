import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleBytes } from '../../mocks/whatsapp/sample-media.ts';
import { listSamples } from '../../mocks/whatsapp/webhook-samples.ts';
import { trigger } from '../../src/cli/trigger/command.ts';
import { optionNames } from '../../src/cli/trigger/read-command.ts';
import type { PlaygroundConversation } from '../../src/domain/playground.ts';
import { type FarEnd, type SeenRequest, startFarEnd } from './far-end.ts';
import { signature } from './whatsapp-setup.ts';

let provider: FarEnd;
let dataDir: string;
const usual = { kind: 'message', files: [], about: null, template: null, emoji: null, voice: false, location: null, contacts: [] };
const hello = { ...usual, id: 'ms_1', from: 'customer', text: 'Hello', status: 'delivered', at: '2026-11-20T09:00:00.000Z' } as const;
const hi = { ...usual, id: 'ms_2', from: 'business', text: 'Hi\nAna', status: 'read', at: '2026-11-20T09:00:05.000Z' } as const;
const conversation: PlaygroundConversation = {
  phone: '15551230001',
  name: 'Ana Pereira',
  now: '2026-11-20T09:00:30.000Z',
  replyBy: null,
  inbox: [hello, hi],
  handset: [
    { ...hello, id: 'wamid.1', status: 'sent' },
    { ...hi, id: 'wamid.2' },
  ],
};
const templates = [
  { id: '1', name: 'berth_reminder', language: 'en_US', content: 'Hello {{1}}, your berth is booked until {{2}}.' },
  { id: '2', name: 'berth_reminder', language: 'pt_PT', content: 'Olá {{1}}, até {{2}}.' },
  { id: '3', name: 'season_offer', language: 'en_US', content: 'Hello {{customer_name}}, dear {{ customer_name }}.' },
];

/** The playground and, at the same address, the control API. */
function answer({ method, url }: SeenRequest): { status: number; body?: unknown } {
  if (url === '/clock') return { status: 200, body: { now: '2026-12-01T08:00:00.000Z', running: true } };
  if (url === '/clock/advance') return { status: 200, body: { now: '2026-12-02T08:00:00.000Z', running: true } };
  if (url === '/media') return { status: 201, body: { mediaId: '2914523482062113', mimeType: 'x', size: 1 } };
  if (url === '/faults/presets')
    return { status: 200, body: { presets: [{ name: 'window-closed', description: 'It closes.', faults: [] }] } };
  if (url.startsWith('/faults')) return method === 'DELETE' ? { status: 204 } : { status: 201, body: { faults: [] } };
  if (url === '/playground/templates') return { status: 200, body: { status: 200, body: JSON.stringify({ data: { templates } }) } };
  return { status: 200, body: method === 'GET' ? conversation : { status: 200, body: '{"stored":1}' } };
}

beforeEach(async () => {
  provider = await startFarEnd();
  provider.answer = answer;
  dataDir = await mkdtemp(join(tmpdir(), 'trigger-'));
  await mkdir(join(dataDir, 'sandbox'));
  await writeFile(join(dataDir, 'sandbox', 'sandbox.json'), JSON.stringify({ providerUrl: provider.url }));
  vi.stubEnv('DATA_DIR', dataDir);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await provider.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exitCode = await trigger(
    args,
    (line) => out.push(line),
    (line) => errors.push(line),
  );
  return { exitCode, out: out.join('\n'), errors: errors.join('\n') };
}
const posted = () => JSON.parse(provider.seen.at(-1)?.body.toString() ?? '{}') as Record<string, unknown>;

test('text: the filled webhook goes to the sandbox that DATA_DIR names', async () => {
  const { exitCode, out } = await run('text', '--from', '15551230007', '--body', 'hello');
  expect(exitCode).toBe(0);
  expect(out).toContain('{"stored":1}');
  expect(provider.seen[0]?.url).toBe('/playground/deliveries');
  expect(JSON.stringify(posted())).toContain('"text":{"body":"hello"}');
  expect(JSON.stringify(posted())).toContain('15551230007');
});

const asSandbox = (fields: Record<string, string>) =>
  writeFile(join(dataDir, 'sandbox', 'sandbox.json'), JSON.stringify({ providerUrl: provider.url, ...fields }));
/** The form of the newest request, as far as it is text. */
const form = () => provider.seen.at(-1)?.body.toString('utf8') ?? '';
const field = (name: string) => new RegExp(`name="${name}"\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--`).exec(form())?.[1];
const ownFile = async (name: string, bytes: string | Buffer) => {
  await writeFile(join(dataDir, name), bytes);
  return join(dataDir, name);
};
const PNG = sampleBytes('image/png');

test('text: the time is that of the sandbox, however many days were let pass there', async () => {
  await asSandbox({ controlUrl: provider.url });
  expect((await run('text')).exitCode).toBe(0);
  expect(JSON.stringify(posted())).toContain(`"timestamp":"${Date.parse('2026-12-01T08:00:00Z') / 1000}"`);
});

test('reply: phone and text go to the sandbox', async () => {
  expect((await run('reply', '--to', '15551230001', '--body', 'hi')).exitCode).toBe(0);
  expect(provider.seen[0]?.url).toBe('/playground/replies');
  expect([field('phone'), field('text')]).toEqual(['15551230001', 'hi']);
});

test('reply --file: files go with their name and the type that a browser gives them, with a text or without', async () => {
  const files = [await ownFile('Preise.pdf', '%PDF-1.7'), await ownFile('odd.zzz', 'x')];
  expect((await run('reply', '--file', files[0] ?? '', '--file', files[1] ?? '')).exitCode).toBe(0);
  expect([...form().matchAll(/name="files"; filename="([^"]+)"\r\nContent-Type: (\S+)/g)].map(([, name, type]) => [name, type])).toEqual([
    ['Preise.pdf', 'application/pdf'],
    ['odd.zzz', 'application/octet-stream'],
  ]);
  expect(field('text')).toBe('');
});

test('reply --template: its text goes, filled in with the values in their order, the same variable with the same value', async () => {
  expect((await run('reply', '--template', 'berth_reminder', '--language', 'en_US', '--value', 'Ana', '--value', '$1 May')).exitCode).toBe(
    0,
  );
  expect(field('text')).toBe('Hello Ana, your berth is booked until $1 May.');
  expect((await run('reply', '--template', 'season_offer', '--value', 'Ana')).exitCode).toBe(0);
  expect(field('text')).toBe('Hello Ana, dear Ana.');
});

test.each([
  ['that is not there', ['nothing'], 'berth_reminder, season_offer'],
  ['in several languages', ['berth_reminder', '--value', 'a', '--value', 'b'], '--language: en_US, pt_PT'],
  ['in another language', ['season_offer', '--language', 'pt_PT'], 'en_US, not in pt_PT'],
  ['with too few values', ['berth_reminder', '--language', 'en_US', '--value', 'a'], '--value <1> --value <2>'],
  ['with too many values', ['season_offer', '--value', 'a', '--value', 'b'], '--value <customer_name>'],
])('reply --template, exit 2: a template %s is not sent, and it says what would do', async (_what, args, words) => {
  expect(await run('reply', '--template', ...args)).toMatchObject({ exitCode: 2, errors: expect.stringContaining(words) });
  expect(provider.seen.map(({ url }) => url)).toEqual(['/playground/templates']);
});

test('templates: name, language and text of each', async () => {
  const { out } = await run('templates');
  expect(out.split('\n').slice(0, 2)).toEqual(['berth_reminder (en_US)', '  Hello {{1}}, your berth is booked until {{2}}.']);
  provider.answer = () => ({ status: 200, body: { status: 503, body: '{"data":{"message":"WhatsApp is away."}}' } });
  expect(await run('templates')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('(503): WhatsApp is away.') });
});

test("image --file: the customer's file is put into WhatsApp, and the webhook names it by id, type and hash", async () => {
  await asSandbox({ controlUrl: provider.url });
  expect((await run('image', '--file', await ownFile('boat.jpg', PNG), '--body', 'this one')).exitCode).toBe(0);
  expect(provider.seen.map(({ url }) => url)).toEqual(['/clock', '/media', '/playground/deliveries']);
  expect(provider.seen[1]?.body.includes(PNG)).toBe(true);
  expect(JSON.stringify(posted())).toContain(
    `"image":{"id":"2914523482062113","mime_type":"image/png","sha256":"${createHash('sha256').update(PNG).digest('base64')}","caption":"this one"}`,
  );
});

test('document --file: the webhook carries its name', async () => {
  await asSandbox({ controlUrl: provider.url });
  expect((await run('document', '--file', await ownFile('boat.png', PNG))).exitCode).toBe(0);
  expect(JSON.stringify(posted())).toContain('"filename":"boat.png"');
});

test('--file, exit 2: what WhatsApp would never carry so is not delivered, and it says how it would', async () => {
  await asSandbox({ controlUrl: provider.url });
  const png = await ownFile('boat.png', PNG);
  for (const [args, words] of [
    [['voice', '--file', png], 'trigger -- image --file'],
    [['image', '--file', await ownFile('a.jpg', 'no picture')], 'trigger -- document --file'],
    [['text', '--file', png], 'carries no file'],
    [['image', '--file', png, '--file', png], 'one file'],
    [['image', '--file', join(dataDir, 'nothing.png')], 'cannot be read'],
    [['image', '--file', png, '--webhook', provider.url, '--secret', 's'], 'needs the sandbox'],
  ] as const) {
    expect(await run(...args)).toMatchObject({ exitCode: 2, errors: expect.stringContaining(words) });
  }
  expect(provider.seen.filter(({ url }) => url !== '/clock')).toEqual([]);
});

test('wait and fault: the control API that sandbox.json names, or --control, is asked', async () => {
  await asSandbox({ controlUrl: provider.url });
  expect(await run('wait', 'P1D')).toMatchObject({ exitCode: 0, out: 'In the sandbox it is now 2026-12-02 08:00:00 (UTC).' });
  expect([provider.seen.at(-1)?.url, posted()]).toEqual(['/clock/advance', { by: 'P1D' }]);
  expect(await run('fault')).toMatchObject({ exitCode: 0, out: 'window-closed\n  It closes.\noff\n  Ends what was set.' });
  expect(await run('fault', 'window-closed')).toMatchObject({ exitCode: 0, out: 'It closes.' });
  expect(provider.seen.at(-1)).toMatchObject({ method: 'POST', url: '/faults/presets/window-closed' });
  expect(await run('fault', 'off')).toMatchObject({ exitCode: 0 });
  expect(provider.seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/faults' });
  expect(await run('fault', 'nonsense')).toMatchObject({ exitCode: 2, errors: expect.stringContaining('window-closed, and off') });
  expect(await run('wait', 'P1D', '--url', provider.url)).toMatchObject({ exitCode: 1, errors: expect.stringContaining('--control') });
  expect(await run('wait', 'P1D', '--url', 'http://127.0.0.1:9', '--control', provider.url)).toMatchObject({ exitCode: 0 });
});

test('reaction: without --message it means the newest message of the business', async () => {
  expect((await run('reaction')).exitCode).toBe(0);
  expect(JSON.stringify(posted())).toContain('"message_id":"wamid.2"');
});

test("edit and revoke: without --message they mean the customer's newest message", async () => {
  for (const kind of ['edit', 'revoke']) {
    expect((await run(kind)).exitCode).toBe(0);
    expect(JSON.stringify(posted())).toContain('"original_message_id":"wamid.1"');
  }
});

test('send: a body of your own goes to the sandbox, its placeholders filled', async () => {
  const file = join(dataDir, 'own.json');
  await writeFile(file, '{"object":"whatsapp_business_account","entry":[{"id":"{{from}}","x":"{{body|usual}}"}]}');
  expect(await run('send', file, '--from', '15551230007')).toMatchObject({ exitCode: 0, errors: '' });
  expect(provider.seen[0]?.url).toBe('/playground/deliveries');
  expect(posted()).toEqual({ object: 'whatsapp_business_account', entry: [{ id: '15551230007', x: 'usual' }] });
});

test('send: bytes that are no JSON are signed and posted unchanged with --webhook, and refused without', async () => {
  const file = join(dataDir, 'broken.json');
  await writeFile(file, '{"object": ');
  expect(await run('send', file)).toMatchObject({ exitCode: 2, errors: expect.stringContaining('--webhook') });
  expect(provider.seen).toEqual([]);
  expect((await run('send', file, '--webhook', `${provider.url}/hook`, '--secret', 'app-secret-for-tests')).exitCode).toBe(0);
  expect(provider.seen[0]?.body.toString()).toBe('{"object": ');
  expect(provider.seen[0]?.headers['x-hub-signature-256']).toBe(signature(provider.seen[0]?.body as Buffer));
});

test('show: both sides stand under each other, columns aligned', async () => {
  const { out } = await run('show');
  expect(provider.seen[0]?.url).toBe('/playground/conversations/15551230001');
  expect(out.split('\n')).toEqual([
    'Pipedrive inbox: Ana Pereira (UTC)',
    '  09:00:00  Ana Pereira  ✓✓ delivered  Hello',
    '  09:00:05  you          ✓✓ read       Hi',
    '                                       Ana',
    '',
    'WhatsApp phone: 15551230001 (UTC)',
    '  09:00:00  me           ✓ sent        Hello',
    '  09:00:05  business     ✓✓ read       Hi',
    '                                       Ana',
  ]);
});

test('show --links: the address of every file stands below it, in one piece', async () => {
  const url = `http://localhost:3000/media/${'x'.repeat(120)}`;
  const files = [{ name: 'offer.pdf', type: 'application/pdf', size: 12, url }];
  provider.answer = () => ({ status: 200, body: { ...conversation, inbox: [{ ...hi, files }] } });
  expect((await run('show', '--links')).out.split('\n')).toContain(`    ${url}`);
  expect((await run('show')).out).not.toContain(url);
});

test('--webhook and --secret: signed and posted straight there, without a sandbox', async () => {
  vi.stubEnv('DATA_DIR', '/nowhere');
  const { exitCode } = await run('text', '--body', 'olá', '--webhook', `${provider.url}/hook`, '--secret', 'app-secret-for-tests');
  expect(exitCode).toBe(0);
  const [request] = provider.seen;
  expect(request?.url).toBe('/hook');
  expect(request?.headers['x-hub-signature-256']).toBe(signature(request?.body as Buffer));
  expect(request?.body.toString()).toContain(String.raw`ol\u00e1`);
});

test('exit 1: an answer other than 200 is shown', async () => {
  provider.answer = () => ({ status: 200, body: { status: 503, body: 'store is full' } });
  expect(await run('text')).toMatchObject({ exitCode: 1, errors: 'The provider answered 503:\n  store is full' });
  provider.answer = () => ({
    status: 200,
    body: { status: 400, body: '{"success":false,"data":{"message":"Not sent.","code":"INVALID_BODY"}}' },
  });
  expect(await run('reply', '--body', 'hi')).toMatchObject({ exitCode: 1, errors: 'The provider answered 400:\n  Not sent.' });
  provider.answer = () => ({ status: 200, body: { status: 0, body: 'refused' } });
  expect(await run('text')).toMatchObject({ exitCode: 1, errors: 'The provider answered nothing:\n  refused' });
  provider.answer = () => ({ status: 404, body: { detail: 'Nobody has written yet.' } });
  expect(await run('show')).toMatchObject({ exitCode: 1, errors: 'Nobody has written yet. (status 404)' });
});

test('exit 1: without a running sandbox it says how to start one', async () => {
  await provider.stop();
  expect(await run('text')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('npm start') });
  vi.stubEnv('DATA_DIR', '/nowhere');
  expect(await run('text')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('npm start') });
});

test.each([
  ['an unknown webhook', ['nonsense']],
  ['an unknown option', ['text', '--colour', 'red']],
  ['a phone with letters', ['text', '--from', 'Ana']],
  ['a reply without text', ['reply']],
  ['a reply with two texts', ['reply', '--body', 'hi', '--template', 'x']],
  ['values without a template', ['reply', '--body', 'hi', '--value', 'x']],
  ['wait without a time', ['wait']],
  ['wait for a time that is none', ['wait', '1d']],
  ['a command of the sandbox with --webhook', ['templates', '--webhook', 'http://localhost', '--secret', 's']],
  ['a webhook without its secret', ['text', '--webhook', 'http://localhost']],
  ['two commands', ['text', 'image']],
  ['send without a file', ['send']],
  ['send with a file that is not there', ['send', '/nowhere/body.json']],
  ['send with two files', ['send', 'a', 'b']],
])('exit 2: %s', async (_what, args) => {
  const { exitCode, errors } = await run(...args);
  expect(exitCode).toBe(2);
  expect(errors).not.toBe('');
  expect(provider.seen).toEqual([]);
});

test('list: every webhook with what it is, in groups, at most 100 columns wide', async () => {
  const lines = (await run('list')).out.split('\n');
  expect(lines).toContain('  voice                   a voice note, recorded in the chat');
  expect(lines.flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []).sort()).toEqual(await listSamples());
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

test('--help: every option is named', async () => {
  const { exitCode, out } = await run('--help');
  expect(exitCode).toBe(0);
  expect(optionNames.filter((name) => !out.includes(`--${name}`))).toEqual([]);
  expect(out.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
});
