import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { trigger } from '../../src/cli/trigger/command.ts';
import { renderConversation } from '../../src/cli/trigger/render-conversation.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';
import { signature } from './whatsapp-setup.ts';

let provider: FarEnd;
let dataDir: string;
const conversation = {
  phone: '15551230001',
  name: 'Ana Pereira',
  inbox: [
    { id: 'ms_1', from: 'customer', text: 'Hello', status: 'delivered', at: '2026-11-20T09:00:00.000Z' },
    { id: 'ms_2', from: 'business', text: 'Hi\nAna', status: 'read', at: '2026-11-20T09:00:05.000Z' },
  ],
  handset: [
    { id: 'wamid.1', from: 'customer', text: 'Hello', status: 'sent', at: '2026-11-20T09:00:00.000Z' },
    { id: 'wamid.2', from: 'business', text: 'Hi\nAna', status: 'read', at: '2026-11-20T09:00:05.000Z' },
  ],
} as const;

beforeEach(async () => {
  provider = await startFarEnd();
  provider.answer = ({ method }) => ({ status: 200, body: method === 'GET' ? conversation : { status: 200, body: '{"stored":1}' } });
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

test('reply: phone and text go to the sandbox', async () => {
  expect((await run('reply', '--to', '15551230001', '--body', 'hi')).exitCode).toBe(0);
  expect(provider.seen[0]?.url).toBe('/playground/replies');
  expect(posted()).toEqual({ phone: '15551230001', text: 'hi' });
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

test('show: both sides stand under each other, columns aligned, one line per message', async () => {
  const { out } = await run('show');
  expect(provider.seen[0]?.url).toBe('/playground/conversations/15551230001');
  expect(out.split('\n')).toEqual([
    'Pipedrive inbox: Ana Pereira (UTC)',
    '  09:00:00  Ana Pereira  ✓✓ delivered  Hello',
    '  09:00:05  you          ✓✓ read       Hi ⏎ Ana',
    '',
    'WhatsApp phone: 15551230001 (UTC)',
    '  09:00:00  me           ✓ sent        Hello',
    '  09:00:05  business     ✓✓ read       Hi ⏎ Ana',
  ]);
});

test('show: an empty side says so', () => {
  expect(renderConversation({ phone: '1', name: 'Ana', inbox: [], handset: [] })).toContain('nothing yet');
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
  expect(await run('text')).toMatchObject({ exitCode: 1, errors: 'The provider answered 503: store is full' });
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

test('list and --help: every webhook and every option is named', async () => {
  expect((await run('list')).out.split('\n')).toContain('voice');
  const { exitCode, out } = await run('--help');
  expect(exitCode).toBe(0);
  for (const option of ['--from', '--body', '--name', '--message', '--webhook', '--secret', '--url']) expect(out).toContain(option);
});
