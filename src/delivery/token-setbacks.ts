import type { Clock } from '../clock.ts';
import type { InstallationId } from '../store/ids.ts';
import { GrantFailure } from './pipedrive-oauth.ts';

/** Why an installation is not refreshed at the moment, and until when. */
export interface Setback {
  code: number;
  reason: string;
  until: number;
}

const FIRST_MS = 15_000;
const LONGEST_MS = 10 * 60_000;
/** The settings are wrong: only a person changes that, and then by a new start. */
const MISCONFIGURED_MS = 15 * 60_000;

/** Remembers, in this process, the refreshes that failed: each further one waits twice as long. A setback is that of one pair of tokens. */
export function createTokenSetbacks(clock: Clock) {
  const known = new Map<InstallationId, Setback & { tokenVersion: number; failures: number }>();
  return {
    /** The setback that still holds for this pair. */
    of(id: InstallationId, tokenVersion: number): Setback | undefined {
      const setback = known.get(id);
      return setback?.tokenVersion === tokenVersion && setback.until > clock.now() ? setback : undefined;
    },
    set(id: InstallationId, tokenVersion: number, setback: Setback): void {
      known.set(id, { ...setback, tokenVersion, failures: 0 });
    },
    /** Notes one more failure and says how long to wait because of it. */
    add(id: InstallationId, tokenVersion: number, error: unknown): Setback {
      const before = known.get(id);
      const failures = before?.tokenVersion === tokenVersion ? before.failures + 1 : 1;
      const now = clock.now();
      const failure = error instanceof GrantFailure ? error : undefined;
      const delay = failure?.kind === 'misconfigured' ? MISCONFIGURED_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
      const setback = {
        code: failure?.status ?? 0,
        reason: `the access token cannot be renewed: ${failure?.message ?? 'an unexpected fault on our side; see the log'}`,
        until: Math.max(now + delay, failure?.retryAt ?? 0),
      };
      known.set(id, { ...setback, tokenVersion, failures });
      return setback;
    },
    clear(id: InstallationId): void {
      known.delete(id);
    },
  };
}
