import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { coverageMap } from '../coverage/command.ts';
import { findGaps, readRecorded } from '../coverage/gaps.ts';
import type { RecordedLine } from '../coverage/record.ts';
import { type MappedOperation, readUniverse } from '../coverage/universe.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const universe = readUniverse();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coverage-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What an exchange of the dispatcher looks like to the recorder. */
const exchange = { document: 'd', operationId: 'o', status: 200, requestBody: undefined, rawBody: Buffer.alloc(0), files: [] };

/** A program that records and publishes these exchanges; it ends by itself unless told to `stay`. */
function recordingProgram(exchanges: readonly object[], stay: boolean): string[] {
  const body = `
    const exchanges = require('node:diagnostics_channel').channel('contract-exchange');
    for (const one of ${JSON.stringify(exchanges)}) exchanges.publish(one);
    ${stay ? "setInterval(() => {}, 1000); process.stdout.write('published');" : ''}`;
  return ['--require', join(root, 'test/coverage/preload.cjs'), '-e', body];
}

const recordingEnv = () => ({ ...process.env, NODE_OPTIONS: '', CONTRACT_COVERAGE: folder, CONTRACT_COVERAGE_SOURCE: 'verify' });

function linesIn(home: string): RecordedLine[] {
  return readdirSync(home).flatMap((file) =>
    readFileSync(join(home, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
}

describe('coverage: recording', () => {
  test('recordCoverage: counts what kept its contract, by status and kind, and neither what broke it nor what nobody was left to read', () => {
    const sent = {
      ...exchange,
      operationId: 'sendMessage',
      requestBody: { type: 'text', text: { body: 'secret words' }, to: '15551230001' },
    };
    const exchanges = [
      ...Array.from({ length: 3 }, () => exchange),
      { ...exchange, status: 500, violation: 'the body is wrong' },
      { ...exchange, status: 408, error: { code: 'REQUEST_ABORTED' } },
      sent,
      { ...sent, requestBody: { type: 'the customer said: hello', text: {} } },
    ];
    const { status, stderr } = spawnSync(process.execPath, recordingProgram(exchanges, false), { env: recordingEnv(), encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(Object.fromEntries(readRecorded(folder))).toEqual({
      'd o 200': { verify: 3 },
      'd sendMessage 200': { verify: 2 },
      'd sendMessage 200 message/text': { verify: 1 },
      'd sendMessage 200 message/other': { verify: 1 },
    });
    expect(JSON.stringify(linesIn(folder))).not.toMatch(/secret|hello|1555/);
  });

  test('recordCoverage: a process that is killed has recorded what it saw', async () => {
    const child = spawn(process.execPath, recordingProgram([exchange, { ...exchange, status: 404 }], true), { env: recordingEnv() });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([...readRecorded(folder).keys()].toSorted()).toEqual(['d o 200', 'd o 404']);
  });

  test('readRecorded: adds up all files and passes over a line that was cut off', () => {
    const line = (source: string, count: number) => JSON.stringify({ source, document: 'd', operationId: 'o', status: 200, count });
    writeFileSync(join(folder, 'test-a.jsonl'), `${line('test', 1)}\n${line('test', 4)}\n{"source":"test","docu`);
    writeFileSync(join(folder, 'dredd.jsonl'), `${line('dredd', 2)}\n${line('somebody', 9)}\n`);
    expect(Object.fromEntries(readRecorded(folder))).toEqual({ 'd o 200': { test: 5, dredd: 2 } });
    expect(readRecorded(join(folder, 'nowhere')).size).toBe(0);
  });
});

describe('coverage: the gate', () => {
  const operation: MappedOperation = {
    document: 'd',
    operationId: 'o',
    method: 'POST',
    path: '/o',
    deprecated: false,
    statuses: [200, 400, 503],
    direction: 'here → there',
    kinds: ['message/text', 'message/image'],
  };

  test('findGaps: names what nobody exercised; a kind counts only where it succeeded; exceptions must be needed', () => {
    const recorded = new Map([
      ['d o 200', { test: 1 }],
      ['d o 400', { verify: 2 }],
      ['d o 200 message/text', { dredd: 1 }],
      ['d o 400 message/image', { test: 7 }],
    ]);
    expect(findGaps([operation], recorded, {})).toEqual({ missing: ['d o 503', 'd o message/image'], stale: [], covered: 3, total: 5 });
    const unreachable = { 'd o 503': 'needs a full disk', 'd o 400': 'thought so once', 'd gone 200': 'was removed' };
    expect(findGaps([operation], recorded, unreachable)).toMatchObject({
      missing: ['d o message/image'],
      stale: ['d o 400', 'd gone 200'],
    });
  });

  function run(...args: string[]): { code: number; out: string; err: string; html: string } {
    vi.stubEnv('CONTRACT_COVERAGE', join(folder, 'records'));
    const [out, err]: [string[], string[]] = [[], []];
    const html = join(folder, 'map.html');
    const exceptions = join(folder, 'unreachable.json');
    writeFileSync(exceptions, '{}');
    const code = coverageMap(
      ['--html', html, '--unreachable', exceptions, ...args],
      (text) => out.push(text),
      (text) => err.push(text),
    );
    return { code, out: out.join('\n'), err: err.join('\n'), html };
  }

  function record(name: string, lines: readonly Omit<RecordedLine, 'count' | 'source'>[], source = 'test'): void {
    const text = lines.map((line) => JSON.stringify({ source, count: 1, ...line })).join('\n');
    mkdirSync(join(folder, 'records'), { recursive: true });
    writeFileSync(join(folder, 'records', `${name}.jsonl`), `${text}\n`);
  }

  /** Lines that exercise every operation, status and kind there is. */
  const everything = universe.flatMap(({ document, operationId, statuses, kinds }) => [
    ...statuses.map((status) => ({ document, operationId, status })),
    ...kinds.map((kind) => ({ document, operationId, status: 200, kind })),
  ]);

  test('coverage:map 2: nothing was recorded, or not by everybody who should have, or the command is wrong', () => {
    expect(run()).toMatchObject({ code: 2, err: expect.stringContaining('Nothing was recorded') });
    record('test', everything);
    expect(run('--sources', 'test,dredd')).toMatchObject({ code: 2, err: expect.stringContaining('by dredd') });
    expect(run('--sources', 'tests')).toMatchObject({ code: 2, err: expect.stringContaining('There is no source tests') });
    expect(run('--what')).toMatchObject({ code: 2 });
  });

  test('coverage:map 0: everything was exercised; the map is one page that loads nothing', () => {
    record('test', everything);
    record('dredd', [{ document: 'pipedrive-api', operationId: 'addChannel', status: 403 }], 'dredd');
    const { code, out, html } = run('--sources', 'test,dredd');
    expect(code).toBe(0);
    expect(out).toMatch(/(\d+) of \1 documented statuses and kinds of message exercised, 0 missing/);
    const page = readFileSync(html, 'utf8');
    for (const { operationId } of universe) expect(page).toContain(`${operationId} <small>`);
    expect(page).toContain('<td class="seen">T 1 D 1</td>');
    expect(page).not.toMatch(/class="missing"|<script|\b(?:src|href)=(?!"#)/);
  });

  test('coverage:map 1: a documented status and a kind of message that nobody exercises are named and stand in the map', () => {
    record(
      'test',
      everything.filter(
        (line) => !(line.operationId === 'getTemplates' && line.status === 429) && !('kind' in line && line.kind === 'message/sticker'),
      ),
    );
    const { code, err, html } = run();
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      'nobody exercises: pipedrive-provider getTemplates 429',
      'nobody exercises: whatsapp-cloud sendMessage message/sticker',
      'nobody exercises: whatsapp-webhooks receiveWebhook message/sticker',
    ]);
    expect(readFileSync(html, 'utf8')).toContain('<td class="missing">nobody</td>');
  });

  test('unreachable.json: every exception has its reason', () => {
    const listed = JSON.parse(readFileSync(join(root, 'test/coverage/unreachable.json'), 'utf8')) as Record<string, string>;
    for (const [key, reason] of Object.entries(listed)) expect(reason.length, key).toBeGreaterThan(20);
  });
});
