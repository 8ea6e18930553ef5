import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObservedExchange } from '../../http/dispatch.ts';
import type { EvidenceRing } from './evidence.ts';
import { Finding, type VerifyStage } from './rule.ts';
import type { VerifyTarget } from './target.ts';

export interface WaitingOptions {
  target: VerifyTarget;
  ring: () => EvidenceRing;
  /** How long an expected thing may take, ms. */
  patienceMs: number;
  /** How long nothing may come from the provider until it counts as done, ms; only where it cannot say so itself. */
  quietMs: number;
}

export interface Waiting extends Pick<VerifyStage, 'eventually' | 'settle'> {
  /** Lets time pass: on the provider's clock where we can move it. */
  pause(ms: number): Promise<void>;
  stop(): void;
}

const POLL_MS = { first: 10, longest: 250 } as const;
/** With a clock in our hands waiting costs nothing, so the provider gets at least a minute for what it must repeat. */
const LEAST_VIRTUAL_PATIENCE_MS = 60_000;
const LARGEST_STEP_MS = 8000;
const LONGEST_SETTLE_MS = 1000;

/** What waits for a provider: until it shows something, or until it is at rest. */
export function createWaiting({ target, ring, patienceMs, quietMs }: WaitingOptions): Waiting {
  let lastHeard = performance.now();
  const listen = (message: unknown): void => {
    const { document } = message as ObservedExchange;
    if (document === 'whatsapp-cloud' || document === 'pipedrive-api') lastHeard = performance.now();
  };
  subscribe('contract-exchange', listen);

  const simulatorsAtRest = async (): Promise<void> => {
    await Promise.all([target.whatsapp?.idle(), target.pipedrive?.idle()]);
  };
  const settle = async (): Promise<void> => {
    await simulatorsAtRest();
    if (target.settle === undefined) {
      const begun = performance.now();
      for (let rest = quietMs; rest > 0; rest = Math.max(lastHeard, begun) + quietMs - performance.now()) await sleep(rest);
      return simulatorsAtRest();
    }
    // What the provider did may have made the simulators call it again.
    for (let heard: number | undefined; heard !== lastHeard; ) {
      heard = lastHeard;
      await target.settle();
      await simulatorsAtRest();
    }
  };

  return {
    settle,
    stop: () => unsubscribe('contract-exchange', listen),
    pause: (ms) => target.advance?.(ms) ?? sleep(ms),
    async eventually(what, look) {
      const { settle: atRest, advance } = target;
      const deadline = performance.now() + Math.max(patienceMs, atRest && advance ? LEAST_VIRTUAL_PATIENCE_MS : 0);
      let passedMs = 0;
      // On a busy machine time on the provider's clock passes before the provider has done anything: only one at rest has had its time.
      let rested = false;
      for (let waitMs: number = POLL_MS.first, stepMs = 250; ; ) {
        const seen = await look();
        if (seen !== undefined && seen !== false) return seen;
        const virtuallyOver = rested && passedMs >= Math.max(patienceMs, LEAST_VIRTUAL_PATIENCE_MS);
        if (performance.now() > deadline || virtuallyOver) throw new Finding(`${what} did not come about`, ring().latest(4));
        if (!atRest) {
          await sleep(waitMs);
          waitMs = Math.min(waitMs * 2, POLL_MS.longest);
          continue;
        }
        // Not for long: what keeps it busy may itself be waiting for time to pass.
        rested = await Promise.race([settle().then(() => true), sleep(LONGEST_SETTLE_MS, false)]);
        const settled = await look();
        if (settled !== undefined && settled !== false) return settled;
        // At rest without it: only time can still bring it, a retry or a status that is due later.
        if (!advance) throw new Finding(`${what} did not come about, and the provider has nothing left to do`, ring().latest(4));
        await advance(stepMs);
        passedMs += stepMs;
        stepMs = Math.min(stepMs * 2, LARGEST_STEP_MS);
      }
    },
  };
}
