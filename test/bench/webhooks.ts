import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild, startFlags, type Usage } from './child.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { printProfile } from './profile.ts';
import type { ProviderDetails, ProviderReady } from './provider-server.ts';
import { median, ms, percent, printTable, ratio, verdict, whole } from './report.ts';

const CONNECTIONS = 50;
const AIM = { ofBaseline: 0.5, updatesPerSecond: 3300, p99Ms: 250, rssMb: 200 };
const PEAK_RATE = 264;
/** A burst of the contestant whose sends are known speaks of this many. */
const SENDS_PER_BURST = 8000;
const DRAIN_MS = 60_000;

export interface WebhookOptions {
  root: string;
  rounds: number;
  burstSeconds: number;
  openLoopSeconds: number;
  /** Where to leave a CPU profile. */
  profile: string | undefined;
  wants(section: number): boolean;
}

interface Contestant {
  name: string;
  server: Child<{ port: number }>;
  path: string;
  /** Whether its statuses find their message. */
  knowsSends: boolean;
}

interface Burst extends LoadResult {
  cpuMsPerWebhook: number;
  /** Deliveries to the CRM that still waited when the burst ended. */
  backlog: number;
  /** How fast they went out when no webhooks came any more, per second. */
  drainedPerSecond: number;
  /** Messages that reached the CRM within the burst, per second. */
  delivered: number;
}

/** Sections 1, 2, 3 and 7: how many webhooks per second are acknowledged after they are durable. */
export async function measureWebhooks(options: WebhookOptions): Promise<void> {
  const { root, rounds, burstSeconds } = options;
  const crm = await startChild<{ port: number }>('crm-sink.ts', {});
  const load = await startChild('load.ts', {});
  const folder = (name: string) => {
    const path = join(root, name);
    mkdirSync(path);
    return path;
  };
  const provider = (name: string, channels: ProviderDetails['channels'], sends = 0) =>
    startChild<ProviderReady>(
      'provider-server.ts',
      { dataDir: folder(name), crmPort: crm.ready.port, channels, sends } satisfies ProviderDetails,
      [
        ...startFlags,
        ...(options.profile && name === 'deliveries-on'
          ? ['--cpu-prof', '--cpu-prof-interval=250', `--cpu-prof-dir=${options.profile}`]
          : []),
      ],
    );
  const path = '/webhooks/whatsapp';
  const baseline = await startChild<{ port: number }>('baseline-server.ts', { dataDir: folder('baseline') });
  const on = await provider('deliveries-on', 'probe');
  const off = await provider('deliveries-off', 'off');
  const known = await provider('known-sends', 'probe', SENDS_PER_BURST * (rounds + 1));
  const contestants: Contestant[] = [
    { name: 'baseline (bare node:http + SQLite)', server: baseline, path: '/', knowsSends: false },
    { name: 'provider, CRM deliveries on', server: on, path, knowsSends: false },
    { name: 'provider, CRM deliveries off', server: off, path, knowsSends: false },
    { name: 'provider, on, statuses of known sends', server: known, path, knowsSends: true },
  ];
  try {
    if (options.wants(1)) await measureBursts('1. Webhooks with 1 update, 50 connections', contestants, 1);
    if (options.wants(7)) await measureMemory();
    if (options.wants(2)) await measureBursts('2. Webhooks with 20 updates, 50 connections', contestants.slice(0, 3), 20);
    if (options.wants(3)) await measureOpenLoop();
  } finally {
    for (const child of [load, baseline, on, off, known, crm]) await child.stop();
  }
  if (options.profile) printProfile('Provider with CRM deliveries on', options.profile);

  async function burst(contestant: Contestant, job: Omit<LoadJob, 'port' | 'path' | 'connections'>): Promise<Burst> {
    const { server } = contestant;
    const [before, receivedBefore] = await Promise.all([server.ask<Usage>('usage'), crm.ask<number>('received')]);
    const result = await load.ask<LoadResult>('run', { port: server.ready.port, path: contestant.path, connections: CONNECTIONS, ...job });
    const [after, received, backlog] = await Promise.all([
      server.ask<Usage>('usage'),
      crm.ask<number>('received'),
      server.ask<number>('backlog'),
    ]);
    const drainSeconds = await drained(server);
    return {
      ...result,
      cpuMsPerWebhook: (after.cpuMs - before.cpuMs) / result.answered,
      backlog,
      drainedPerSecond: backlog === 0 ? 0 : backlog / drainSeconds,
      delivered: (received - receivedBefore) / result.seconds,
    };
  }

  async function measureBursts(title: string, of: readonly Contestant[], updatesPerWebhook: number): Promise<void> {
    const bursts = new Map<Contestant, Burst[]>(of.map((contestant) => [contestant, []]));
    const prepared = Math.ceil((burstSeconds * 10_000) / (updatesPerWebhook === 1 ? 1 : 4));
    for (let round = 0; round <= rounds; round += 1) {
      for (const contestant of of) {
        const warmUp = round === 0;
        const firstSend = contestant.knowsSends ? round * SENDS_PER_BURST : undefined;
        const seconds = warmUp ? Math.min(2, burstSeconds) : burstSeconds;
        const result = await burst(contestant, { seed: round + 1, updatesPerWebhook, seconds, prepared, firstSend });
        if (!warmUp) bursts.get(contestant)?.push(result);
      }
    }
    const bestOf = (contestant: Contestant) =>
      (bursts.get(contestant) as Burst[]).reduce((best, one) => (one.webhooksPerSecond > best.webhooksPerSecond ? one : best));
    const rows = of.map((contestant, index) => {
      const all = bursts.get(contestant) as Burst[];
      const best = bestOf(contestant);
      // A ratio is taken within each round: what disturbed one contestant most likely disturbed its neighbour.
      const ratios = all.map(
        (one, round) => one.webhooksPerSecond / ((bursts.get(of[0] as Contestant) as Burst[])[round] as Burst).webhooksPerSecond,
      );
      return [
        contestant.name,
        whole(best.webhooksPerSecond),
        whole(median(all.map(({ webhooksPerSecond }) => webhooksPerSecond))),
        whole(best.updatesPerSecond),
        index === 0
          ? '1.00'
          : `${ratio(best.webhooksPerSecond / bestOf(of[0] as Contestant).webhooksPerSecond)} (rounds ${ratios.map(ratio).join(' ')})`,
        ms(best.p50),
        ms(best.p99),
        ms(best.cpuMsPerWebhook),
        best.delivered === 0 ? '–' : `${whole(best.delivered)}/s; then ${whole(best.backlog)} at ${whole(best.drainedPerSecond)}/s`,
        whole(all.reduce((sum, { refused }) => sum + refused, 0)),
      ];
    });
    const notes = of.slice(1).map((contestant) => {
      const best = bestOf(contestant);
      const share = best.webhooksPerSecond / bestOf(of[0] as Contestant).webhooksPerSecond;
      return `- ${contestant.name}: ${verdict(share >= AIM.ofBaseline, `>= ${AIM.ofBaseline} of the baseline`)}, ${verdict(best.updatesPerSecond >= AIM.updatesPerSecond, `>= ${AIM.updatesPerSecond} updates/s`)}`;
    });
    printTable(
      `${title}: best of ${rounds} x ${burstSeconds} s`,
      ['contestant', 'webhooks/s', 'median', 'updates/s', 'of baseline', 'p50', 'p99', 'CPU per webhook', 'CRM deliveries', 'not 200'],
      rows,
      notes,
    );
  }

  async function measureOpenLoop(): Promise<void> {
    const contestant = contestants[1] as Contestant;
    const seconds = options.openLoopSeconds;
    const before = await contestant.server.ask<Usage>('usage');
    const result = await burst(contestant, { seed: 99, updatesPerWebhook: 1, seconds, rate: PEAK_RATE, prepared: PEAK_RATE * seconds });
    const after = await contestant.server.ask<Usage>('usage');
    printTable(
      `3. Open loop, ${PEAK_RATE} webhooks/s for ${seconds} s, CRM deliveries on; latency from the moment a webhook was due`,
      ['answered', 'p50', 'p99', 'worst', 'processor', 'aim'],
      [
        [
          whole(result.answered),
          ms(result.p50),
          ms(result.p99),
          ms(result.worst),
          percent((after.cpuMs - before.cpuMs) / 1000 / result.seconds),
          verdict(result.p99 <= AIM.p99Ms, `p99 <= ${AIM.p99Ms} ms`),
        ],
      ],
    );
  }

  async function measureMemory(): Promise<void> {
    const usages = await Promise.all(contestants.map(({ server }) => server.ask<Usage>('usage')));
    printTable(
      '7. Resident memory after these bursts',
      ['contestant', 'resident', 'most', 'aim'],
      contestants.map(({ name }, index) => {
        const { rssMb, maxRssMb } = usages[index] as Usage;
        return [name, `${whole(rssMb)} MB`, `${whole(maxRssMb)} MB`, index === 0 ? '' : verdict(rssMb < AIM.rssMb, `< ${AIM.rssMb} MB`)];
      }),
    );
  }
}

/** Waits until nothing is left to deliver, so that the next contestant has the machine to itself; returns the seconds it took. */
async function drained(server: Child<unknown>): Promise<number> {
  const started = performance.now();
  const deadline = started + DRAIN_MS;
  while ((await server.ask<number>('backlog')) > 0 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return (performance.now() - started) / 1000;
}
