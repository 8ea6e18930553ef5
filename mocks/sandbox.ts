import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../src/clock.ts';
import type { Playground, PlaygroundMessage } from '../src/domain/playground.ts';
import { AppError } from '../src/errors.ts';
import type { MovableClock } from './clock.ts';
import type { PipedriveSimulator } from './pipedrive/simulator.ts';
import { createSimulatorClock, createSimulators } from './simulators.ts';
import { metaJson } from './whatsapp/signature.ts';
import type { WhatsAppSimulator } from './whatsapp/simulator.ts';

export interface SandboxOptions {
  /** Where `sandbox.json` lives. */
  dataDir: string;
  /** A clock that cannot be moved stays the provider's own; the simulators then have one that the control API moves. One that runs by itself unless told. */
  clock?: Clock | MovableClock;
  /** Where the provider listens, without a path; may be unknown (empty) until it does. */
  providerUrl: () => string;
  /** Where the control API listens when that port is free. */
  preferredControlPort?: number | undefined;
}

export interface SandboxPeers {
  /** The provider's settings by environment variable, so that it talks to the simulators. */
  settings: Record<string, string>;
  pipedriveAccessToken: string;
  /** The simulators' time. A provider that shares it lives through what the control API lets pass. */
  clock: MovableClock;
  /** The control API of openapi/simulators.yaml. */
  controlUrl: string;
  whatsapp: WhatsAppSimulator;
  pipedrive: PipedriveSimulator;
  /** Writes the provider's address into `sandbox.json`, where `npm run trigger` looks; call it once the provider listens. */
  announce(): Promise<void>;
  stop(): Promise<void>;
}

/** What stays the same from start to start. */
interface SandboxSecrets {
  clientId: string;
  clientSecret: string;
  appSecret: string;
  verifyToken: string;
  whatsappAccessToken: string;
  encryptionKey: string;
  pipedriveAccessToken: string;
}

export const sandboxNumber = { id: '106540352242922', displayNumber: '15550783881', businessAccountId: '102290129340398' } as const;

/**
 * Starts both simulators on free loopback ports and their control API, with secrets that are generated once and kept in `sandbox.json` (readable by
 * the owner only).
 */
export async function startSandboxPeers({ dataDir, clock, providerUrl, preferredControlPort }: SandboxOptions): Promise<SandboxPeers> {
  const file = join(dataDir, 'sandbox.json');
  await mkdir(dataDir, { recursive: true });
  const known = await readSecrets(file);
  const secrets = { ...newSecrets(), ...known };
  const { clientId, clientSecret, appSecret, verifyToken, whatsappAccessToken, encryptionKey, pipedriveAccessToken } = secrets;

  const simulators = createSimulators({
    clock: clock && 'advance' in clock ? clock : createSimulatorClock({ running: true }),
    clientId,
    clientSecret,
    appSecret,
    verifyToken,
    whatsappAccessToken,
    pipedriveAccessToken,
    phoneNumbers: [sandboxNumber],
    webhookUrl: () => `${providerUrl()}/webhooks/whatsapp`,
    providerUrl,
    ...(preferredControlPort === undefined ? {} : { preferredControlPort }),
  });
  const { whatsapp, pipedrive } = simulators;
  const { whatsappUrl, pipedriveUrl, controlUrl } = await simulators.start();
  const announce = () => writeSecretly(file, { ...secrets, providerUrl: providerUrl(), whatsappUrl, pipedriveUrl, controlUrl });
  // A sandbox that runs here already goes on being found until this one listens, which it may never do.
  if (Object.keys(known).length === 0) await announce();

  return {
    settings: {
      ENCRYPTION_KEY: encryptionKey,
      PIPEDRIVE_CLIENT_ID: clientId,
      PIPEDRIVE_CLIENT_SECRET: clientSecret,
      PIPEDRIVE_OAUTH_URL: pipedriveUrl,
      PIPEDRIVE_API_URL: pipedriveUrl,
      PIPEDRIVE_CHANNELS: 'on',
      WHATSAPP_APP_SECRET: appSecret,
      WHATSAPP_VERIFY_TOKEN: verifyToken,
      WHATSAPP_ACCESS_TOKEN: whatsappAccessToken,
      WHATSAPP_PHONE_NUMBER_ID: sandboxNumber.id,
      WHATSAPP_BUSINESS_ACCOUNT_ID: sandboxNumber.businessAccountId,
      WHATSAPP_API_URL: whatsappUrl,
    },
    pipedriveAccessToken,
    clock: simulators.clock,
    controlUrl,
    whatsapp,
    pipedrive,
    announce,
    stop: () => simulators.stop(),
  };
}

/** Where a customer's conversation is found; the provider knows, the simulators do not. */
export interface ConversationPlace {
  channelId: string;
  conversationId: string;
  sourceUserId: string;
  endUserId: string;
  name: string;
}

/** The playground over both simulators. */
export function createPlayground(
  { whatsapp, pipedrive }: Pick<SandboxPeers, 'whatsapp' | 'pipedrive'>,
  lookup: (phone: string) => Promise<ConversationPlace | undefined>,
): Playground {
  return {
    deliver: (body) => whatsapp.deliver(metaJson(body)),
    async reply(phone, text) {
      const place = await lookup(phone);
      if (!place) throw new AppError('NOT_FOUND', `Nobody has written from ${phone} yet, so there is no conversation to answer in.`);
      return pipedrive.typeReply({ channelId: place.channelId, conversationId: place.conversationId, text });
    },
    async conversation(phone) {
      const place = await lookup(phone);
      if (!place) return undefined;
      const inbox = pipedrive.inbox(place.channelId, place.conversationId).map(
        ({ id, senderId, text, status, createdAt, attachments }): PlaygroundMessage => ({
          id,
          from: senderId === place.sourceUserId ? 'business' : 'customer',
          text: [text, ...attachments.map((file) => `[file ${file.name ?? file.type}]`)].filter((part) => part !== '').join(' '),
          status,
          at: createdAt,
        }),
      );
      const handset = whatsapp
        .phone(phone)
        .map(({ id, from, text, status, at }): PlaygroundMessage => ({ id, from, text, status, at: new Date(at).toISOString() }));
      return { phone, name: place.name, inbox, handset };
    },
  };
}

const newSecrets = (): SandboxSecrets => ({
  clientId: randomBytes(8).toString('hex'),
  clientSecret: randomBytes(20).toString('hex'),
  appSecret: randomBytes(16).toString('hex'),
  verifyToken: `vt_${randomBytes(12).toString('base64url')}`,
  whatsappAccessToken: `EAA${randomBytes(48).toString('base64url')}`,
  encryptionKey: randomBytes(32).toString('base64'),
  pipedriveAccessToken: `v1u:${randomBytes(48).toString('base64url')}`,
});

async function readSecrets(file: string): Promise<Partial<SandboxSecrets>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<SandboxSecrets>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read. Delete it together with its folder to start a new sandbox.`, { cause: error });
  }
}

/** Replaces the file as a whole: a reader, or a crash, never meets half of it. */
async function writeSecretly(file: string, content: unknown): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}
