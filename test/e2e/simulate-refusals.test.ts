import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anyPorts, found, ready, simulate, useFolder } from './simulate-programs.ts';

const dataDir = useFolder();

test('simulate listen: a wrong signature is 401 and shown, a wrong verify token 403, a silent provider 502', async () => {
  const listener = await ready(
    simulate('listen', '--port', '0', '--app-secret', 's3cret', '--verify-token', 't0ken', '--forward', 'http://127.0.0.1:1/'),
  );
  const url = found(/on (http:\/\/127\.0\.0\.1:\d+\/)/, listener.out);
  const body = '{"entry":[]}';
  const post = (signature: string) => fetch(url, { method: 'POST', body, headers: { 'x-hub-signature-256': signature } });
  expect((await post('sha256=00')).status).toBe(401);
  expect((await fetch(`${url}?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1`)).status).toBe(403);
  expect((await post(`sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`)).status).toBe(502);
  expect(listener.out).toMatch(/signature WRONG {2}.*→ 401\nhandshake {2}REFUSED.*\nsignature ok {2}.*→ 502\n/);
});

test.each([
  ['an unknown option', ['--colour'], 2, '--help'],
  ['a port that is none', ['--control-port', '70000'], 2, '65535'],
  ['an address that is none', ['--webhook', 'localhost:3000'], 2, 'http://'],
  ['half a pair', ['--client-id', 'x'], 2, '--client-secret'],
  ['a time that is none', ['--start', 'tomorrow'], 2, '2026-'],
  ['a manifest nobody serves', ['--manifest', 'http://127.0.0.1:1/manifest.json'], 1, 'cannot be read'],
  ['a listener without a secret', ['listen'], 2, '--app-secret'],
  ['a listener without a sandbox', ['listen', '--sandbox'], 1, 'npm start'],
  [
    'a listener without simulators',
    ['listen', '--port', '0', '--app-secret', 'x', '--control', 'http://127.0.0.1:1'],
    1,
    'npm run simulate',
  ],
])('simulate: %s ends with what to do', async (_what, args, exitCode, hint) => {
  const program = simulate(...args);
  expect(await program.ended).toBe(exitCode);
  expect(program.err).toContain(hint);
  expect(program.err).not.toMatch(/^\s+at /m);
});

test('simulate: a port in use, and a state that is none, end with what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = taken.address() as AddressInfo;
    for (const args of [
      [...anyPorts.slice(0, 4), '--control-port', String(port)],
      ['listen', '--port', String(port), '--app-secret', 'x'],
    ]) {
      const program = simulate(...args);
      expect(await program.ended).toBe(1);
      expect(program.err).toContain(`Port ${port} is in use`);
    }
    const nowhere = simulate(...anyPorts, '--state', join(dataDir(), 'no', 'state.json'));
    expect(await nowhere.ended).toBe(1);
    expect(nowhere.err).toContain('nothing can be saved');
    const state = join(dataDir(), 'state.json');
    for (const text of ['{', '{"version":7}']) {
      await writeFile(state, text);
      const program = simulate(...anyPorts, '--state', state);
      expect(await program.ended).toBe(1);
      expect(program.err).toContain(state);
      expect(await readFile(state, 'utf8')).toBe(text);
    }
  } finally {
    taken.close();
  }
});

test('simulate: --help names every option, of both commands', async () => {
  for (const [args, options] of [
    [['--help'], ['--webhook', '--app-secret', '--state', '--json', '--paused-clock', '--manifest', 'listen']],
    [
      ['listen', '--help'],
      ['--port', '--forward', '--sandbox', '--control'],
    ],
  ] as const) {
    const program = simulate(...args);
    expect(await program.ended).toBe(0);
    for (const option of options) expect(program.out).toContain(option);
  }
});
