import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { contract as consoleContract } from '../generated/console/index.ts';
import { operations as pipedriveOperations } from '../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../generated/pipedrive-api/types.ts';
import { contract as providerContract } from '../generated/pipedrive-provider/index.ts';
import { operations as whatsappOperations } from '../generated/whatsapp-cloud/operations.ts';
import type { operations as WhatsAppTypes } from '../generated/whatsapp-cloud/types.ts';
import { contract as webhookContract } from '../generated/whatsapp-webhooks/index.ts';
import packageJson from '../package.json' with { type: 'json' };
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createApiClient } from './delivery/api-client.ts';
import { createBusyShare } from './delivery/busy-share.ts';
import { createCrmDelivery } from './delivery/crm-delivery.ts';
import { createHttpClient } from './delivery/http-client.ts';
import { createMediaCustody } from './delivery/media-custody.ts';
import { oncePerTurn } from './delivery/once-per-turn.ts';
import { createReadReceipts } from './delivery/read-receipts.ts';
import { crmRetryPolicy, whatsappRetryPolicy } from './delivery/retry-policy.ts';
import { createSendBudget } from './delivery/send-budget.ts';
import { createTemplateReader } from './delivery/template-reader.ts';
import { createWhatsAppDelivery } from './delivery/whatsapp-delivery.ts';
import { createWorker, type Worker, type WorkerEvent, type WorkerOptions } from './delivery/worker.ts';
import { ensureChannel } from './domain/channels.ts';
import { createCursors } from './domain/cursor.ts';
import { attachFile, giveFileUp } from './domain/inbound-files.ts';
import type { Receipt } from './domain/intake.ts';
import { createMediaLinks } from './domain/media-links.ts';
import { createOutcomes } from './domain/outcomes.ts';
import type { Playground } from './domain/playground.ts';
import { createRateLimit } from './domain/rate-limit.ts';
import { updateProgress } from './domain/statuses.ts';
import { createTemplates } from './domain/templates.ts';
import { consoleHandlers, providerHandlers, webhookHandlers } from './handlers/index.ts';
import { consoleToken, mediaSignature, metaSignature, metaVerifyToken, pipedriveBasic } from './http/authenticate.ts';
import type { DispatchOptions } from './http/dispatch.ts';
import { pipedriveEnvelope, problemJson } from './http/error-bodies.ts';
import { createHttpServer } from './http/server.ts';
import type { Channel } from './store/records.ts';
import { createSecretBox } from './store/secrets.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';
import { createLog, type Log } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { observeAnswers, observeAttempts, observeReceipts } from './telemetry/observe.ts';
import { observeFetches } from './telemetry/observe-fetches.ts';
import { errorRuleOf } from './whatsapp-errors/whatsapp-errors.ts';

/** What a test or the sandbox puts in the place of the real thing. */
export interface AppParts {
  clock?: Clock;
  log?: Log;
  /** Given the store of the app, so that the sandbox can find conversations. */
  playground?: (app: { store: Store; channel: () => Channel }) => Playground;
  store?: Store;
  leaseMs?: number;
  pollMs?: number;
  answerTimeoutMs?: number;
  /** The share of time that this process was busy since it was asked last: on a clock that stands still, waiting for a quieter moment would never end. */
  busyShare?: () => number;
  dispatch?: Partial<Pick<DispatchOptions, 'bodyTimeoutMs' | 'formTimeoutMs' | 'responseValidation'>>;
  providerRate?: { perSecond: number; burst: number };
}

export interface App {
  store: Store;
  /** The channel of the settings' phone number. */
  channel: Channel;
  /** Listens, starts delivering, and returns the port. `beforeDelivering` runs in between, when the peers can be told the address. */
  start(beforeDelivering?: (port: number) => void | Promise<void>): Promise<number>;
  /** Answers what is under way, finishes attempts that were begun, and closes the store. */
  stop(): Promise<void>;
  /** There may be work now: tests and the sandbox call it after writing to the store themselves. */
  wake(): void;
}

export const version: string = packageJson.version;

/** Pipedrive's first sync asks page after page, so the burst is generous; what is above belongs to nobody's inbox. */
const PROVIDER_RATE = { perSecond: 50, burst: 300 };
/** Somebody who waits for postMessage's answer gets a refusal there; the inbox hears of it only if that answer never left. */
const ANSWER_GRACE_MS = 10_000;
const CONCURRENCY = { crm: 16, whatsapp: 16 };

/** Builds the whole provider from its settings: the one place where parts meet. */
export async function createApp(config: Config, parts: AppParts = {}): Promise<App> {
  const clock = parts.clock ?? systemClock;
  const now = () => clock.now();
  const log = parts.log ?? createLog({ level: config.logLevel, pretty: process.stdout.isTTY === true });
  const onError = (error: unknown) => log.error({ err: error }, 'a background task failed');
  const store =
    parts.store ?? openSqliteStore({ path: join(config.dataDir, 'provider.db'), secrets: createSecretBox(config.encryptionKeys), now });
  const mediaFolder = join(config.dataDir, 'media');
  const notifyCrm = config.pipedrive.channels !== 'off';
  const links = createMediaLinks({
    keys: config.encryptionKeys.map((key) => derivedKey(key, 'media links')),
    publicUrl: config.publicUrl,
    now,
  });
  const { phoneNumberId, businessAccountId, accessToken, apiUrl, apiVersion } = config.whatsapp;
  const channel = await ensureChannel(store, { name: 'WhatsApp', phoneNumberId, businessAccountId, accessToken }, now());

  const metrics = createMetrics({
    backlog: async () =>
      (await store.backlog()).map(({ destination, waiting, oldestAt }) => ({
        destination,
        waiting,
        oldestSeconds: oldestAt === null ? 0 : Math.max(0, now() - oldestAt) / 1000,
      })),
    unknownSends: async () => (await store.troubles()).unknownSends,
    heldChannels: async () => (await store.holds(now())).length,
  });

  const outcomes = createOutcomes(clock);
  const workers: Partial<Record<'crm' | 'whatsapp' | 'media', Worker>> = {};
  const wake = () => {
    workers.crm?.wake();
    workers.whatsapp?.wake();
    workers.media?.wake();
  };

  const http = createHttpClient({ connectTimeoutMs: 5000, answerTimeoutMs: parts.answerTimeoutMs ?? 10_000 });
  const whatsapp = createApiClient<WhatsAppTypes>(whatsappOperations, apiUrl, http);
  const templates = createTemplates(createTemplateReader({ store, whatsapp, version: apiVersion }), clock);
  const crmDelivery = createCrmDelivery({
    store,
    clock,
    pipedrive: (apiDomain) => createApiClient<PipedriveTypes>(pipedriveOperations, apiDomain, http),
    mediaLink: links.linkTo,
  });
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
  const budget = createSendBudget({ messagesPerSecond: config.whatsapp.messagesPerSecond });
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
  const observeAttempt = observeAttempts(metrics, log, now);
  const shared = {
    store,
    clock,
    onError,
    ...(parts.leaseMs === undefined ? {} : { leaseMs: parts.leaseMs }),
    ...(parts.pollMs === undefined ? {} : { pollMs: parts.pollMs }),
  };
  workers.crm = createWorker({
    ...shared,
    destination: 'crm',
    policy: crmRetryPolicy,
    concurrency: CONCURRENCY.crm,
    deliver: crmDelivery,
    onGivenUp: async () => 'bury',
    onAttempt: observeAttempt,
  } satisfies WorkerOptions);
  workers.whatsapp = createWorker({
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
      workers.crm?.wake();
    },
  } satisfies WorkerOptions);

  const observeFetch = observeFetches(metrics, log);
  workers.media = createMediaCustody({
    ...shared,
    whatsapp,
    apiUrl,
    apiVersion,
    mediaFolder,
    answerTimeoutMs: parts.answerTimeoutMs ?? 10_000,
    busyShare: parts.busyShare ?? createBusyShare(),
    attach: (tx, file, kept, at) => attachFile(tx, file, kept, { now: at, notifyCrm }),
    lose: (tx, file, loss, at) => giveFileUp(tx, file, loss, { now: at, notifyCrm }),
    onFetch(event) {
      observeFetch(event);
      workers.crm?.wake();
    },
  });

  const observeReceipt = observeReceipts(metrics, log);
  const heedReceipt = (receipt: Receipt): void => {
    observeReceipt(receipt);
    templates.heed(receipt.notices);
    for (const consequence of receipt.consequences) {
      if (consequence.kind === 'pair-limit') budget.exhaust(consequence, now());
      else templates.doubt(consequence.channelId);
    }
  };

  let draining = false;
  const renderProblem = problemJson(now);
  const renderEnvelope = pipedriveEnvelope(now);
  const server = await createHttpServer({
    documents: [
      {
        contract: providerContract,
        handlers: providerHandlers({
          store,
          clock,
          outcomes,
          links,
          cursors: createCursors(),
          rateLimit: createRateLimit(parts.providerRate ?? PROVIDER_RATE),
          templates,
          onQueued: wake,
          onBackgroundError: onError,
        }),
        security: { pipedriveBasic: pipedriveBasic(config.pipedrive.clientId, config.pipedrive.clientSecret) },
        renderError: renderEnvelope,
      },
      {
        contract: webhookContract,
        handlers: webhookHandlers({ store, clock, notifyCrm, onQueued: oncePerTurn(wake), onReceipt: heedReceipt }),
        security: {
          metaSignature: metaSignature(config.whatsapp.appSecrets),
          metaVerifyToken: metaVerifyToken(config.whatsapp.verifyToken),
        },
        renderError: renderProblem,
      },
      {
        contract: consoleContract,
        handlers: consoleHandlers({
          store,
          clock,
          version,
          mode: config.mode,
          publicUrl: config.publicUrl,
          mediaFolder,
          playground: parts.playground?.({ store, channel: () => channel }),
          isDraining: () => draining,
          exposeMetrics: metrics.expose,
        }),
        security: { consoleToken: consoleToken(config.consoleToken), mediaSignature: mediaSignature(links.isGood) },
        renderError: renderProblem,
      },
    ],
    fallbackError: (path) => (path.startsWith('/api/') ? renderEnvelope : renderProblem),
    responseValidation: parts.dispatch?.responseValidation ?? (config.production ? 'report' : 'enforce'),
    uploadFolder: mediaFolder,
    bodyTimeoutMs: parts.dispatch?.bodyTimeoutMs ?? 20_000,
    formTimeoutMs: parts.dispatch?.formTimeoutMs ?? 300_000,
    onAnswer: observeAnswers(metrics, log, config.mode === 'sandbox' ? 'info' : 'debug'),
    onError: (error, requestId) => log.error({ err: error, requestId }, 'request failed outside every operation'),
  });

  return {
    store,
    channel,
    wake,
    async start(beforeDelivering) {
      const port = await server.listen(config.port, config.host);
      await beforeDelivering?.(port);
      workers.whatsapp?.start();
      workers.media?.start();
      if (notifyCrm) workers.crm?.start();
      return port;
    },
    async stop() {
      draining = true;
      await server.close();
      await Promise.all(Object.values(workers).map((worker) => worker.drain()));
      await receipts?.drain();
      await http.close();
      await store.close();
    },
  };
}

/** Keys with one purpose each, from the one key that is configured. */
const derivedKey = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
