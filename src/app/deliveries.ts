import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createApiClient } from '../delivery/api-client.ts';
import { companyApiOf } from '../delivery/api-domain.ts';
import { createBurstBudget } from '../delivery/burst-budget.ts';
import { createBusyShare } from '../delivery/busy-share.ts';
import { createChannelsApi } from '../delivery/channels-api.ts';
import { createCrmDelivery } from '../delivery/crm-delivery.ts';
import { createErasureWorker } from '../delivery/erasure-worker.ts';
import type { HttpClient } from '../delivery/http-client.ts';
import { createMediaCustody } from '../delivery/media-custody.ts';
import type { MediaDownloads } from '../delivery/media-download.ts';
import type { PipedriveAccounts } from '../delivery/pipedrive-access.ts';
import { createPipedriveCalls } from '../delivery/pipedrive-calls.ts';
import { createReadReceipts } from '../delivery/read-receipts.ts';
import { crmRetryPolicy, whatsappRetryPolicy } from '../delivery/retry-policy.ts';
import { createSendBudget } from '../delivery/send-budget.ts';
import { createTemplateReader } from '../delivery/template-reader.ts';
import { createWhatsAppDelivery } from '../delivery/whatsapp-delivery.ts';
import { createWorker, type Worker, type WorkerEvent, type WorkerOptions } from '../delivery/worker.ts';
import { beginDueErasures, eraseFurther } from '../domain/erasure.ts';
import { attachFile, giveFileUp } from '../domain/inbound-files.ts';
import type { Receipt } from '../domain/intake.ts';
import type { MediaLinks } from '../domain/media-links.ts';
import { createOutcomes, type Outcomes } from '../domain/outcomes.ts';
import { type ChannelsApi, createRegistrations, type Registrations } from '../domain/registrations.ts';
import { updateProgress } from '../domain/statuses.ts';
import { createTemplates, type Templates } from '../domain/templates.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { observeAttempts } from '../telemetry/observe.ts';
import { observeFetches } from '../telemetry/observe-fetches.ts';
import { errorRuleOf } from '../whatsapp-errors/whatsapp-errors.ts';

export interface DeliveryOptions {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  links: MediaLinks;
  mediaFolder: string;
  notifyCrm: boolean;
  accounts: PipedriveAccounts;
  onError(error: unknown): void;
  leaseMs?: number | undefined;
  pollMs?: number | undefined;
  answerTimeoutMs: number;
  busyShare?: (() => number) | undefined;
  http: HttpClient;
  watchDownloads?: (downloads: MediaDownloads) => MediaDownloads;
}

/** Everything that carries work out: its workers, and what the handlers share with them. */
export interface Deliveries {
  outcomes: Outcomes;
  templates: Templates;
  registrations: Registrations;
  /** Undefined while PIPEDRIVE_CHANNELS is `off`. */
  channelsApi: ChannelsApi | undefined;
  /** There may be work now. */
  wake(): void;
  /** Something that came from WhatsApp is to go to the CRM. */
  wakeCrm(): void;
  /** A file of a customer is to be fetched. */
  wakeFetching(): void;
  /** What a webhook told changes how fast, and with which templates, we send. */
  heed(receipt: Receipt): void;
  start(): void;
  /** Finishes attempts that were begun. */
  stop(): Promise<void>;
}

/** Somebody who waits for postMessage's answer gets a refusal there; the inbox hears of it only if that answer never left. */
const ANSWER_GRACE_MS = 10_000;
const CONCURRENCY = { crm: 16, whatsapp: 16 };
/** How often the queue asks whether a Channels API that is gone is back: `on` expects it, `probe` finds out. */
const GONE_RETRY_MS = { off: 24 * 3_600_000, probe: 24 * 3_600_000, on: 3_600_000 };
/** How often to look for registrations that another process left. */
const REGISTRATION_POLL_MS = 60_000;

/** Builds the workers towards Pipedrive and WhatsApp, the one that fetches customers' files, and the one that erases. */
export function createDeliveries(options: DeliveryOptions): Deliveries {
  const { config, store, clock, log, metrics, links, mediaFolder, notifyCrm, onError, http, accounts, answerTimeoutMs } = options;
  const now = () => clock.now();
  const { apiUrl, apiVersion } = config.whatsapp;
  const outcomes = createOutcomes(clock);
  const whatsapp = createApiClient<WhatsAppTypes>(whatsappOperations, apiUrl, http);
  const templates = createTemplates(
    createTemplateReader({
      store,
      whatsapp,
      version: apiVersion,
      onLeftOut: (leftOut) => log.warn({ leftOut }, 'templates that WhatsApp lists in a shape that cannot be read are left out'),
    }),
    clock,
  );
  const budget = createSendBudget({ messagesPerSecond: config.whatsapp.messagesPerSecond });
  const receipts =
    config.whatsapp.readReceipts === 'off'
      ? undefined
      : createReadReceipts({
          store,
          clock,
          whatsapp,
          apiVersion,
          onRefused: (vendorCode) => log.warn({ vendorCode }, 'WhatsApp did not take a read receipt; the next answer repeats it'),
          onError,
        });
  const observeAttempt = observeAttempts(metrics, log, now);
  const observeFetch = observeFetches(metrics, log);
  const shared = {
    store,
    clock,
    onError,
    ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
  };

  const pipedrive = createPipedriveCalls({
    store,
    clock,
    accounts,
    burst: createBurstBudget(),
    goneRetryMs: GONE_RETRY_MS[config.pipedrive.channels],
    client: (apiDomain) => createApiClient<PipedriveTypes>(pipedriveOperations, companyApiOf(apiDomain), http),
    onCall: ({ operationId, outcome }) => metrics.pipedriveCalls.inc({ operation: operationId, outcome }),
  });
  const channelsApi = notifyCrm ? createChannelsApi({ pipedrive, clock }) : undefined;
  const crm = createWorker({
    ...shared,
    destination: 'crm',
    policy: crmRetryPolicy,
    concurrency: CONCURRENCY.crm,
    deliver: createCrmDelivery({
      store,
      clock,
      pipedrive,
      mediaLink: links.linkTo,
    }),
    // Nobody has to look at what was on its way to an inbox that was deleted.
    onGivenUp: async (tx, job) => ((await tx.channel(job.channelId))?.state === 'deleted' ? 'settled' : 'bury'),
    onAttempt: observeAttempt,
  } satisfies WorkerOptions);

  const whatsappDelivery = createWhatsAppDelivery({
    store,
    clock,
    budget,
    whatsapp,
    http,
    apiUrl,
    apiVersion,
    mediaFolder,
    mediaLink: links.linkTo,
    notifyCrm,
    async applyParked(tx, channelId, send) {
      if (!send.wamid) return;
      await updateProgress({ tx, channelId, now: now(), notifyCrm }, send, [
        { status: 'sent', failure: null },
        ...(await tx.statusesOf(channelId, send.wamid)),
      ]);
    },
    onAccepted(job) {
      outcomes.settle(job.channelId, job, { kind: 'accepted' });
      receipts?.answered(job);
    },
    refusalDueAt: (job, at) => at + (outcomes.isAwaited(job.channelId, job) ? ANSWER_GRACE_MS : 0),
  });
  const sending = createWorker({
    ...shared,
    destination: 'whatsapp',
    policy: whatsappRetryPolicy,
    concurrency: CONCURRENCY.whatsapp,
    deliver: whatsappDelivery.deliver,
    onGivenUp: whatsappDelivery.onGivenUp,
    onAttempt(event: WorkerEvent) {
      observeAttempt(event);
      const { job, verdict, end } = event;
      if (end === 'given-up' && 'code' in verdict) {
        if (errorRuleOf(verdict.code)?.class === 'fix-template') templates.doubt(job.channelId);
        outcomes.settle(job.channelId, job, { kind: 'failed', failure: { code: verdict.code, reason: verdict.reason } });
      }
      crm.wake();
    },
  } satisfies WorkerOptions);

  const media = createMediaCustody({
    ...shared,
    whatsapp,
    apiUrl,
    apiVersion,
    mediaFolder,
    answerTimeoutMs,
    watch: options.watchDownloads,
    busyShare: options.busyShare ?? createBusyShare(),
    attach: (tx, file, kept, at) => attachFile(tx, file, kept, { now: at, notifyCrm }),
    lose: (tx, file, loss, at) => giveFileUp(tx, file, loss, { now: at, notifyCrm }),
    onFetch(event) {
      observeFetch(event);
      crm.wake();
    },
  });
  const erasures = createErasureWorker({
    ...shared,
    beginDue: (at) => beginDueErasures(store, at),
    further: (job, time) => eraseFurther({ store, removeFile: (file) => rmSync(join(mediaFolder, file), { force: true }) }, job, time),
    onDone: ({ id, kind }) => log.info({ erasureId: id, kind }, 'erased'),
  });
  const workers: readonly Worker[] = [sending, media, crm, erasures];
  const registrations = createRegistrations({
    store,
    clock,
    api: channelsApi,
    pollMs: Math.max(REGISTRATION_POLL_MS, options.pollMs ?? 0),
    onRegistered: () => crm.wake(),
    onError,
  });

  return {
    outcomes,
    templates,
    registrations,
    channelsApi,
    wake() {
      for (const worker of workers) worker.wake();
    },
    wakeCrm: crm.wake,
    wakeFetching: media.wake,
    heed({ notices, consequences }) {
      templates.heed(notices);
      for (const consequence of consequences) {
        if (consequence.kind === 'pair-limit') budget.exhaust(consequence, now());
        else templates.doubt(consequence.channelId);
      }
    },
    start() {
      sending.start();
      media.start();
      erasures.start();
      if (notifyCrm) crm.start();
      registrations.start();
    },
    async stop() {
      await Promise.all([registrations.stop(), ...workers.map((worker) => worker.drain())]);
      await receipts?.drain();
    },
  };
}
