import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeptSimulators } from '../../mocks/kept-simulators.ts';
import { createSimulators, type Simulators } from '../../mocks/simulators.ts';
import { slimSnapshot } from '../../mocks/slim-snapshot.ts';

let folder: string;
let file: string;
let started: Simulators[];
let words: string[];
let due: { callback: () => void; delayMs: number; calledOff: boolean }[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
  file = join(folder, 'simulators.json');
  started = [];
  words = [];
  due = [];
});
afterEach(async () => {
  for (const simulators of started) await simulators.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const simulators = createSimulators();
  started.push(simulators);
  await simulators.start();
  const kept = createKeptSimulators({
    file,
    take: simulators.snapshot,
    put: simulators.restore,
    onTrouble: (said) => words.push(said),
    now: () => Date.parse('2026-11-20T09:00:00Z'),
    later(callback, delayMs) {
      const timer = { callback, delayMs, calledOff: false };
      due.push(timer);
      return () => {
        timer.calledOff = true;
      };
    },
  });
  return { simulators, kept };
}
const write = (simulators: Simulators, text: string) => simulators.whatsapp.write({ from: '15551230001', message: { type: 'text', text } });
const textsOf = ({ whatsapp }: Simulators) => whatsapp.phone('15551230001').map(({ text }) => text);

test('kept simulators: what was written before a stop is there after the next start, in a file for the owner only', async () => {
  const first = await start();
  await first.kept.recall();
  await write(first.simulators, 'before the stop');
  await first.kept.stop();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const second = await start();
  await second.kept.recall();
  expect([textsOf(second.simulators), words]).toEqual([['before the stop'], []]);
});

test('kept simulators: a change is on the disk soon, however many there are, and nothing is left half written', async () => {
  const { simulators, kept } = await start();
  await kept.recall();
  await write(simulators, 'hello');
  for (let times = 0; times < 5; times += 1) kept.changed();
  expect(due.map(({ delayMs }) => delayMs)).toEqual([1000]);
  due[0]?.callback();
  // Waits for the write that is under way, and makes another.
  await kept.stop();
  expect(await readdir(folder)).toEqual(['simulators.json']);
  expect(await readFile(file, 'utf8')).toContain('hello');
});

test('kept simulators: before the last state was read nothing is written, so that a start that fails loses nothing', async () => {
  await writeFile(file, 'what was there');
  const { kept } = await start();
  kept.changed();
  await kept.stop();
  expect([await readFile(file, 'utf8'), due]).toEqual(['what was there', []]);
});

test.each([
  ['half a file', '{"version":1,"at":"2026'],
  ['something else', '{"version":1,"at":"2026-11-20T09:00:00.000Z","control":{},"whatsapp":{},"pipedrive":{}}'],
])('kept simulators: %s is set aside with a word, and everything begins anew', async (_what, content) => {
  await writeFile(file, content);
  const { simulators, kept } = await start();
  await kept.recall();
  expect(await readFile(`${file}.broken-20261120090000`, 'utf8')).toBe(content);
  expect(words).toEqual([expect.stringMatching(/begin anew, .*It was set aside as .*simulators\.json\.broken-20261120090000\.$/)]);
  await write(simulators, 'anew');
  await kept.stop();
  expect(await readFile(file, 'utf8')).toContain('anew');
});

test('kept simulators: a disk that cannot be written to is told once, not with every message', async () => {
  const { kept } = await start();
  await kept.recall();
  await rm(folder, { recursive: true });
  kept.changed();
  due[0]?.callback();
  await kept.stop();
  expect(words).toEqual([expect.stringMatching(/^The simulated phones and inbox are not kept for the next start: .*ENOENT/)]);
});

test('slim snapshot: beyond 48 MB of files the oldest are left out, and the messages stay', async () => {
  const { simulators } = await start();
  const bytes = Buffer.alloc(20 * 1024 * 1024, 1);
  for (const name of ['first.pdf', 'second.pdf', 'third.pdf']) {
    const document = { type: 'document', file: { bytes, mimeType: 'application/pdf', filename: name } } as const;
    await simulators.whatsapp.write({ from: '15551230001', message: document });
  }
  const { text, leftOut } = slimSnapshot(simulators.snapshot());
  expect(leftOut).toContain('oldest files');
  const next = await start();
  await next.simulators.restore(JSON.parse(text));
  const sizes = next.simulators.whatsapp
    .phone('15551230001')
    .flatMap((message) => next.simulators.whatsapp.files(message).map(({ size }) => size));
  expect(sizes).toEqual([null, null, bytes.length]);
  expect(slimSnapshot(next.simulators.snapshot()).leftOut).toBeUndefined();
});
