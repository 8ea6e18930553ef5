import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createContractDocuments } from './app/contract-documents.ts';
import { createDeliveries } from './app/deliveries.ts';
import { derivedKeys } from './app/derived-keys.ts';
import { createBench } from './app/doctor-bench.ts';
import { journaledDownloads, journaledHttp } from './app/journaled-http.ts';
import { createLook } from './app/look.ts';
import { observedStore } from './app/observed-store.ts';
import { createAccounts } from './app/pipedrive-accounts.ts';
import { servedDocuments } from './app/served-documents.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createPageFiles } from './console/page-files.ts';
import { createHousekeeping } from './delivery/housekeeping.ts';
import { createHttpClient } from './delivery/http-client.ts';
import { oncePerTurn } from './delivery/once-per-turn.ts';
import { createUploadSweep } from './delivery/upload-sweep.ts';
import { readSetUp } from './doctor/set-up/set-up.ts';
import { createAvatars } from './domain/avatars.ts';
import { readBudgets } from './domain/budgets.ts';
import { ensureChannel } from './domain/channels.ts';
import { createCursors } from './domain/cursor.ts';
import { createMediaLinks } from './domain/media-links.ts';
import type { Playground } from './domain/playground.ts';
import { createRateLimit } from './domain/rate-limit.ts';
import { countInstallations } from './domain/readiness.ts';
import { createCredentialWitness } from './http/credential-witness.ts';
import type { DispatchOptions } from './http/dispatch.ts';
import { pipedriveEnvelope, problemJson } from './http/error-bodies.ts';
import { createHttpServer } from './http/server.ts';
import type { Events } from './journal/events.ts';
import { recordServed } from './journal/record-served.ts';
import type { Channel } from './store/records.ts';
import { createSecretBox } from './store/secrets.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';
import { createLog, type Log } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { observeAnswers, observeReceipts } from './telemetry/observe.ts';
import { observeHousekeeping } from './telemetry/observe-housekeeping.ts';

/** What a test or the sandbox puts in the place of the real thing. */
export interface AppParts {
  clock?: Clock;
  log?: Log;
  /** Given the store of the app, so that the sandbox can find conversations, and how to tell whoever looks on that it moved the clock or cleared everything. */
  playground?: (app: { store: Store; channel: () => Channel; announce: Events['publish'] }) => Playground;
  store?: Store;
  /** The share of time that this process was busy since it was asked last: on a clock that stands still, waiting for a quieter moment would never end. */
  busyShare?: () => number;
  leaseMs?: number;
  pollMs?: number;
  answerTimeoutMs?: number;
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

/** Builds the whole provider from its settings: here, and in `app/`, parts meet. */
export async function createApp(config: Config, parts: AppParts = {}): Promise<App> {
  const clock = parts.clock ?? systemClock;
  const now = () => clock.now();
  const log = parts.log ?? createLog({ level: config.logLevel, pretty: process.stdout.isTTY === true });
  const onError = (error: unknown) => log.error({ err: error }, 'a background task failed');
  const look = createLook(config, clock);
  const opened =
    parts.store ??
    openSqliteStore({
      path: join(config.dataDir, 'provider.db'),
      secrets: createSecretBox(config.encryptionKeys),
      now,
      onSealed(anew) {
        if (config.encryptionKeys.length > 1)
          log.info(
            { anew },
            'key rotation is complete: every token is sealed with the first key of ENCRYPTION_KEY, the others can be dropped',
          );
      },
    });
  const store = observedStore(opened, look.events);
  const mediaFolder = join(config.dataDir, 'media');
  const notifyCrm = config.pipedrive.channels !== 'off';
  const links = createMediaLinks({
    keys: derivedKeys(config.encryptionKeys, 'media links'),
    publicUrl: config.publicUrl,
    now,
  });
  const avatars = createAvatars({ keys: derivedKeys(config.encryptionKeys, 'avatars'), publicUrl: config.publicUrl });
  const { phoneNumberId, businessAccountId, accessToken } = config.whatsapp;
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
    spentToday: async () =>
      (await readBudgets(store, now(), 1)).map(({ companyId, spend }) => ({
        company: companyId,
        tokens: spend.reduce((sum, { tokens }) => sum + tokens, 0),
      })),
    installations: async () => countInstallations(await store.installations()),
  });
  const { leaseMs, pollMs, answerTimeoutMs = 10_000 } = parts;
  const sideOf = (url: string) => (url.startsWith(config.whatsapp.apiUrl) ? 'whatsapp' : 'pipedrive');
  const http = journaledHttp(createHttpClient({ connectTimeoutMs: 5000, answerTimeoutMs }), look.recording, sideOf);
  const accounts = createAccounts({
    ...{ config, store, clock, log, metrics, http, onError },
    firstChannelId: channel.id,
    onInstalled() {
      deliveries.registrations.wake();
      deliveries.wake();
    },
  });
  const deliveries = createDeliveries({
    ...{ config, store, clock, log, metrics, links, mediaFolder, notifyCrm, onError, http },
    ...{ accounts: accounts.tokens, leaseMs, pollMs, answerTimeoutMs, busyShare: parts.busyShare },
    watchDownloads: (downloads) => journaledDownloads(downloads, look.recording),
  });
  const { outcomes, templates, registrations, channelsApi, wake } = deliveries;
  const bench = createBench({ config, clock, store, http, avatars, links, accounts: accounts.tokens });
  const housekeeping = createHousekeeping({
    store,
    clock,
    retentionMs: config.retentionDays * 86_400_000,
    sweepUploads: createUploadSweep({ folder: mediaFolder, store, fileTime: systemClock.now }),
    onRound: observeHousekeeping(metrics, log),
    onError,
  });
  const witness = createCredentialWitness(now);
  const playground = parts.playground?.({ store, channel: () => channel, announce: look.events.publish });
  const observeReceipt = observeReceipts(metrics, log);
  const cursors = createCursors();
  const { contactNames, groupMessages } = config;
  const wakes = { onQueued: oncePerTurn(deliveries.wakeCrm), onFile: oncePerTurn(deliveries.wakeFetching) };
  const intake = { store, clock, notifyCrm, contactNames, groupMessages, ...wakes };
  const unwatch = playground?.watch(({ side, ...what }) =>
    side === 'clock' ? look.events.publish('clock', { now: new Date(now()).toISOString() }) : look.events.publish(side, what),
  );
  let draining = false;
  const server = await createHttpServer({
    documents: servedDocuments({
      config,
      now,
      links,
      witness,
      provider: {
        store,
        clock,
        outcomes,
        links,
        avatars,
        cursors,
        rateLimit: createRateLimit(parts.providerRate ?? PROVIDER_RATE),
        templates,
        onQueued: wake,
        onBackgroundError: onError,
      },
      webhooks: {
        ...intake,
        onReceipt(receipt) {
          observeReceipt(receipt);
          deliveries.heed(receipt);
        },
      },
      console: {
        store,
        clock,
        version,
        mode: config.mode,
        publicUrl: config.publicUrl,
        mediaFolder,
        avatars,
        page: createPageFiles(),
        look,
        playground,
        readSetUp: () => readSetUp({ config, store, now, calls: witness.seen, numbers: () => playground?.controls.numbers() ?? [] }),
        contracts: createContractDocuments(),
        settingsToken: accessToken,
        ownChannelId: () => channel.id,
        removeMedia: (name) => rm(join(mediaFolder, name), { force: true }),
        async examine(manifest) {
          // Read when somebody asks, which a provider that runs well is not for weeks.
          const { examine } = await import('./doctor/doctor.ts');
          return examine({ ...bench, uploadedManifest: manifest === undefined ? undefined : { manifest } });
        },
        cursors,
        quarantine: { ...intake, onReplayed: deliveries.heed },
        onQueued: wake,
        onErasure: wake,
        installing: accounts.installing,
        isDraining: () => draining,
        exposeMetrics: metrics.expose,
        channelLife: { store, clock, registrations, api: channelsApi, onQueued: wake },
      },
    }),
    fallbackError: (path) => (path.startsWith('/api/') ? pipedriveEnvelope(now) : problemJson(now)),
    responseValidation: parts.dispatch?.responseValidation ?? (config.production ? 'report' : 'enforce'),
    uploadFolder: mediaFolder,
    bodyTimeoutMs: parts.dispatch?.bodyTimeoutMs ?? 20_000,
    formTimeoutMs: parts.dispatch?.formTimeoutMs ?? 300_000,
    onAnswer: observeAnswers(metrics, log, config.mode === 'sandbox' ? 'info' : 'debug'),
    onExchange: recordServed(look.recording),
    onError: (error, requestId) => log.error({ err: error, requestId }, 'request failed outside every operation'),
  });

  return {
    store,
    channel,
    wake,
    async start(beforeDelivering) {
      const port = await server.listen(config.port, config.host);
      await beforeDelivering?.(port);
      accounts.start();
      deliveries.start();
      housekeeping.start();
      return port;
    },
    async stop() {
      draining = true;
      const closed = server.close();
      // They never end by themselves, and nothing new is to be seen.
      unwatch?.();
      look.streams.close();
      await closed;
      await accounts.stop();
      await Promise.all([deliveries.stop(), housekeeping.drain()]);
      await http.close();
      await store.close();
    },
  };
}
