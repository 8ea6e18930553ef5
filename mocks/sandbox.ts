import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { MovableClock } from './clock.ts';
import type { FaultBoard } from './control/fault-board.ts';
import { installApp } from './install-app.ts';
import { createKeptClock } from './kept-clock.ts';
import { createKeptSimulators } from './kept-simulators.ts';
import type { ApiSchemas } from './pipedrive/options.ts';
import type { PipedriveSimulator } from './pipedrive/simulator.ts';
import { openSandboxFile } from './sandbox-file.ts';
import { createSimulators, type SimulatorChange } from './simulators.ts';
import type { BusinessNumber } from './whatsapp/options.ts';
import type { WhatsAppSimulator } from './whatsapp/simulator.ts';

export interface SandboxOptions {
  /** Where `sandbox.json` lives. */
  dataDir: string;
  /** Of both simulators; whoever gives it keeps its time. Without it they have one that runs by itself, and what it is moved by is kept in `sandbox.json`. */
  clock?: MovableClock | undefined;
  /** Where the provider listens, without a path; may be unknown (empty) until it does. */
  providerUrl: () => string;
  /** The provider's public address; its callback URL, as it would be registered in Developer Hub, is on it. */
  publicUrl?: string | undefined;
  /** Where the control API listens when that port is free. */
  preferredControlPort?: number | undefined;
}

/** What changed; the clock only where it is the sandbox's own. */
export type SandboxChange = SimulatorChange | { side: 'clock' } | { side: 'reset' };

export interface SandboxPeers {
  /** The provider's settings by environment variable, so that it talks to the simulators. */
  settings: Record<string, string>;
  pipedriveAccessToken: string;
  /** The simulators' time. A provider that shares it lives through what the control API lets pass. */
  clock: MovableClock;
  /** The control API of openapi/simulators.yaml. */
  controlUrl: string;
  /** The business's phone numbers that the simulated WhatsApp has. */
  numbers: readonly BusinessNumber[];
  /** The one of them that is not in the settings. */
  secondNumber: BusinessNumber;
  whatsapp: WhatsAppSimulator;
  pipedrive: PipedriveSimulator;
  /** What goes wrong, on both sides. */
  faults: FaultBoard;
  /** Both sides as right after the start; what was on its way to the provider has been answered then. */
  reset(): Promise<void>;
  /** Calls back after every change on a phone or in the inbox, and after moves of the clock and resets, until the returned function is called. */
  subscribe(changed: (change: SandboxChange) => void): () => void;
  /**
   * Puts back the phones and the inbox of the last time, and keeps them from now on in `simulators.json`; faults are over, and the credentials are those of `sandbox.json`. Call it
   * once the provider listens: what was on its way when everything stopped goes on at once.
   */
  recall(): Promise<void>;
  /** Registers a channel of the provider in the inbox, now and after every reset. An inbox that has it reads its conversations once more. */
  connect(registration: ApiSchemas['AddChannelRequest']): void;
  /** The ids of these channels, as the provider knows them. */
  connected(): string[];
  /** The first user of the first company installs the app at the provider, now and after every reset. Rejects when the provider does not take it. */
  install(): Promise<void>;
  /** Writes this process and the provider's address into `sandbox.json`, where `npm run trigger` and the next start look; call it once the provider listens. */
  announce(): Promise<void>;
  stop(): Promise<void>;
}

/** What stays the same from start to start. */
export interface SandboxSecrets {
  clientId: string;
  clientSecret: string;
  appSecret: string;
  verifyToken: string;
  whatsappAccessToken: string;
  encryptionKey: string;
  pipedriveAccessToken: string;
}

/** The number of the settings. */
export const sandboxNumber = { id: '106540352242922', displayNumber: '15550783881', businessAccountId: '102290129340398' } as const;
/** A second one of the same account, so that an inbox with several channels can be seen. */
const sandboxSecondNumber = { id: '106540352242923', displayNumber: '15550783882', businessAccountId: '102290129340398' } as const;
/** The third one is for a channel that somebody adds. */
export const sandboxNumbers = [
  sandboxNumber,
  sandboxSecondNumber,
  { id: '106540352242924', displayNumber: '15550783883', businessAccountId: sandboxNumber.businessAccountId },
] as const;

/**
 * Starts both simulators on free loopback ports and their control API. Secrets are generated once and kept in `sandbox.json` (readable by the owner
 * only), like the time that the clock was moved by: messages that are kept must not lie in the future after the next start.
 */
export async function startSandboxPeers(options: SandboxOptions): Promise<SandboxPeers> {
  const { dataDir, clock, providerUrl, publicUrl, preferredControlPort } = options;
  const file = await openSandboxFile(join(dataDir, 'sandbox.json'));
  const { clockAheadMs, ...known } = file.found as Partial<SandboxSecrets> & { clockAheadMs?: number };
  const secrets = { ...newSecrets(), ...known };
  const { clientId, clientSecret, appSecret, verifyToken, whatsappAccessToken, pipedriveAccessToken } = secrets;

  const registered: ApiSchemas['AddChannelRequest'][] = [];
  const listeners = new Set<(change: SandboxChange) => void>();
  const tell = (change: SandboxChange) => {
    for (const changed of listeners) changed(change);
  };
  let installed = false;
  const simulators = createSimulators({
    clock:
      clock ??
      createKeptClock({
        aheadMs: clockAheadMs ?? 0,
        keep: (aheadMs) => file.put({ clockAheadMs: aheadMs }),
        onMoved: () => tell({ side: 'clock' }),
      }),
    clientId,
    clientSecret,
    appSecret,
    verifyToken,
    whatsappAccessToken,
    pipedriveAccessToken,
    phoneNumbers: sandboxNumbers,
    webhookUrl: () => `${providerUrl()}/webhooks/whatsapp`,
    providerUrl,
    ...(publicUrl === undefined ? {} : { pipedrive: { callbackUrl: `${publicUrl}/auth/pipedrive/callback` } }),
    async onReset() {
      for (const registration of registered) simulators.pipedrive.registerChannel(registration);
      if (installed) await installApp({ providerUrl: providerUrl(), pipedrive: simulators.pipedrive });
      tell({ side: 'reset' });
    },
    onChange(change) {
      kept.changed();
      tell(change);
    },
    onExchange: () => kept.changed(),
    ...(preferredControlPort === undefined ? {} : { preferredControlPort }),
  });
  const { whatsapp, pipedrive } = simulators;
  const kept = createKeptSimulators({
    file: join(dataDir, 'simulators.json'),
    take: simulators.snapshot,
    async put(snapshot) {
      await simulators.restore(snapshot);
      whatsapp.faults.clear();
      pipedrive.faults.clear();
      simulators.configure({
        whatsapp: { appSecret, verifyToken, accessToken: whatsappAccessToken },
        pipedrive: { clientId, clientSecret, accessToken: pipedriveAccessToken },
      });
    },
    onTrouble: (words) => console.error(words),
  });
  const { whatsappUrl, pipedriveUrl, controlUrl } = await simulators.start();
  const announce = () => file.put({ ...secrets, pid: process.pid, providerUrl: providerUrl(), whatsappUrl, pipedriveUrl, controlUrl });
  // What stands there from the last time stays until this one listens, which it may never do.
  if (Object.keys(known).length === 0) await announce();

  return {
    settings: settingsOf(secrets, { whatsappUrl, pipedriveUrl }),
    pipedriveAccessToken,
    clock: simulators.clock,
    controlUrl,
    numbers: simulators.phoneNumbers,
    secondNumber: sandboxSecondNumber,
    whatsapp,
    pipedrive,
    faults: simulators.faults,
    async reset() {
      await simulators.reset();
      await Promise.all([whatsapp.idle(), pipedrive.idle()]);
    },
    connect(registration) {
      registered.push(registration);
      const isKnown = pipedrive.channels().some(({ id }) => id === registration.provider_channel_id);
      if (isKnown) void pipedrive.syncChannel(registration.provider_channel_id);
      else pipedrive.registerChannel(registration);
    },
    connected: () => registered.map(({ provider_channel_id }) => provider_channel_id),
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    recall: kept.recall,
    async install() {
      installed = true;
      await installApp({ providerUrl: providerUrl(), pipedrive });
    },
    announce,
    async stop() {
      await kept.stop();
      await simulators.stop();
    },
  };
}

/** The provider's settings by environment variable, from what `sandbox.json` holds. */
export const settingsOf = (
  secrets: SandboxSecrets,
  { whatsappUrl, pipedriveUrl }: { whatsappUrl: string; pipedriveUrl: string },
): Record<string, string> => ({
  ENCRYPTION_KEY: secrets.encryptionKey,
  PIPEDRIVE_CLIENT_ID: secrets.clientId,
  PIPEDRIVE_CLIENT_SECRET: secrets.clientSecret,
  PIPEDRIVE_OAUTH_URL: pipedriveUrl,
  PIPEDRIVE_API_URL: pipedriveUrl,
  PIPEDRIVE_CHANNELS: 'on',
  WHATSAPP_APP_SECRET: secrets.appSecret,
  WHATSAPP_VERIFY_TOKEN: secrets.verifyToken,
  WHATSAPP_ACCESS_TOKEN: secrets.whatsappAccessToken,
  WHATSAPP_PHONE_NUMBER_ID: sandboxNumber.id,
  WHATSAPP_BUSINESS_ACCOUNT_ID: sandboxNumber.businessAccountId,
  WHATSAPP_API_URL: whatsappUrl,
});

const newSecrets = (): SandboxSecrets => ({
  clientId: randomBytes(8).toString('hex'),
  clientSecret: randomBytes(20).toString('hex'),
  appSecret: randomBytes(16).toString('hex'),
  verifyToken: `vt_${randomBytes(12).toString('base64url')}`,
  whatsappAccessToken: `EAA${randomBytes(48).toString('base64url')}`,
  encryptionKey: randomBytes(32).toString('base64'),
  pipedriveAccessToken: `v1u:${randomBytes(48).toString('base64url')}`,
});
