import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnProvider, runVerify, startOwnProvider } from '../../src/cli/verify/index.ts';
import notYet from './not-yet.json' with { type: 'json' };

let own: OwnProvider;
beforeAll(async () => {
  own = await startOwnProvider();
});
afterAll(() => own?.stop());

// The whole set is a minute's work: CI has the command do it.
test('own provider: holds every rule of the contract that is not on the not-yet list, and leaves none unjudged', async () => {
  const { results, score } = await runVerify(own.target, { level: 'contract', notYet, destructive: true, requireAll: true });
  const wrong = results.filter(({ outcome }) => outcome !== 'held' && outcome !== 'not yet');
  expect(wrong.map(({ name, outcome, detail }) => `${name} ${outcome}: ${detail}`)).toEqual([]);
  expect(score.held).toBeGreaterThan(100);
});
