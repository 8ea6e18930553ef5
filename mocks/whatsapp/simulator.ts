import { timingSafeEqual } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, type OperationTypes } from '../../generated/whatsapp-cloud/index.ts';
import type { SecurityCheck } from '../../src/contract/registry.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createFaultPlan, type Faults } from '../faults.ts';
import { recordDelivery } from './customer-delivery.ts';
import { GraphFailure, graphError } from './graph-failure.ts';
import { whatsAppHandlers } from './handlers/index.ts';
import { LARGEST_FILE_BYTES } from './handlers/upload-media.ts';
import { createHandsets, type HandsetMessage } from './handsets.ts';
import { createMediaStore } from './media-store.ts';
import type { WhatsAppSimulatorOptions } from './options.ts';
import { sampleTemplates } from './template-catalogue.ts';
import { createWebhookSender, type WebhookAnswer } from './webhook-sender.ts';
import type { WhatsAppWorld } from './world.ts';

export interface WhatsAppFaults extends Faults<keyof OperationTypes, number> {
  /** How many times more each webhook is posted; 0 at first. */
  duplicateWebhooks: number;
  /** While true, status webhooks are kept back; set to false, they go out in their order. */
  holdStatuses: boolean;
}

export interface WhatsAppSimulator {
  /** Listens (port 0: any free one) and returns the address. */
  start(port?: number): Promise<string>;
  /** Stops answering and gives up webhooks that wait for a repetition. */
  stop(): Promise<void>;
  /** What stands on a customer's phone, oldest first. */
  phone(number: string): HandsetMessage[];
  /** The customer's side of a delivery: signs exactly these bytes, posts them, resolves with the first answer (status 0: none came). */
  deliver(body: Buffer | string): Promise<WebhookAnswer>;
  /** Puts a customer's file into Meta's storage, to be named by a delivery. Without it a delivery's files are small samples. */
  storeMedia(file: { id: string; bytes: Buffer; mimeType: string; phoneNumberId: string }): void;
  /** Resolves when no webhook is being posted. */
  idle(): Promise<void>;
  faults: WhatsAppFaults;
  /** Every request or answer that broke whatsapp-cloud.yaml, in words. */
  violations: readonly string[];
}

/** A stateful WhatsApp Cloud API on loopback: same contract, same dispatcher, Meta's habits. Everything is kept in memory. */
export function createWhatsAppSimulator(options: WhatsAppSimulatorOptions): WhatsAppSimulator {
  const { clock, host = '127.0.0.1', appSecret, accessToken, webhookUrl } = options;
  const plan = createFaultPlan<keyof OperationTypes, number>(
    clock,
    (failure) => new GraphFailure({ ...failure, details: 'A fault set by a test.' }),
  );
  const held: Buffer[] = [];
  let holding = false;
  const faults: WhatsAppFaults = {
    ...plan.faults,
    duplicateWebhooks: 0,
    get holdStatuses() {
      return holding;
    },
    set holdStatuses(hold: boolean) {
      holding = hold;
      if (!hold) for (const body of held.splice(0)) void webhooks.post(body);
    },
  };
  const webhooks = createWebhookSender({ clock, appSecret, webhookUrl, duplicates: () => faults.duplicateWebhooks });
  const violations: string[] = [];
  let server: HttpServer | undefined;
  let baseUrl = '';
  let uploadFolder = '';

  const world: WhatsAppWorld = {
    clock,
    accessToken,
    webhookUrl,
    numbers: options.phoneNumbers,
    templates: options.templates ?? sampleTemplates,
    statusDelayMs: { sent: 50, delivered: 150, read: 400, ...options.statusDelayMs },
    handsets: createHandsets(),
    media: createMediaStore(clock, appSecret),
    baseUrl: () => baseUrl,
    postStatus(body) {
      if (holding) held.push(body);
      else void webhooks.post(body);
    },
  };

  return {
    faults,
    violations,
    async start(port = 0) {
      uploadFolder = await mkdtemp(join(tmpdir(), 'whatsapp-simulator-'));
      server = await createHttpServer({
        documents: [
          {
            contract: servedContract,
            handlers: plan.wrap(whatsAppHandlers(world)),
            security: { bearer: bearer(accessToken) },
            renderError: graphError,
            around: plan.around,
          },
        ],
        responseValidation: 'enforce',
        uploadFolder,
        bodyTimeoutMs: 30_000,
        formTimeoutMs: 120_000,
        fallbackError: () => graphError,
        onError: (error) => violations.push(String(error)),
        onAnswer({ operationId, violation, error }) {
          const broken = violation ?? (error?.code === 'INVALID_REQUEST' ? error.message : undefined);
          if (broken) violations.push(`${operationId}: ${broken}`);
        },
      });
      baseUrl = `http://${host}:${await server.listen(port, host)}`;
      return baseUrl;
    },
    async stop() {
      await webhooks.stop();
      await server?.close();
      if (uploadFolder) await rm(uploadFolder, { recursive: true, force: true });
    },
    phone: (number) => world.handsets.messages(number),
    deliver(body) {
      const bytes = Buffer.from(body);
      recordDelivery(world, bytes);
      return webhooks.post(bytes);
    },
    storeMedia: (file) => void world.media.add({ ...file, origin: 'customer' }),
    idle: () => webhooks.idle(),
  };
}

/** The contract with Meta's real upload limit: larger files are still 131053 with status 400, never 413. */
const servedContract = {
  ...contract,
  operations: {
    ...contract.operations,
    uploadMedia: { ...contract.operations.uploadMedia, extensions: { 'max-file-bytes': LARGEST_FILE_BYTES, 'max-files': 1 } },
  },
};

function bearer(accessToken: string): SecurityCheck {
  const right = Buffer.from(`Bearer ${accessToken}`);
  return ({ headers }) => {
    const given = Buffer.from(String(headers['authorization'] ?? ''));
    if (given.length === right.length && timingSafeEqual(given, right)) return true;
    throw new GraphFailure({ status: 401, code: 190, details: 'The access token is missing, expired or wrong.' });
  };
}
