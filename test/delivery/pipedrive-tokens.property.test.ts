import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConnectedStore, connectStore, granted, HOUR, MINUTE } from './connected-store.ts';

/** What happens, in any order and at the same time, in three processes on one file. Nothing of it may cost the connection. */
type Happening =
  | { kind: 'ask' | 'refused' | 'keep-alive'; process: number }
  | { kind: 'rush' }
  | { kind: 'pass'; minutes: number }
  | { kind: 'expire' | 'away' | 'dropped' | 'rename' | 'install' | 'crash' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('ask', 'refused', 'keep-alive'), process: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'rush' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(1, 10, 55, 61, 300) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('expire', 'away', 'dropped', 'rename', 'install', 'crash') }) },
) as fc.Arbitrary<Happening>;

let renames = 0;

async function live(at: ConnectedStore, happenings: readonly Happening[]): Promise<void> {
  const stores = [at.store, at.anotherStore(), at.anotherStore()];
  const services = stores.map((store) => at.tokens({ store }));
  const underWay: Promise<unknown>[] = [];
  const ask = async (process: number) => {
    const access = await services[process]?.accessOf(at.installationId);
    // Never a token that is in nobody's store: what was given out was committed before.
    if (access?.kind === 'access') {
      const stored = await at.store.installationTokens(at.installationId);
      expect(access.tokenVersion).toBeLessThanOrEqual(stored?.tokenVersion ?? 0);
      if (stored?.tokenVersion === access.tokenVersion) expect(access.accessToken).toBe(stored.accessToken);
    }
    return access;
  };
  for (const event of happenings) {
    if (event.kind === 'pass') await at.clock.advance(event.minutes * MINUTE);
    else if (event.kind === 'rush') underWay.push(...[0, 1, 2, 0, 1, 2].map(ask));
    else if (event.kind === 'ask') underWay.push(ask(event.process));
    else if (event.kind === 'refused') {
      const service = services[event.process];
      underWay.push(ask(event.process).then((access) => (access?.kind === 'access' ? service?.refused(access) : undefined)));
    } else if (event.kind === 'keep-alive') {
      const seen = await at.store.installation(at.installationId);
      if (seen) underWay.push(services[event.process]?.keepAlive(seen) ?? Promise.resolve());
    } else if (event.kind === 'expire') at.pipedrive.expire('access-tokens');
    else if (event.kind === 'away') at.pipedrive.faults.failNext('requestToken', { status: 503, code: undefined });
    else if (event.kind === 'dropped') at.pipedrive.faults.dropNext('requestToken', { afterHandling: false });
    else if (event.kind === 'rename') at.pipedrive.renameCompany(12345678, `acme-${++renames}`);
    else if (event.kind === 'install') {
      // Consent is not part of what may fail here.
      at.pipedrive.faults.clear();
      await at.install();
    } else services[0] = at.tokens();
  }
  // Whoever waits for another process looks again as time passes.
  let over = false;
  const all = Promise.all(underWay).finally(() => {
    over = true;
  });
  while (!over) await at.clock.advance(100);
  await all;
  at.pipedrive.faults.clear();
  await at.clock.advance(HOUR);
  const ends = services.map((service) => service.accessOf(at.installationId));
  let answered = false;
  void Promise.all(ends).finally(() => {
    answered = true;
  });
  while (!answered) await at.clock.advance(100);
  for (const access of (await Promise.all(ends)).map(granted)) expect(await at.isGood(access)).toBe(true);
  expect(await at.store.installation(at.installationId)).toMatchObject({ state: 'active', note: null });
  expect(at.errors).toEqual([]);
  expect(at.refusals()).toBe(0);
}

test('whatever happens at the same time in three processes: each refresh token is used once, and the connection lives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
      const at = await connectStore({ rotateRefreshTokens: true });
      try {
        await live(at, happenings);
      } finally {
        await at.remove();
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);
