import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/cli/verify/index.ts';
import { readXml } from './read-xml.ts';
import { credentials, type SmallProvider, startSmallProvider } from './small-provider.ts';

const launcher = fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url));
const program = fileURLToPath(new URL('../../src/cli/verify.ts', import.meta.url));

let folder: string;
let provider: SmallProvider;
let open: SmallProvider;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-command-'));
  provider = await startSmallProvider();
  // One that lets everybody in.
  open = await startSmallProvider((request, response) => {
    if (!request.url?.startsWith('/api/channels/small/conversations')) return false;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"data":[],"additional_data":{}}');
    return true;
  });
});
afterAll(async () => {
  await provider?.stop();
  await open?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  code: number | null;
  output: string;
  complaint: string;
}

/** The real command, as npm starts it. */
function verify(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const child = spawn(process.execPath, [launcher, program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', VERIFY_CLIENT_SECRET: credentials.clientSecret, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', complaint: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.complaint += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

test('verify 0: everything judged held; what could not be judged is counted by its reason, and named where that is wanted', async () => {
  const { code, output } = await verify([...provider.args, '--only', 'auth/get-conversations', '--only', 'signature', '--verbose']);
  expect(output).toContain('✓ auth/get-conversations');
  expect(output).toMatch(
    /– \d+: the address and app secret of the webhook are not known.*\n(?: {4}signature\/.+\n)* {4}signature\/right\n/,
  );
  expect(output).toMatch(/What was judged held, 1 of \d+ rules\./);
  expect(code).toBe(0);
});

test('verify 1: something did not hold; the reports carry the same verdict and no secret', async () => {
  const files = { junit: join(folder, 'report.xml'), html: join(folder, 'report.html'), json: join(folder, 'report.json') };
  const reports = Object.entries(files).flatMap(([kind, file]) => [`--${kind}`, file]);
  const { code, output } = await verify([
    ...open.args,
    '--only',
    'auth/get-conversations',
    '--only',
    'errors/unknown-channel-conversations',
    ...reports,
  ]);
  expect(code).toBe(1);
  expect(output).toContain('✗ auth/get-conversations');
  expect(output).toContain('instead of 401');
  const [xml, html, json] = await Promise.all([files.junit, files.html, files.json].map((file) => readFile(file, 'utf8')));
  expect(readXml(String(xml)).attributes).toMatchObject({ tests: '2', failures: '1' });
  expect(html).toContain('auth/get-conversations');
  expect((JSON.parse(String(json)) as Report).score).toMatchObject({ held: 1, failed: 1, share: 0.5 });
  for (const text of [output, xml, html, json]) expect(text).not.toContain(credentials.clientSecret);
});

test('verify 0: a failure on the not-yet list does no harm, and one that was mended must be taken off it', async () => {
  const list = join(folder, 'not-yet.json');
  await writeFile(list, '{ "auth/get-conversations": "the door is put in next week" }');
  const args = ['--only', 'auth/get-conversations', '--not-yet', list];
  expect(await verify([...open.args, ...args])).toMatchObject({ code: 0, output: expect.stringContaining('the door is put in next week') });
  expect(await verify([...provider.args, ...args])).toMatchObject({ code: 1, output: expect.stringContaining('take it off the list') });
});

test('verify 2: nothing judged is no verdict; the sentence says what is missing', async () => {
  const { code, output } = await verify([...provider.args, '--only', 'signature/*']);
  expect(output).toMatch(/There is no verdict: none of \d+ rules could be judged: .*\(--webhook,\s+--app-secret\)/s);
  expect(output).not.toContain('%');
  expect(code).toBe(2);
});

test('verify 2: a report that cannot be written is found out before anything is judged, and an earlier one stays', async () => {
  const earlier = join(folder, 'earlier.json');
  const late = join(folder, 'late.html');
  await writeFile(earlier, 'earlier');
  const run = await verify([...provider.args, '--json', earlier, '--html', late, '--junit', join(folder, 'absent', 'x.xml')]);
  expect(run).toMatchObject({ code: 2, output: '', complaint: expect.stringMatching(/^The report .+x\.xml cannot be written: .+\n$/) });
  const without = await verify([...provider.args, '--json', earlier, '--html', late, '--level', 'none']);
  expect(without.code).toBe(2);
  expect(await readFile(earlier, 'utf8')).toBe('earlier');
  await expect(readFile(late)).rejects.toThrow('ENOENT');
});

test('verify 2: a command of --start that ends by itself is told with its exit code and its words', async () => {
  const free = await startSmallProvider();
  await free.stop();
  const [silent, talking] = await Promise.all(
    ['exit 3', 'echo no database >&2; exit 4'].map((command) => verify([...free.args, '--start', command])),
  );
  expect(silent).toMatchObject({ code: 2, complaint: expect.stringMatching(/ended with exit code 3 .+, and said nothing\.\n$/) });
  expect(talking).toMatchObject({ code: 2, complaint: expect.stringMatching(/ended with exit code 4 .+ It said: no database\n$/) });
});

test('verify 2: what cannot be run is one sentence', async () => {
  const gone = await startSmallProvider();
  await gone.stop();
  const cases: readonly (readonly [args: readonly string[], sentence: string, env?: Record<string, string>])[] = [
    [['--colour'], "Unknown option '--colour'"],
    [['--url', 'not-an-address'], 'begins with http:// or https://'],
    [['--url', provider.url], '--client-id, --channel'],
    [['--channel', 'small'], 'say where it listens with --url'],
    [[...provider.args, '--level', 'some'], '--level is contract, reliable or all'],
    [[...provider.args, '--only', 'nothing/like-it'], 'No rule fits "nothing/like-it"'],
    [[...provider.args, '--webhook', `${provider.url}/hook`], '--webhook needs --app-secret'],
    [[...provider.args, '--not-yet', join(folder, 'absent.json')], 'cannot be read'],
    [gone.args, 'The provider does not answer'],
    [provider.args, "The client id or client secret is not the provider's", { VERIFY_CLIENT_SECRET: 'wrong' }],
  ];
  // Two at a time: each is a process of its own.
  for (let first = 0; first < cases.length; first += 2) {
    await Promise.all(
      cases.slice(first, first + 2).map(async ([args, sentence, env = {}]) => {
        const { code, output, complaint } = await verify(args, env);
        expect(complaint).toContain(sentence);
        expect(complaint.trim().split('\n')).toHaveLength(1);
        expect({ code, output }).toEqual({ code: 2, output: '' });
      }),
    );
  }
});

test('verify 0: --help tells the options, --list the rules', async () => {
  const [help, list] = await Promise.all([verify(['--help']), verify(['--list', '--only', 'paging'])]);
  expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--client-secret') });
  expect(list).toMatchObject({ code: 0, output: expect.stringContaining('paging/cursor-ends') });
  expect(list.output).not.toContain('auth/');
});

test('verify 0: without an address it judges the provider of this project, started for the purpose', async () => {
  const { code, output, complaint } = await verify(['--only', 'manifest', '--only', 'reply/reaches-the-phone-once', '--only', 'handshake']);
  expect(complaint).toBe('');
  expect(output).toContain('✓ reply/reaches-the-phone-once');
  expect(code).toBe(0);
});

test('verify 0: --start starts the provider with what it needs in its environment, and ends it', async () => {
  const script = join(folder, 'provider.mjs');
  await writeFile(
    script,
    `import { createServer } from 'node:http';
const { VERIFY_CLIENT_ID, VERIFY_CLIENT_SECRET, VERIFY_URL, VERIFY_CHANNEL } = process.env;
const right = 'Basic ' + Buffer.from(VERIFY_CLIENT_ID + ':' + VERIFY_CLIENT_SECRET).toString('base64');
createServer((request, response) => {
  const known = request.headers.authorization === right;
  const body = known
    ? { success: true, data: [], additional_data: {} }
    : { success: false, data: { message: VERIFY_CHANNEL, code: 'UNAUTHORIZED' } };
  response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(Number(new URL(VERIFY_URL).port), '127.0.0.1');
`,
  );
  const free = await startSmallProvider();
  await free.stop();
  const { code, output } = await verify([...free.args, '--start', `"${process.execPath}" "${script}"`, '--only', 'auth/get-conversations']);
  expect(output).toContain('✓ auth/get-conversations');
  expect(code).toBe(0);
  await expect(fetch(free.url)).rejects.toThrow();
});
