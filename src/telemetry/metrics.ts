import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is known only when somebody asks. */
export interface Gauges {
  /** Jobs that wait, and the age of the oldest in seconds, by destination. */
  backlog(): Promise<{ destination: string; waiting: number; oldestSeconds: number }[]>;
  unknownSends(): Promise<number>;
  heldChannels(): Promise<number>;
  /** Tokens of Pipedrive's daily budgets that we spent today, by company. */
  spentToday(): Promise<{ company: number; tokens: number }[]>;
  /** How many there are in each state. */
  installations(): Promise<Readonly<Record<string, number>>>;
}

/** A drained destination is missing from the backlog; its gauges must fall to zero instead of standing still. */
const DESTINATIONS = ['crm', 'whatsapp'];

/** The provider's numbers in Prometheus' words. */
export function createMetrics(gauges: Gauges) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'provider_' });
  const latency = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  const metrics = {
    received: new Counter({ name: 'provider_webhook_deliveries_total', help: 'Webhook deliveries committed', registers }),
    storedMessages: new Counter({
      name: 'provider_messages_stored_total',
      help: 'Inbound messages stored, by type',
      labelNames: ['type'],
      registers,
    }),
    simplifiedMessages: new Counter({
      name: 'provider_messages_simplified_total',
      help: 'Messages shown with less than WhatsApp shows, by row of the rendering table (openapi/rendering.md)',
      labelNames: ['kind'],
      registers,
    }),
    storedStatuses: new Counter({
      name: 'provider_statuses_stored_total',
      help: 'Statuses stored, by word',
      labelNames: ['status'],
      registers,
    }),
    parked: new Counter({
      name: 'provider_statuses_parked_total',
      help: 'Statuses that came before their message id was known',
      registers,
    }),
    duplicates: new Counter({ name: 'provider_duplicates_total', help: 'Messages and statuses that were stored before', registers }),
    ignored: new Counter({ name: 'provider_notices_total', help: 'Account notices kept in the raw delivery only', registers }),
    quarantined: new Counter({ name: 'provider_quarantined_total', help: 'Items set aside, by reason', labelNames: ['reason'], registers }),
    attempts: new Counter({
      name: 'provider_delivery_attempts_total',
      help: 'Delivery attempts, by destination and verdict',
      labelNames: ['destination', 'verdict'],
      registers,
    }),
    filesFetched: new Counter({
      name: 'provider_file_fetches_total',
      help: 'Attempts to fetch a file of a customer, by what came of it',
      labelNames: ['end'],
      registers,
    }),
    removed: new Counter({
      name: 'provider_removed_total',
      help: 'Raw deliveries, statuses and attempts past RETENTION_DAYS, and uploads that no message came of, removed',
      labelNames: ['what'],
      registers,
    }),
    pipedriveCalls: new Counter({
      name: 'provider_pipedrive_calls_total',
      help: 'Calls on Pipedrive, by operation and what they came to',
      labelNames: ['operation', 'outcome'],
      registers,
    }),
    tokenRefreshes: new Counter({
      name: 'provider_token_refreshes_total',
      help: "Renewals of a company's Pipedrive tokens, by what came of it",
      labelNames: ['outcome'],
      registers,
    }),
    deadLetters: new Counter({ name: 'provider_dead_letters_total', help: 'Jobs given up', labelNames: ['destination'], registers }),
    deliverySeconds: new Histogram({
      name: 'provider_delivery_seconds',
      help: 'One delivery attempt',
      labelNames: ['destination'],
      buckets: latency,
      registers,
    }),
    deliveryAge: new Histogram({
      name: 'provider_delivery_age_seconds',
      help: 'From stored to delivered',
      labelNames: ['destination'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 3600, 86400],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'provider_request_seconds',
      help: 'Requests answered, by operation and status',
      labelNames: ['operation', 'status'],
      buckets: latency,
      registers,
    }),
    violations: new Counter({
      name: 'provider_contract_violations_total',
      help: 'Answers of ours that broke the contract',
      labelNames: ['operation'],
      registers,
    }),
  };
  new Gauge({
    name: 'provider_backlog_jobs',
    help: 'Jobs that wait',
    labelNames: ['destination'],
    registers,
    async collect() {
      const backlog = await gauges.backlog();
      for (const destination of DESTINATIONS) this.set({ destination }, 0);
      for (const { destination, waiting } of backlog) this.set({ destination }, waiting);
    },
  });
  new Gauge({
    name: 'provider_backlog_oldest_seconds',
    help: 'Age of the oldest job that waits',
    labelNames: ['destination'],
    registers,
    async collect() {
      const backlog = await gauges.backlog();
      for (const destination of DESTINATIONS) this.set({ destination }, 0);
      for (const { destination, oldestSeconds } of backlog) this.set({ destination }, oldestSeconds);
    },
  });
  new Gauge({
    name: 'provider_sends_unknown',
    help: 'Sends whose outcome nobody knows',
    registers,
    async collect() {
      this.set(await gauges.unknownSends());
    },
  });
  new Gauge({
    name: 'provider_channels_held',
    help: 'Channels that wait for a vendor or a person',
    registers,
    async collect() {
      this.set(await gauges.heldChannels());
    },
  });
  new Gauge({
    name: 'provider_pipedrive_tokens_spent_today',
    help: "Tokens of the company's daily budget that this provider spent since midnight UTC",
    labelNames: ['company'],
    registers,
    async collect() {
      const spent = await gauges.spentToday();
      this.reset();
      for (const { company, tokens } of spent) this.set({ company }, tokens);
    },
  });
  new Gauge({
    name: 'provider_installations',
    help: 'Pipedrive users who installed the app, by state; a paused one waits for its user',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await gauges.installations())) this.set({ state }, count);
    },
  });
  return { ...metrics, expose: () => registry.metrics() };
}

export type Metrics = ReturnType<typeof createMetrics>;
