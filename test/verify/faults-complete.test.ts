import { expect, test } from 'vitest';
import { runVerify, type VerifyOptions } from '../../src/cli/verify/index.ts';
import type { FaultName } from './provider/fault-names.ts';
import { startFaultyTarget } from './provider/faulty-target.ts';
import { type Layout, ownLayout, publishedLayout } from './provider/layout.ts';

/** Every rule that every provider must keep, and what was not held by name. */
async function allRules(given: { fault?: FaultName; layout: Layout }, options: VerifyOptions = {}) {
  const { target, stop } = await startFaultyTarget(given);
  try {
    const { results, exitCode } = await runVerify(target, { capabilities: [], destructive: true, ...options });
    const named = (outcome: string) => results.filter((result) => result.outcome === outcome).map(({ name, detail }) => [name, detail]);
    return { held: named('held').length, failed: named('failed'), broken: named('broken'), notRun: named('not run'), exitCode };
  } finally {
    await stop();
  }
}

const noPicture = ['avatars/answer-head', 'no participant has a picture'];

test('verify: every rule holds on a right provider of another make, at the published addresses', async () => {
  const { held, ...rest } = await allRules({ layout: publishedLayout });
  expect(rest).toEqual({ failed: [], broken: [], notRun: [noPicture], exitCode: 0 });
  expect(held).toBeGreaterThanOrEqual(120);
});

test('verify: every rule holds at addresses that only the manifest tells; what cannot be addressed is not run, and says so', async () => {
  const { held, notRun, ...rest } = await allRules({ layout: ownLayout });
  expect(rest).toEqual({ failed: [], broken: [], exitCode: 0 });
  const unaddressed = 'the manifest names no address for getChannelMessageById';
  const ofTheShortAddress = ['auth/get-message-by-id-short-path', 'errors/unknown-message-short-path', 'messages/by-id-short-path'];
  expect(notRun.sort()).toEqual([noPicture, ...ofTheShortAddress.map((name) => [name, unaddressed])].sort());
  expect(held).toBeGreaterThanOrEqual(120);
});

test('verify reliable: comes to an end on a provider that repeats its calls through seventy days and never refreshes its token', async () => {
  const { failed, ...rest } = await allRules(
    { layout: publishedLayout },
    { only: ['tokens', 'refresh-race', 'budgets'], capabilities: ['pipedrive-in-full'], destructive: false },
  );
  expect(failed.map(([name]) => name).sort()).toEqual([
    'incident/refresh-race',
    'tokens/a-dead-connection-is-not-asked-for-ever',
    'tokens/kept-alive-over-sixty-days',
    'tokens/refreshed-after-quiet-hours',
  ]);
  expect(rest).toMatchObject({ broken: [], notRun: [] });
  expect(rest.held).toBeGreaterThanOrEqual(4);
});

/** Faults that touch one thing: the complete set finds that thing and nothing beside it. */
const narrow: readonly { fault: FaultName; level: 'contract' | 'reliable'; rules: readonly string[] }[] = [
  { fault: 'second-delete-is-404', level: 'contract', rules: ['channel/delete-is-idempotent'] },
  { fault: 'link-not-refreshed', level: 'contract', rules: ['attachments/expired-address'] },
  { fault: 'challenge-unchecked', level: 'contract', rules: ['handshake/wrong-mode', 'handshake/wrong-token'] },
  { fault: 'unknown-fields-refused', level: 'contract', rules: ['posting/unknown-fields'] },
  { fault: 'sha1-accepted', level: 'contract', rules: ['signature/old-header'] },
  { fault: 'gives-up-after-a-day', level: 'reliable', rules: ['incident/36h-outage'] },
  { fault: 'mexico-one-removed', level: 'reliable', rules: ['incident/mexico-one'] },
];

for (const { fault, level, rules } of narrow) {
  test(`verify ${level}: on a provider with the fault ${fault} nothing fails but ${rules.join(' and ')}`, async () => {
    const { failed, broken, exitCode } = await allRules({ fault, layout: publishedLayout }, { level });
    expect({ failed: failed.sort(), broken, exitCode }).toEqual({
      failed: rules.map((name) => [name, expect.any(String)]),
      broken: [],
      exitCode: 1,
    });
  });
}
