import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playSteps, root, stepsOf } from './console-transcript.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('README: the transcript of a conversation works as printed, from a start without settings', async () => {
  const steps = stepsOf('README.md');
  expect(steps.map(({ args }) => args[0])).toEqual(['text', 'reply', 'show']);
  await playSteps(steps);
});

test('mocks/conversation.md: files, a reaction, a quote, a template and a failed send work as printed, from a start without settings', async () => {
  const steps = stepsOf('mocks/conversation.md');
  expect(steps.map(({ args }) => args[0]).join(' ')).toBe(
    'text image voice reply reaction quoted-reply show wait reply templates reply text fault reply show',
  );
  await playSteps(steps);
});

test('mocks/conversation.md: the README leads there, and no line of what is shown is wider than 100 columns', () => {
  expect(readme).toContain('(mocks/conversation.md)');
  const shown = stepsOf('mocks/conversation.md').filter(({ args }) => args[0] === 'show');
  expect(shown.flatMap(({ output }) => output.split('\n').filter((line) => [...line].length > 100))).toEqual([]);
});

test('README: names the two command lines, and CI runs the test command', () => {
  expect(readme).toContain('npm ci && npm start');
  expect(readme).toContain('npm ci && npm test');
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('npm test');
});
