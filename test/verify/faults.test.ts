import { expect, test } from 'vitest';
import { runVerify } from '../../src/cli/verify/index.ts';
import { type FaultName, faultNames } from './provider/fault-names.ts';
import { ruleForFault } from './provider/fault-table.ts';
import { startFaultyTarget } from './provider/faulty-target.ts';
import { publishedLayout } from './provider/layout.ts';

/** What one rule says about the provider with this fault, or about the correct one. */
async function judge(fault: FaultName | undefined, rule: string) {
  // The short address of getMessageById can only be derived from the published paths.
  const { target, stop } = await startFaultyTarget({ fault, layout: publishedLayout });
  try {
    const { results } = await runVerify(target, { only: [rule], destructive: true });
    return results.map(({ name, outcome, detail }) => ({ name, outcome, detail }));
  } finally {
    await stop();
  }
}

for (const [fault, about] of Object.entries(faultNames) as [FaultName, string][]) {
  const rule = ruleForFault[fault];
  test(`verify ${rule}: finds that ${about}`, async () => {
    const results = await judge(fault, rule);
    expect(results).toEqual([{ name: rule, outcome: 'failed', detail: expect.stringMatching(/\S/) }]);
  });
}

for (const rule of new Set(Object.values(ruleForFault))) {
  test(`verify ${rule}: holds by itself on the same provider without a fault`, async () => {
    expect(await judge(undefined, rule)).toEqual([{ name: rule, outcome: 'held', detail: '' }]);
  });
}

test('verify: there are at least thirty faults, each found by a rule of its own among at least thirty', () => {
  expect(Object.keys(ruleForFault).sort()).toEqual(Object.keys(faultNames).sort());
  expect(new Set(Object.values(ruleForFault)).size).toBeGreaterThanOrEqual(30);
});
