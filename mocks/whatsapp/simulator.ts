import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { stillClock } from '../still-clock.ts';
import { type ChatOwner, chatOf, chatOwner } from './chats.ts';
import { recordDelivery } from './customer-delivery.ts';
import type { CustomerWrites, WrittenMessage } from './customer-message.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';
import { graphError } from './graph-failure.ts';
import { whatsAppHandlers } from './handlers/index.ts';
import { type HandsetFile, handsetFiles } from './handset-files.ts';
import { closeWindows, type HandsetMessage, shownMessage } from './handsets.ts';
import type { WhatsAppSettings, WhatsAppSettingsChange, WhatsAppSimulatorOptions } from './options.ts';
import { createFaults, createParts } from './parts.ts';
import { createPeopleDirectory } from './people-directory.ts';
import type { PeopleDirectory } from './person.ts';
import { readChat } from './read-chat.ts';
import { createServedContract } from './served-contract.ts';
import type { WebhookAnswer } from './webhook-sender.ts';
import type { WhatsAppFaults } from './whatsapp-faults.ts';
import { writeMessage } from './write-message.ts';

export interface WhatsAppSimulator {
  /** Listens (port 0: any free one) and returns the address. */
  start(port?: number): Promise<string>;
  /** Stops answering and gives up webhooks that wait for a repetition. */
  stop(): Promise<void>;
  people: PeopleDirectory;
  /** What stands on a customer's phone, oldest first. */
  phone(address: string): HandsetMessage[];
  /** The files of a message on a phone. */
  files(message: HandsetMessage): HandsetFile[];
  /**
   * The customer writes: the message stands on the phone, the window is open, and the webhook is posted, signed, as Meta builds it. Throws an
   * AppError: NOT_FOUND for an unknown business number, INVALID_REQUEST for a `from` that is neither phone number nor user id.
   */
  write(writes: CustomerWrites): Promise<WrittenMessage>;
  /**
   * The customer opens the chat: `read` is told of everything delivered, up to `upTo` (a wamid, included) when given. Resolves with the ids it is told of:
   * none for a person without read receipts. With `phoneNumberId`, only the chat with that number of the business. Throws an AppError NOT_FOUND for an
   * unknown person or message.
   */
  read(reading: { address: string; upTo?: string | undefined; phoneNumberId?: string | undefined }): Promise<{ messageIds: string[] }>;
  /** Everybody with their chats, in no order. */
  chatOwners(): ChatOwner[];
  /** The one under a phone number, in any form of it, or user id. */
  chatOwner(address: string): ChatOwner | undefined;
  /** The messages of one chat as the customer sees them, oldest first; empty when there is none. */
  chat(address: string, phoneNumberId: string): readonly HandsetMessage[];
  /** The customer's side of a delivery: signs exactly these bytes, posts them, resolves with the first answer (status 0: none came). */
  deliver(body: Buffer | string): Promise<WebhookAnswer>;
  /** What a delivery means on the customers' side, for somebody who posts it himself: their messages stand on their phones, the window is open. */
  note(body: Buffer): void;
  /** A file in Meta's storage; undefined once it is gone. */
  file(id: string): { bytes: Buffer; mimeType: string; sha256: string } | undefined;
  /** Puts a customer's file into Meta's storage, to be named by a delivery. Without it a delivery's files are small samples. */
  storeMedia(file: { id: string; bytes: Buffer; mimeType: string; phoneNumberId: string }): void;
  configure(change: WhatsAppSettingsChange): void;
  /** Holds secrets: nothing for a log. */
  settings(): WhatsAppSettings;
  /** The secrets alone. Unlike `settings`, it does not ask for the webhook's address. */
  credentials(): Pick<WhatsAppSettings, 'appSecret' | 'accessToken'>;
  /**
   * Ends at once what exists of that kind now: the 24-hour windows (until the customer writes again), addresses of files, files, or the access token
   * (refused with 190 until `configure({ accessToken })`).
   */
  expire(kind: 'windows' | 'media-links' | 'media' | 'access-token'): void;
  /** The token is refused with 190 until `configure({ accessToken })`. */
  revoke(kind: 'access-token'): void;
  /** Back to the state right after creation: nobody, no files, no faults, the settings of the options. Waiting statuses and repetitions are called off. */
  reset(): void;
  /** The complete state, to be kept as JSON. Waiting statuses and repetitions are in it with their times; what is on its way counts as still to be posted. */
  snapshot(): unknown;
  /** Throws what `restore` would throw, and changes nothing. */
  rehearse(snapshot: unknown): void;
  /** Puts exactly that state back. Throws, with nothing changed, when it is no snapshot of this simulator. */
  restore(snapshot: unknown): void;
  /** Resolves when no webhook is being posted. */
  idle(): Promise<void>;
  faults: WhatsAppFaults;
  /** Every request or answer that broke whatsapp-cloud.yaml, in words. */
  violations: readonly string[];
}

const everything = { address: null, phoneNumberId: null, messageId: null };

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
  // Into a simulator that nobody reaches: whatever cannot be put there must not get near this one.
  const rehearse = (snapshot: unknown) => createParts({ ...options, clock: stillClock(clock) }).state.restore(snapshot);
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
    files: (message) => handsetFiles(world.media, message),
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
    chatOwners: () => world.people.all().map((person) => chatOwner(world, person)),
    chatOwner(address) {
      const person = world.people.find(address);
      return person && chatOwner(world, person);
    },
    chat: (address, phoneNumberId) => chatOf(world, address, phoneNumberId),
    file: (id) => world.media.find(id),
    storeMedia: (file) => void world.media.add({ ...file, origin: 'customer' }),
    configure(change) {
      settings.change(change);
      if (change.accessToken !== undefined) world.token.state = 'valid';
    },
    settings: () => settings.current(),
    credentials: settings.credentials,
    expire(kind) {
      if (kind === 'windows') for (const { handset } of world.people.all()) closeWindows(handset, clock.now());
      else if (kind === 'access-token') world.token.state = 'expired';
      else if (kind === 'media') world.media.expireFiles();
      else world.media.expireAddresses();
    },
    revoke() {
      world.token.state = 'revoked';
    },
    reset() {
      state.reset();
      options.onChange?.(everything);
    },
    snapshot: state.snapshot,
    rehearse,
    restore(snapshot) {
      rehearse(snapshot);
      state.restore(snapshot);
      options.onChange?.(everything);
    },
    idle: () => sender.idle(),
  };
}
