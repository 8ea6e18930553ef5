import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Installation } from '../store/records.ts';
import type { Store } from '../store/store.ts';

export interface KeepAliveOptions {
  store: Pick<Store, 'installations'>;
  clock: Clock;
  /** Uses the refresh token of one installation, unless somebody did since it was read. */
  keepAlive(installation: Installation): Promise<void>;
  onError(error: unknown): void;
}

const DAY_MS = 24 * 3_600_000;
const ROUND_MS = DAY_MS / 2;
/** A refresh token ends after 60 days without use (reference: OAuth). Half of that leaves a month for whatever fails. */
const IDLE_MS = 30 * DAY_MS;
/** Companies that installed together are not asked about on the same day. */
const SPREAD_MS = 5 * DAY_MS;

/** Looks twice a day for installations whose tokens nobody used for a month, and uses them, one after another. */
export function createKeepAlive({ store, clock, keepAlive, onError }: KeepAliveOptions) {
  let cancel = () => {};
  let running = false;
  let round = Promise.resolve();

  const look = async (): Promise<void> => {
    for (const installation of await store.installations()) {
      if (!running) return;
      if (installation.state !== 'active' || clock.now() < idleUntil(installation)) continue;
      await keepAlive(installation).catch(onError);
    }
  };
  const begin = (): void => {
    round = look()
      .catch(onError)
      .then(() => {
        if (running) cancel = clock.after(ROUND_MS, begin);
      });
  };

  return {
    start(): void {
      running = true;
      begin();
    },
    /** Resolves when nothing of it is under way. */
    async stop(): Promise<void> {
      running = false;
      cancel();
      await round;
    },
  };
}

const idleUntil = ({ id, refreshedAt }: Installation): number =>
  refreshedAt + IDLE_MS + (createHash('sha256').update(id).digest().readUInt32BE() % SPREAD_MS);
