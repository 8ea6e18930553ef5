import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trace } from '../../src/cli/trace/command.ts';
import { renderTrace } from '../../src/cli/trace/render.ts';
import { type Stage, startStage } from '../contract/stage.ts';
import { until } from '../support/provider.ts';

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await startStage();
  folder = await mkdtemp(join(tmpdir(), 'trace-'));
});
afterAll(async () => {
  await stage.stopAll();
  await rm(folder, { recursive: true, force: true });
});

async function run(args: string[], env: Record<string, string> = {}) {
  let [said, complained] = ['', ''];
  const code = await trace(
    args,
    { DATA_DIR: folder, ...env },
    (text) => {
      said += text;
    },
    (text) => {
      complained += text;
    },
  );
  return { code, said, complained };
}

test('trace: tells each hop with its time, and what happens next', async () => {
  await stage.write('hello');
  await until(() => stage.rows('SELECT 1 FROM outbox').length === 0, 'the delivery');
  const wamid = String(stage.rows('SELECT wamid FROM messages')[0]?.['wamid']);
  const { code, said, complained } = await run([wamid, '--url', `${stage.url}/`]);
  expect([code, complained]).toEqual([0, '']);
  expect(said).toMatch(/^ms_\S+ {2}from WhatsApp to Pipedrive: delivered\nchannel ch_\S+ {2}conversation cv_\S+\n\n\d{4}-\d\d-\d\d\n/);
  expect(said).toMatch(/^\d\d:\d\d:\d\d {2}WhatsApp delivered it \(delivery 1\)$/m);
  expect(said.split('\n').at(-1)).toBe('       →  nothing more: it is in the inbox.');
  const asJson = await run([wamid, '--json', '--url', stage.url]);
  expect(JSON.parse(asJson.said)).toMatchObject({ course: 'delivered', direction: 'inbound' });
});

test('trace: an id that nobody knows, nobody who could be asked, and commands that are none', async () => {
  const unknown = await run(['wamid.NOBODY', '--url', stage.url]);
  expect([unknown.code, unknown.complained]).toEqual([1, expect.stringContaining('Nothing here has this id')]);
  expect(await run(['wamid.X'])).toMatchObject({ code: 1, complained: expect.stringContaining('npm start') });
  expect(await run(['wamid.X', '--url', 'http://127.0.0.1:9'])).toMatchObject({
    code: 1,
    complained: expect.stringContaining('Nobody answers'),
  });
  for (const args of [[], ['a', 'b'], ['--nonsense']]) expect((await run(args)).code).toBe(2);
  expect(await run(['--help'])).toMatchObject({ code: 0, said: expect.stringContaining('Where is my message'), complained: '' });
});

test('renderTrace: the day where it changes, and long words on lines of their own', () => {
  const hop = (at: string | null, text: string) => ({ kind: 'written' as const, at, text, details: {} });
  const day = (date: string) => new Date(`${date}T12:00:00`).toISOString();
  const shown = renderTrace({
    ...{ messageId: 'ms_1', channelId: 'ch_1', conversationId: 'cv_1', direction: 'outbound', course: 'waiting' },
    hops: [
      hop(day('2026-11-20'), 'one'),
      hop(day('2026-11-20'), 'two'),
      hop(day('2026-11-21'), `${'word '.repeat(20)}end`),
      hop(null, 'next'),
    ],
  });
  expect(shown.split('\n')).toEqual([
    'ms_1  from Pipedrive to WhatsApp: waiting',
    'channel ch_1  conversation cv_1',
    '',
    '2026-11-20',
    '12:00:00  one',
    '12:00:00  two',
    '',
    '2026-11-21',
    `12:00:00  ${'word '.repeat(17).trim()}`,
    '          word word word end',
    '       →  next',
  ]);
});
