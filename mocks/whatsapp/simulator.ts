import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationTypes } from '../../generated/whatsapp-cloud/index.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createFaultPlan } from '../fault-plan.ts';
import type { Faults } from '../faults.ts';
import { createAccessToken } from './access-token.ts';
import { recordDelivery } from './customer-delivery.ts';
import type { CustomerWrites, WrittenMessage } from './customer-message.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';
import { GraphFailure, graphError } from './graph-failure.ts';
import { whatsAppHandlers } from './handlers/index.ts';
import { type HandsetMessage, shownMessage } from './handsets.ts';
import { createThroughput } from './limits.ts';
import { createMediaStore } from './media-store.ts';
import type { WhatsAppSettings, WhatsAppSettingsChange, WhatsAppSimulatorOptions } from './options.ts';
import { createPeople } from './people.ts';
import { createPeopleDirectory } from './people-directory.ts';
import type { PeopleDirectory } from './person.ts';
import { readChat } from './read-chat.ts';
import { createSchedule } from './schedule.ts';
import { createServedContract } from './served-contract.ts';
import { createSettings } from './settings.ts';
import { createStateKeeper } from './state-keeper.ts';
import { type DueStatus, runStatus } from './statuses.ts';
import type { WebhookFaults } from './webhook-faults.ts';
import { createWebhookGate } from './webhook-gate.ts';
import { createWebhookSender, type WebhookAnswer } from './webhook-sender.ts';
import type { WhatsAppWorld } from './world.ts';
import { writeMessage } from './write-message.ts';

export interface WhatsAppFaults extends Faults<keyof OperationTypes, number> {
  webhooks: WebhookFaults;
  /** The same as `webhooks.duplicate`. */
  duplicateWebhooks: number;
  /** The same as `webhooks.hold`. */
  holdStatuses: boolean;
}

export interface WhatsAppSimulator {
  /** Listens (port 0: any free one) and returns the address. */
  start(port?: number): Promise<string>;
  /** Stops answering and gives up webhooks that wait for a repetition. */
  stop(): Promise<void>;
  people: PeopleDirectory;
  /** What stands on a customer's phone, oldest first. */
  phone(address: string): HandsetMessage[];
  /**
   * The customer writes: the message stands on the phone, the window is open, and the webhook is posted, signed, as Meta builds it. Throws an
   * AppError: NOT_FOUND for an unknown business number, INVALID_REQUEST for a `from` that is neither phone number nor user id.
   */
  write(writes: CustomerWrites): Promise<WrittenMessage>;
  /**
   * The customer opens the chat: `read` is told of everything delivered, up to `upTo` (a wamid, included) when given. Resolves with the ids it is told of:
   * none for a person without read receipts. Throws an AppError NOT_FOUND for an unknown person or message.
   */
  read(reading: { address: string; upTo?: string | undefined }): Promise<{ messageIds: string[] }>;
  /** The customer's side of a delivery: signs exactly these bytes, posts them, resolves with the first answer (status 0: none came). */
  deliver(body: Buffer | string): Promise<WebhookAnswer>;
  /** What a delivery means on the customers' side, for somebody who posts it himself: their messages stand on their phones, the window is open. */
  note(body: Buffer): void;
  /** Puts a customer's file into Meta's storage, to be named by a delivery. Without it a delivery's files are small samples. */
  storeMedia(file: { id: string; bytes: Buffer; mimeType: string; phoneNumberId: string }): void;
  configure(change: WhatsAppSettingsChange): void;
  /** Holds secrets: nothing for a log. */
  settings(): WhatsAppSettings;
  /** Ends at once what exists of that kind now: addresses of files, files, or the access token (refused with 190 until `configure({ accessToken })`). */
  expire(kind: 'media-links' | 'media' | 'access-token'): void;
  /** The token is refused with 190 until `configure({ accessToken })`. */
  revoke(kind: 'access-token'): void;
  /** Back to the state right after creation: nobody, no files, no faults, the settings of the options. Waiting statuses and repetitions are called off. */
  reset(): void;
  /** The complete state, to be kept as JSON. Waiting statuses and repetitions are in it with their times; what is on its way counts as still to be posted. */
  snapshot(): unknown;
  /** Puts exactly that state back. Throws when it is no snapshot of this simulator. */
  restore(snapshot: unknown): void;
  /** Resolves when no webhook is being posted. */
  idle(): Promise<void>;
  faults: WhatsAppFaults;
  /** Every request or answer that broke whatsapp-cloud.yaml, in words. */
  violations: readonly string[];
}

/** A stateful WhatsApp Cloud API on loopback: same contract, same dispatcher, Meta's habits. Everything is kept in memory. */
export function createWhatsAppSimulator(options: WhatsAppSimulatorOptions): WhatsAppSimulator {
  const { clock, journal, host = '127.0.0.1' } = options;
  const parts = createParts(options);
  const { world, settings, plan, gate, sender, violations, tolerated, state } = parts;
  const recorder =
    journal &&
    createExchangeRecorder({
      clock,
      journal,
      secrets: () => [settings.current().accessToken, encodeURIComponent(settings.current().accessToken)],
      tolerated: (body) => (body !== null && typeof body === 'object' ? tolerated.get(body) : undefined),
    });
  if (recorder) parts.onAttempt = recorder.posted;
  let server: HttpServer | undefined;
  let uploadFolder = '';

  return {
    faults: createFaults(plan.faults, gate),
    violations,
    people: createPeopleDirectory(world),
    async start(port = 0) {
      uploadFolder = await mkdtemp(join(tmpdir(), 'whatsapp-simulator-'));
      server = await createHttpServer({
        documents: [
          {
            contract: createServedContract((operationId, body, violation) => {
              tolerated.set(body, violation);
              violations.push(`${operationId}: ${violation}`);
            }),
            handlers: plan.wrap(whatsAppHandlers(world)),
            security: { bearer: world.token.check },
            renderError: graphError,
            around: recorder ? (operationId) => recorder.around(operationId, plan.around(operationId)) : plan.around,
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
        ...(recorder ? { onExchange: recorder.observe } : {}),
      });
      parts.baseUrl = `http://${host}:${await server.listen(port, host)}`;
      return parts.baseUrl;
    },
    async stop() {
      world.statuses.clear();
      plan.hangUpDelayed();
      await sender.stop();
      await server?.close();
      if (uploadFolder) await rm(uploadFolder, { recursive: true, force: true });
    },
    phone: (address) => [...(world.people.find(address)?.handset.messages.values() ?? [])].map(shownMessage),
    write: (writes) => writeMessage(world, writes),
    async read(reading) {
      return { messageIds: readChat(world, reading) };
    },
    deliver(body) {
      const bytes = Buffer.from(body);
      recordDelivery(world, bytes);
      return world.post(bytes, 'message');
    },
    note: (body) => recordDelivery(world, body),
    storeMedia: (file) => void world.media.add({ ...file, origin: 'customer' }),
    configure(change) {
      settings.change(change);
      if (change.accessToken !== undefined) world.token.state = 'valid';
    },
    settings: () => settings.current(),
    expire(kind) {
      if (kind === 'access-token') world.token.state = 'expired';
      else if (kind === 'media') world.media.expireFiles();
      else world.media.expireAddresses();
    },
    revoke() {
      world.token.state = 'revoked';
    },
    reset: state.reset,
    snapshot: state.snapshot,
    restore: state.restore,
    idle: () => sender.idle(),
  };
}

/** Everything that has a state, wired together. */
function createParts(options: WhatsAppSimulatorOptions) {
  const { clock } = options;
  const settings = createSettings(options);
  const plan = createFaultPlan<keyof OperationTypes, number>(
    clock,
    (failure) => new GraphFailure({ ...failure, details: 'A fault set by a test.' }),
  );
  const violations: string[] = [];
  const sender = createWebhookSender({
    clock,
    target: () => settings.current(),
    duplicates: () => gate.faults.duplicate,
    onAttempt: (attempt) => parts.onAttempt?.(attempt),
  });
  const gate = createWebhookGate((bodies) => sender.postAll(bodies));
  const world: WhatsAppWorld = {
    clock,
    numbers: options.phoneNumbers,
    settings: () => settings.current(),
    token: createAccessToken(() => settings.current().accessToken),
    people: createPeople(),
    media: createMediaStore(clock),
    throughput: createThroughput(clock),
    statuses: createSchedule<DueStatus>(clock, (due) => runStatus(world, due)),
    baseUrl: () => parts.baseUrl,
    async post(body, kind) {
      return gate.keepBack(body, kind) ?? sender.post(body);
    },
  };
  const parts = {
    world,
    settings,
    plan,
    gate,
    sender,
    violations,
    /** Requests that broke the contract and were handled as Meta would, with how. */
    tolerated: new WeakMap<object, string>(),
    state: createStateKeeper({ world, settings, plan, gate, sender, violations }),
    onAttempt: undefined as Parameters<typeof createWebhookSender>[0]['onAttempt'],
    baseUrl: '',
  };
  return parts;
}

function createFaults(plan: Faults<keyof OperationTypes, number>, gate: ReturnType<typeof createWebhookGate>): WhatsAppFaults {
  return {
    ...plan,
    clear() {
      plan.clear();
      gate.open();
    },
    webhooks: gate.faults,
    get duplicateWebhooks() {
      return gate.faults.duplicate;
    },
    set duplicateWebhooks(times) {
      gate.faults.duplicate = times;
    },
    get holdStatuses() {
      return gate.faults.hold;
    },
    set holdStatuses(hold) {
      gate.faults.hold = hold;
    },
  };
}
