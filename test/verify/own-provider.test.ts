import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnProvider, runVerify, startOwnProvider } from '../../src/cli/verify/index.ts';
import notYet from './not-yet.json' with { type: 'json' };

let own: OwnProvider;
beforeAll(async () => {
  own = await startOwnProvider();
});
afterAll(() => own?.stop());

test('own provider: holds every rule of every level that is not on the not-yet list', { timeout: 900_000 }, async () => {
  const { results, score } = await runVerify(own.target, { notYet, destructive: true });
  const wrong = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'broken');
  expect(wrong.map(({ name, outcome, detail }) => `${name} ${outcome}: ${detail}`)).toEqual([]);
  // With every power granted only what the provider does not have may stay unjudged.
  const unjudged = results.filter(({ outcome }) => outcome === 'not run').map(({ name }) => name);
  expect(unjudged).toEqual(['avatars/answer-head']);
  expect(score.held).toBeGreaterThan(150);
});
