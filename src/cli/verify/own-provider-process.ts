import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createMovableClock } from '../../../mocks/clock.ts';
import { createApp } from '../../app.ts';
import { systemClock } from '../../clock.ts';
import { readConfig } from '../../config.ts';
import type { Job } from '../../store/records.ts';
import { createSecretBox } from '../../store/secrets.ts';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import type { Store, StoreTransaction } from '../../store/store.ts';
import { createLog } from '../../telemetry/log.ts';

/** What the parent asks for over IPC; each is answered with its id. */
export type Order = { id: number; kind: 'advance'; ms: number } | { id: number; kind: 'settle' };
export type Answer = { kind: 'ready'; channelId: string } | { kind: 'done'; id: number };

/** Beyond what a claim lasts, so that polling never finds anything: nobody else writes to this store. */
const POLL_MS = 24 * 3_600_000;
/** A provider whose far end does not answer must notice within the patience of a run. */
const ANSWER_TIMEOUT_MS = 3000;
/** So many turns of the event loop, about a millisecond each, may one timer hold up the clock: what it started may itself wait for time to pass. Turns, not time: a busy machine gives few of them. */
const LONGEST_HOLD_UP_TURNS = 150;

/** This project's provider as a process of its own, on a clock that its parent moves. Settings come from the environment. */
export async function runOwnProvider(tell: (answer: Answer) => void, onOrder: (take: (order: Order) => void) => void): Promise<void> {
  const env = process.env;
  const config = readConfig(env, 'sandbox');
  const rest = createRest();
  const clock = createMovableClock({
    startMs: systemClock.now() + Number(env['VERIFY_CLOCK_AHEAD_MS'] ?? 0),
    running: true,
    settle: () => rest.reached(LONGEST_HOLD_UP_TURNS),
  });
  const store = rest.watched(
    openSqliteStore({ path: join(config.dataDir, 'provider.db'), secrets: createSecretBox(config.encryptionKeys), now: () => clock.now() }),
    () => clock.now(),
  );
  const app = await createApp(config, {
    clock,
    store,
    pollMs: POLL_MS,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
    busyShare: () => 0,
    log: createLog({ level: config.logLevel, pretty: false, write: (line) => process.stderr.write(line) }),
  });
  await app.start();
  onOrder((order) => {
    const work = order.kind === 'advance' ? clock.advance(order.ms) : rest.reached(Number.POSITIVE_INFINITY);
    void work.then(() => tell({ kind: 'done', id: order.id }));
  });
  tell({ kind: 'ready', channelId: app.channel.id });
}

/** Knows whether the provider has anything left to do that is due: a request being answered, a job that was claimed, a lane that is ready. */
function createRest() {
  const answering = new Set<ServerResponse>();
  const claimed = new Set<string>();
  let isDue: () => Promise<boolean> = async () => false;
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse };
    answering.add(response);
    response.once('close', () => answering.delete(response));
  });
  const atRest = async () => answering.size === 0 && claimed.size === 0 && !(await isDue());

  return {
    /** Resolves once the provider is at rest and still is after some turns of the event loop, or after so many turns. */
    async reached(mostTurns: number): Promise<void> {
      for (let calm = 0, turns = 0; calm < 3 && turns < mostTurns; calm = (await atRest()) ? calm + 1 : 0, turns++) {
        await new Promise((resolve) => (calm > 0 ? setImmediate(resolve) : setTimeout(resolve, 1)));
      }
    },
    /** The same store, with its claims counted until they are settled. */
    watched(store: Store, now: () => number): Store {
      isDue = async () => {
        for (const destination of ['crm', 'whatsapp'] as const) {
          const readyAt = await store.nextReadyAt(destination);
          if (readyAt !== undefined && readyAt <= now()) return true;
        }
        return false;
      };
      return { ...store, transaction: (work) => settling(store, claimed, work) };
    },
  };
}

/** Runs a transaction and keeps book of the claims that it made and settled. */
async function settling<T>(store: Store, claimed: Set<string>, work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
  const settled: string[] = [];
  const ending =
    <A extends unknown[], R>(end: (job: Job, ...rest: A) => R) =>
    (job: Job, ...rest: A): R => {
      settled.push(job.lease);
      return end(job, ...rest);
    };
  try {
    return await store.transaction((tx) => {
      const own: Pick<StoreTransaction, 'claim' | 'complete' | 'retry' | 'postpone' | 'bury' | 'isLeased'> = {
        async claim(request) {
          const jobs = await tx.claim(request);
          for (const { lease } of jobs) claimed.add(lease);
          return jobs;
        },
        complete: ending((job, now: number) => tx.complete(job, now)),
        retry: ending((job, outcome: Parameters<StoreTransaction['retry']>[1]) => tx.retry(job, outcome)),
        postpone: ending((job, outcome: Parameters<StoreTransaction['postpone']>[1]) => tx.postpone(job, outcome)),
        bury: ending((job, outcome: Parameters<StoreTransaction['bury']>[1]) => tx.bury(job, outcome)),
        async isLeased(job) {
          const leased = await tx.isLeased(job);
          // A claim that was lost is settled by nobody.
          if (!leased) settled.push(job.lease);
          return leased;
        },
      };
      return work(Object.assign(Object.create(tx) as StoreTransaction, own));
    });
  } finally {
    for (const lease of settled) claimed.delete(lease);
  }
}
