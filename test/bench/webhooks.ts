import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startFlags } from '../support/start-flags.ts';
import { AIM, type BurstOptions, type Contestant, printBursts, runBurst, runBursts, SENDS_PER_BURST, type Standing } from './bursts.ts';
import { startChild, type Usage } from './child.ts';
import { printProfile } from './profile.ts';
import type { ProviderDetails, ProviderReady } from './provider-server.ts';
import { aimed, figure, ms, percent, printTable, ratio, verdict, whole } from './report.ts';
import type { Mix } from './traffic.ts';

const PEAK_RATE = 264;
const MOST_P99_MS = 250;
const MOST_RSS_MB = 200;
/** So many pictures that they last longer than a burst. */
const FILES_BEFORE = 1500;

export interface WebhookOptions {
  root: string;
  rounds: number;
  burstSeconds: number;
  openLoopSeconds: number;
  /** Where to leave a CPU profile. */
  profile: string | undefined;
  wants(section: number): boolean;
}

/** Sections 1, 2, 3, 7 and 10: how many webhooks per second are acknowledged after they are durable. */
export async function measureWebhooks(options: WebhookOptions): Promise<void> {
  const { root, rounds, burstSeconds, wants } = options;
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
  const baseline = await startChild<{ port: number }>('baseline-server.ts', { dataDir: folder('baseline') });
  // The first start after a change strips types, which takes a service 15 MB once; every later one finds them stripped.
  await (await provider('first-start', 'off')).stop();
  const on = await provider('deliveries-on', 'probe');
  const off = await provider('deliveries-off', 'off');
  const burstSends = SENDS_PER_BURST * (rounds + 1);
  const known = await provider('known-sends', 'probe', 4 * burstSends);
  const to = (server: typeof on, name: string, mix: Mix, more: Pick<Contestant, 'firstSend' | 'before'> = {}): Contestant => ({
    name,
    server,
    path: '/webhooks/whatsapp',
    mix,
    ...more,
  });
  const first: Contestant = { name: 'baseline (bare node:http + SQLite)', server: baseline, path: '/', mix: 'all' };
  const onAndOff = [
    first,
    to(on, 'provider, CRM deliveries on', 'all'),
    to(on, 'the same without files', 'no-files'),
    to(off, 'provider, CRM deliveries off', 'all'),
    to(off, 'the same without files', 'no-files'),
  ];
  const bursts: BurstOptions = { load, crm, rounds, burstSeconds };
  const best = `best of ${rounds} x ${burstSeconds} s`;
  try {
    if (wants(1)) {
      const standings = await runBursts(
        bursts,
        [
          ...onAndOff,
          to(known, 'provider, on, statuses of known sends', 'all', { firstSend: 0 }),
          to(known, 'the same without files', 'no-files', { firstSend: burstSends }),
        ],
        1,
      );
      printBursts(`1. Webhooks with 1 update, 50 connections; files in 18 % of what customers write: ${best}`, standings);
      tellBursts(standings);
    }
    if (wants(10)) {
      const texts = { before: { mix: 'texts', count: FILES_BEFORE }, firstSend: 2 * burstSends } as const;
      const pictures = { before: { mix: 'pictures', count: FILES_BEFORE }, firstSend: 3 * burstSends } as const;
      const standings = await runBursts(
        bursts,
        [
          { ...first, mix: 'statuses' },
          to(known, `statuses of known sends, right after ${FILES_BEFORE} texts`, 'statuses', texts),
          to(known, `the same, right after ${FILES_BEFORE} pictures`, 'statuses', pictures),
        ],
        1,
      );
      printBursts(`10. Statuses while a backlog of files is worked off, 50 connections: ${best}`, standings);
      tellBacklog(standings);
    }
    if (wants(7)) await measureMemory();
    if (wants(2)) {
      const standings = await runBursts(bursts, onAndOff, 20);
      printBursts(`2. Webhooks with 20 updates, 50 connections: ${best}`, standings);
      tellLargeWebhooks(standings);
    }
    if (wants(3)) await measureOpenLoop();
  } finally {
    for (const child of [load, baseline, on, off, known, crm]) await child.stop();
  }
  if (options.profile) printProfile('Provider with CRM deliveries on', options.profile);

  async function measureOpenLoop(): Promise<void> {
    const seconds = options.openLoopSeconds;
    const rows: string[][] = [];
    for (const { mix, name } of [
      { mix: 'all', name: `${PEAK_RATE} webhooks/s, what a number at 80 messages/s makes` },
      { mix: 'no-files', name: 'the same without files' },
    ] as const) {
      const before = await on.ask<Usage>('usage');
      const job = { seed: 99 + rows.length, updatesPerWebhook: 1, seconds, rate: PEAK_RATE, prepared: PEAK_RATE * seconds };
      const result = await runBurst(bursts, to(on, 'provider', mix), job);
      // With the deliveries and fetches that went on after the last of them.
      const after = await on.ask<Usage>('usage');
      const processor = percent((after.cpuMs - before.cpuMs) / 1000 / result.seconds);
      const inTime = result.p99 <= MOST_P99_MS;
      rows.push([
        ...[mix, whole(result.answered), ms(result.p50), ms(result.p99), ms(result.worst), processor, whole(result.files)],
        verdict(inTime, `p99 <= ${MOST_P99_MS} ms`),
      ]);
      const measured = `p50 ${ms(result.p50)}, p99 ${ms(result.p99)}, ${processor} of one core`;
      figure(name, measured, aimed(inTime, `p99 ≤ ${MOST_P99_MS} ms`));
    }
    printTable(
      `3. Open loop, ${PEAK_RATE} webhooks/s for ${seconds} s, CRM deliveries on; latency from the moment a webhook was due`,
      ['mix', 'answered', 'p50', 'p99', 'worst', 'processor', 'files waiting at the end', 'aim'],
      rows,
    );
  }

  async function measureMemory(): Promise<void> {
    const servers = { 'deliveries on': on, 'deliveries off': off, 'known sends': known };
    const rows: string[][] = [];
    const resident: number[] = [];
    for (const [name, server] of Object.entries(servers)) {
      const { rssMb, maxRssMb } = await server.ask<Usage>('usage');
      resident.push(rssMb);
      rows.push([`provider, ${name}`, `${whole(rssMb)} MB`, `${whole(maxRssMb)} MB`, verdict(rssMb < MOST_RSS_MB, `< ${MOST_RSS_MB} MB`)]);
    }
    printTable('7. Resident memory after these bursts', ['contestant', 'resident', 'most', 'aim'], rows);
    figure(
      'resident memory after the bursts above',
      Object.keys(servers)
        .map((name, index) => `${whole(resident[index] ?? Number.NaN)} MB ${name}`)
        .join(', '),
      aimed(Math.max(...resident) < MOST_RSS_MB, `under ${MOST_RSS_MB} MB`),
    );
  }
}

const byRatio = (standings: readonly (Standing | undefined)[]): string =>
  standings.map((standing) => ratio(standing?.ofBaseline ?? Number.NaN)).join(' and ');

function tellBursts([baseline, on, onWithout, off, offWithout, known, knownWithout]: Standing[]): void {
  const rate = (standing: Standing | undefined) => whole(standing?.best.webhooksPerSecond ?? Number.NaN);
  const p99 = (standing: Standing | undefined) => ms(standing?.best.p99 ?? Number.NaN);
  const met = (on?.best.webhooksPerSecond ?? 0) >= AIM.updatesPerSecond;
  figure(
    'signed webhooks acknowledged after the commit, 50 connections',
    `${rate(on)}/s while delivering to the inbox and fetching files, ${rate(off)}/s without the inbox (p99 ${p99(on)} and ${p99(off)})`,
    aimed(met, 'at least 3,300/s'),
  );
  figure(
    `the same against the baseline's ${rate(baseline)}/s`,
    `${byRatio([on, off])} of it`,
    aimed((on?.ofBaseline ?? 0) >= AIM.ofBaseline, String(AIM.ofBaseline)),
  );
  figure('the same without a file among the messages', `${byRatio([onWithout, offWithout])} of the baseline`);
  figure(
    'the same when the statuses find their messages, which then go to the inbox; with and without files',
    `${byRatio([known, knownWithout])} of the baseline`,
  );
}

function tellLargeWebhooks([, on, onWithout, off, offWithout]: Standing[]): void {
  const rate = (standing: Standing | undefined) => whole(standing?.best.updatesPerSecond ?? Number.NaN);
  figure(
    'with 20 updates per webhook, while delivering to the inbox',
    `${rate(on)} updates/s, ${rate(onWithout)}/s without files (${byRatio([on, onWithout])} of the baseline)`,
    aimed((on?.best.updatesPerSecond ?? 0) >= AIM.updatesPerSecond, 'at least 3,300/s'),
  );
  figure('the same without the inbox', `${rate(off)} and ${rate(offWithout)} updates/s (${byRatio([off, offWithout])} of the baseline)`);
}

function tellBacklog([, texts, pictures]: Standing[]): void {
  figure(
    `statuses right after ${FILES_BEFORE.toLocaleString('en')} pictures, whose files are still to be fetched, and after as many texts`,
    `${byRatio([pictures, texts])} of the baseline`,
  );
}
