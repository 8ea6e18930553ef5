import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/telemetry/log.ts';
import { createMetrics, type Gauges } from '../../src/telemetry/metrics.ts';
import { observeAnswers, observeAttempts, observeReceipts } from '../../src/telemetry/observe.ts';
import { observeHousekeeping } from '../../src/telemetry/observe-housekeeping.ts';

interface Attempt {
  kind: string;
  end?: string;
  destination?: string;
}

function setUp(gauges: Partial<Gauges> = {}) {
  const metrics = createMetrics({
    backlog: async () => [],
    unknownSends: async () => 0,
    heldChannels: async () => 0,
    spentToday: async () => [],
    installations: async () => ({}),
    ...gauges,
  });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', pretty: false, write: (line) => lines.push(line) });
  const attempted = observeAttempts(metrics, log, () => 5000);
  const job = { channelId: 'ch_1', conversationId: 'cv_1', seq: 1, attempts: 0, createdAt: 2000 };
  return {
    metrics,
    lines,
    received: observeReceipts(metrics, log),
    removed: observeHousekeeping(metrics, log),
    answered: observeAnswers(metrics, log, 'debug'),
    attempted: ({ kind, end = 'done', destination = 'crm' }: Attempt) =>
      attempted({ destination, job, verdict: { kind }, end, durationMs: 20 }),
  };
}

const nothing = { messages: [], statuses: [], reasons: [], simplified: [], stored: 0, duplicate: 0, quarantined: 0, ignored: 0, parked: 0 };

/** The samples of a scrape: name with labels → value. */
async function scrape({ metrics }: Pick<ReturnType<typeof setUp>, 'metrics'>): Promise<Map<string, number>> {
  const lines = (await metrics.expose()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

describe('metrics', () => {
  test('a scrape: names everything an operator has to watch, before anything happened', async () => {
    const text = await setUp().metrics.expose();
    const types = Object.fromEntries([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]));
    expect(types).toMatchObject({
      provider_webhook_deliveries_total: 'counter',
      provider_messages_stored_total: 'counter',
      provider_statuses_stored_total: 'counter',
      provider_statuses_parked_total: 'counter',
      provider_duplicates_total: 'counter',
      provider_quarantined_total: 'counter',
      provider_delivery_attempts_total: 'counter',
      provider_dead_letters_total: 'counter',
      provider_removed_total: 'counter',
      provider_backlog_jobs: 'gauge',
      provider_backlog_oldest_seconds: 'gauge',
      provider_sends_unknown: 'gauge',
      provider_channels_held: 'gauge',
      provider_request_seconds: 'histogram',
      provider_delivery_seconds: 'histogram',
      provider_delivery_age_seconds: 'histogram',
      provider_contract_violations_total: 'counter',
    });
  });

  test('messages shown with less than WhatsApp shows: are counted by row of the rendering table', async () => {
    const set = setUp();
    set.received({ ...nothing, messages: ['order', 'text'], simplified: ['order', 'quoted', 'quoted'] });
    const samples = await scrape(set);
    expect(samples.get('provider_messages_simplified_total{kind="order"}')).toBe(1);
    expect(samples.get('provider_messages_simplified_total{kind="quoted"}')).toBe(2);
  });

  test('receipts: count what was received, stored, repeated, set aside, ignored and parked', async () => {
    const parts = setUp();
    parts.received({
      ...nothing,
      messages: ['text', 'text', 'image'],
      statuses: ['read'],
      reasons: ['no-sender', 'not-json'],
      stored: 4,
      duplicate: 5,
      quarantined: 2,
      ignored: 3,
      parked: 1,
    });
    parts.received(nothing);
    const samples = await scrape(parts);
    const counted = {
      provider_webhook_deliveries_total: 2,
      'provider_messages_stored_total{type="text"}': 2,
      'provider_messages_stored_total{type="image"}': 1,
      'provider_statuses_stored_total{status="read"}': 1,
      provider_duplicates_total: 5,
      'provider_quarantined_total{reason="no-sender"}': 1,
      'provider_quarantined_total{reason="not-json"}': 1,
      provider_notices_total: 3,
      provider_statuses_parked_total: 1,
    };
    expect(Object.fromEntries(samples)).toMatchObject(counted);
    expect(parts.lines.filter((line) => line.includes('quarantine'))).toHaveLength(1);
  });

  test('what is removed: is counted by kind; a round that removed nothing is silent', async () => {
    const { metrics, lines, removed } = setUp();
    removed({ deliveries: 2, statuses: 3, attempts: 0, uploads: 0 });
    removed({ deliveries: 0, statuses: 0, attempts: 0, uploads: 0 });
    const samples = Object.fromEntries(await scrape({ metrics }));
    expect(samples).toMatchObject({ 'provider_removed_total{what="deliveries"}': 2, 'provider_removed_total{what="statuses"}': 3 });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'info', deliveries: 2, statuses: 3, attempts: 0, uploads: 0 }]);
  });

  test('types and words nobody knows: count as other, however many there are', async () => {
    const parts = setUp();
    const unknown = Array.from({ length: 500 }, (_, n) => `invented-${n}`);
    const odd = ['__proto__', 'constructor', '', 'x'.repeat(1000), 'with "quotes"\n'];
    parts.received({ ...nothing, messages: [...unknown, ...odd], statuses: [...unknown, ...odd] });
    const samples = await scrape(parts);
    const named = [...samples].filter(([name]) => /^provider_(messages|statuses)_stored_total/.test(name));
    expect(named).toEqual([
      ['provider_messages_stored_total{type="other"}', 505],
      ['provider_statuses_stored_total{status="other"}', 505],
    ]);
  });

  test('attempts: count what was delivered, retried and given up, with how long it took and how old it was', async () => {
    const parts = setUp();
    parts.attempted({ kind: 'delivered' });
    parts.attempted({ kind: 'retry', end: 'waiting' });
    parts.attempted({ kind: 'retry', end: 'waiting' });
    parts.attempted({ kind: 'final', end: 'buried' });
    parts.attempted({ kind: 'final', end: 'given-up', destination: 'whatsapp' });
    const samples = Object.fromEntries(await scrape(parts));
    // A refusal the salesperson is told of is no dead letter: nobody has to look.
    expect(samples).not.toHaveProperty(['provider_dead_letters_total{destination="whatsapp"}']);
    expect(samples).toMatchObject({
      'provider_delivery_attempts_total{destination="whatsapp",verdict="final"}': 1,
      'provider_delivery_attempts_total{destination="crm",verdict="delivered"}': 1,
      'provider_delivery_attempts_total{destination="crm",verdict="retry"}': 2,
      'provider_delivery_attempts_total{destination="crm",verdict="final"}': 1,
      'provider_dead_letters_total{destination="crm"}': 1,
      'provider_delivery_seconds_count{destination="crm"}': 4,
      'provider_delivery_seconds_sum{destination="crm"}': 0.08,
      'provider_delivery_age_seconds_count{destination="crm"}': 1,
      'provider_delivery_age_seconds_sum{destination="crm"}': 3,
    });
  });

  test('attempts that were put off: are counted, and are no delivery that could be timed', async () => {
    const parts = setUp();
    parts.attempted({ kind: 'postponed', end: 'waiting', destination: 'whatsapp' });
    const samples = Object.fromEntries(await scrape(parts));
    expect(samples).toMatchObject({ 'provider_delivery_attempts_total{destination="whatsapp",verdict="postponed"}': 1 });
    expect(samples).not.toHaveProperty(['provider_delivery_seconds_count{destination="whatsapp"}']);
  });

  test('answers: are timed by operation and status; a broken contract of ours is counted and logged', async () => {
    const parts = setUp();
    const answer = { document: 'console', operationId: 'getIndex', requestId: 'r1', durationMs: 250 };
    parts.answered({ ...answer, status: 200 });
    parts.answered({ ...answer, status: 200, violation: 'body must be object' });
    parts.answered({ ...answer, status: 503, error: new Error('disk full') });
    expect(Object.fromEntries(await scrape(parts))).toMatchObject({
      'provider_request_seconds_count{operation="getIndex",status="200"}': 2,
      'provider_request_seconds_sum{operation="getIndex",status="200"}': 0.5,
      'provider_request_seconds_count{operation="getIndex",status="503"}': 1,
      'provider_contract_violations_total{operation="getIndex"}': 1,
    });
    const levels = parts.lines.map((line) => (JSON.parse(line) as { level: string }).level);
    expect(levels).toEqual(['debug', 'error', 'debug', 'error']);
  });

  test('gauges: are asked at each scrape; a lane that has drained falls to zero', async () => {
    const backlog = [{ destination: 'crm', waiting: 3, oldestSeconds: 12.5 }];
    const parts = setUp({ backlog: async () => backlog, unknownSends: async () => 2, heldChannels: async () => 1 });
    const gauges = async () => {
      const samples = await scrape(parts);
      return ['provider_backlog_jobs', 'provider_backlog_oldest_seconds'].map((name) => samples.get(`${name}{destination="crm"}`));
    };
    expect(await gauges()).toEqual([3, 12.5]);
    const samples = await scrape(parts);
    expect([samples.get('provider_sends_unknown'), samples.get('provider_channels_held')]).toEqual([2, 1]);
    backlog.length = 0;
    expect(await gauges()).toEqual([0, 0]);
  });

  test('two providers in one process: keep their numbers apart', async () => {
    const [one, two] = [setUp(), setUp()];
    one.received(nothing);
    expect([
      (await scrape(one)).get('provider_webhook_deliveries_total'),
      (await scrape(two)).get('provider_webhook_deliveries_total'),
    ]).toEqual([1, 0]);
  });
});
