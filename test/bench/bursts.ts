import type { Child, Usage } from './child.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { median, ms, printTable, ratio, verdict, whole } from './report.ts';
import type { Mix } from './traffic.ts';

const CONNECTIONS = 50;
const DRAIN_MS = 120_000;
/** A burst of a contestant whose sends are known speaks of this many. */
export const SENDS_PER_BURST = 10_000;
export const AIM = { ofBaseline: 0.5, updatesPerSecond: 3300 };

/** A server under one kind of load. */
export interface Contestant {
  name: string;
  server: Child<{ port: number }>;
  path: string;
  mix: Mix;
  /** Where the statuses of the traffic find their sends: the first of those set aside for this contestant. */
  firstSend?: number;
  /** What comes as fast as it can right before the measured burst, and how much of it. */
  before?: { mix: Mix; count: number };
}

export interface Burst extends LoadResult {
  cpuMsPerWebhook: number;
  /** Deliveries to the CRM that still waited when the burst ended. */
  backlog: number;
  /** How fast they went out when no webhooks came any more, per second. */
  drainedPerSecond: number;
  /** Messages that reached the CRM within the burst, per second. */
  delivered: number;
  /** Files that waited to be fetched when the burst began and when it ended, and how many were fetched per second afterwards. */
  filesBefore: number;
  files: number;
  fetchedPerSecond: number;
}

/** What the rounds of one contestant came to. Ratios against the baseline's burst of the same round: what disturbed one most likely disturbed its neighbour. */
export interface Standing {
  contestant: Contestant;
  best: Burst;
  rounds: Burst[];
  ratios: number[];
  /** The best burst against the baseline's best one. */
  ofBaseline: number;
}

export interface BurstOptions {
  load: Child<unknown>;
  crm: Child<unknown>;
  rounds: number;
  burstSeconds: number;
}

type Job = Pick<LoadJob, 'seed' | 'updatesPerWebhook' | 'seconds' | 'prepared' | 'rate'>;

/** Runs one burst and waits until everything it left behind is done, so that the next contestant has the machine to itself. */
export async function runBurst({ load, crm }: BurstOptions, contestant: Contestant, job: Job, firstSend?: number): Promise<Burst> {
  const { server, before } = contestant;
  const run = (one: Omit<LoadJob, 'port' | 'path' | 'connections'>) =>
    load.ask<LoadResult>('run', { port: server.ready.port, path: contestant.path, connections: CONNECTIONS, ...one } satisfies LoadJob);
  if (before) {
    const { mix, count } = before;
    await run({ seed: job.seed + 1000, updatesPerWebhook: 1, seconds: 60, prepared: count, most: count, mix });
  }
  const [filesBefore, usage, receivedBefore] = await Promise.all([
    server.ask<number>('files'),
    server.ask<Usage>('usage'),
    crm.ask<number>('received'),
  ]);
  const result = await run({ ...job, mix: contestant.mix, firstSend });
  const [after, received, backlog, files] = await Promise.all([
    server.ask<Usage>('usage'),
    crm.ask<number>('received'),
    server.ask<number>('backlog'),
    server.ask<number>('files'),
  ]);
  const { fetched, delivered } = await drained(server);
  return {
    ...result,
    cpuMsPerWebhook: (after.cpuMs - usage.cpuMs) / result.answered,
    backlog,
    drainedPerSecond: backlog === 0 ? 0 : backlog / delivered,
    delivered: (received - receivedBefore) / result.seconds,
    filesBefore,
    files,
    fetchedPerSecond: files === 0 ? 0 : files / fetched,
  };
}

/** Bursts in turn, the first contestant being what the others are held against. */
export async function runBursts(options: BurstOptions, of: readonly Contestant[], updatesPerWebhook: number): Promise<Standing[]> {
  const { rounds, burstSeconds } = options;
  const bursts = of.map((): Burst[] => []);
  const order = [...of.entries()];
  const prepared = Math.ceil((burstSeconds * 10_000) / (updatesPerWebhook === 1 ? 1 : 4));
  for (let round = 0; round <= rounds; round += 1) {
    // There and back, so that none always comes after the same neighbour.
    for (const [index, contestant] of round % 2 === 0 ? order.toReversed() : order) {
      const warmUp = round === 0;
      const seconds = warmUp ? Math.min(2, burstSeconds) : burstSeconds;
      const firstSend = contestant.firstSend === undefined ? undefined : contestant.firstSend + round * SENDS_PER_BURST;
      const result = await runBurst(options, contestant, { seed: round + 1, updatesPerWebhook, seconds, prepared }, firstSend);
      if (!warmUp) bursts[index]?.push(result);
    }
  }
  const best = (all: readonly Burst[]) => all.reduce((top, one) => (one.webhooksPerSecond > top.webhooksPerSecond ? one : top));
  const [baseline = []] = bursts;
  return of.map((contestant, index) => {
    const all = bursts[index] as Burst[];
    return {
      contestant,
      rounds: all,
      best: best(all),
      ratios: all.map(({ webhooksPerSecond }, round) => webhooksPerSecond / (baseline[round] as Burst).webhooksPerSecond),
      ofBaseline: best(all).webhooksPerSecond / best(baseline).webhooksPerSecond,
    };
  });
}

export function printBursts(title: string, standings: readonly Standing[]): void {
  const rows = standings.map(({ contestant, best, rounds, ratios, ofBaseline }, index) => [
    contestant.name,
    whole(best.webhooksPerSecond),
    whole(median(rounds.map(({ webhooksPerSecond }) => webhooksPerSecond))),
    whole(best.updatesPerSecond),
    index === 0 ? '1.00' : `${ratio(ofBaseline)} (rounds ${ratios.map(ratio).join(' ')})`,
    ms(best.p50),
    ms(best.p99),
    `${whole(median(rounds.map(({ cpuMsPerWebhook }) => cpuMsPerWebhook)) * 1000)} µs`,
    best.delivered === 0 ? '–' : `${whole(best.delivered)}/s; then ${whole(best.backlog)} at ${whole(best.drainedPerSecond)}/s`,
    best.files === 0 ? '–' : `${whole(best.filesBefore)}, then ${whole(best.files)}; these at ${whole(best.fetchedPerSecond)}/s`,
    whole(rounds.reduce((sum, { refused }) => sum + refused, 0)),
  ]);
  const notes = standings.slice(1).map(({ contestant, best, ofBaseline }) => {
    const verdicts = [
      verdict(ofBaseline >= AIM.ofBaseline, `>= ${AIM.ofBaseline} of the baseline`),
      verdict(best.updatesPerSecond >= AIM.updatesPerSecond, `>= ${AIM.updatesPerSecond} updates/s`),
    ];
    return `- ${contestant.name}: ${verdicts.join(', ')}`;
  });
  const head = ['contestant', 'webhooks/s', 'median', 'updates/s', 'of baseline', 'p50', 'p99', 'CPU per webhook, median'];
  printTable(title, [...head, 'CRM deliveries', 'files waiting', 'not 200'], rows, notes);
}

/** Waits until nothing is left to deliver and to fetch; returns the seconds that each took. */
async function drained(server: Child<unknown>): Promise<{ delivered: number; fetched: number }> {
  const started = performance.now();
  const seconds = { delivered: Number.NaN, fetched: Number.NaN };
  while (performance.now() < started + DRAIN_MS) {
    const [backlog, files] = await Promise.all([server.ask<number>('backlog'), server.ask<number>('files')]);
    const passed = (performance.now() - started) / 1000;
    if (files === 0 && Number.isNaN(seconds.fetched)) seconds.fetched = passed;
    if (backlog === 0) seconds.delivered = passed;
    if (files === 0 && backlog === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return seconds;
}
