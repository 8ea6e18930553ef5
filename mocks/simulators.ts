import { randomBytes } from 'node:crypto';
import packageJson from '../package.json' with { type: 'json' };
import type { MovableClock } from './clock.ts';
import { createFaultBoard, type FaultBoard } from './control/fault-board.ts';
import { createControlServer } from './control/server.ts';
import { changeSettings, type SettingsChange } from './control/settings.ts';
import { resetAll, restoreAll, type Snapshot, takeSnapshot } from './control/whole-state.ts';
import type { ControlWorld } from './control/world.ts';
import { createJournal, type Journal } from './journal.ts';
import type { InboxChange, PipedriveSimulatorOptions } from './pipedrive/options.ts';
import { createPipedriveSimulator, type PipedriveSimulator } from './pipedrive/simulator.ts';
import { createSimulatorClock, type SimulatorClock } from './simulator-clock.ts';
import type { BusinessNumber, PhoneChange, WhatsAppSimulatorOptions } from './whatsapp/options.ts';
import { createWhatsAppSimulator, type WhatsAppSimulator } from './whatsapp/simulator.ts';

/** What a provider needs to know of both far ends. */
export interface SimulatorCredentials {
  /** Signs WhatsApp's webhooks. */
  appSecret: string;
  /** Of the webhook's handshake. */
  verifyToken: string;
  /** The bearer token that WhatsApp accepts. */
  whatsappAccessToken: string;
  /** Of the Pipedrive app: for OAuth, and the Basic pair with which Pipedrive calls the provider. */
  clientId: string;
  clientSecret: string;
  /** An access token of Pipedrive without an end. */
  pipedriveAccessToken: string;
}

type Address = string | (() => string);

/** What changed, and on which side. */
export type SimulatorChange = ({ side: 'phone' } & PhoneChange) | ({ side: 'inbox' } & InboxChange);

export interface SimulatorsOptions extends Partial<SimulatorCredentials> {
  /** Where WhatsApp posts its webhooks; empty: nowhere yet. */
  webhookUrl?: Address;
  /** Where the inbox finds the provider, without a path; empty: nowhere yet. */
  providerUrl?: Address;
  /** Addresses of a provider whose paths are its own, as its manifest gives them. */
  endpoints?: PipedriveSimulatorOptions['endpoints'];
  /** 0 or left out: any free one. */
  ports?: { whatsapp?: number; pipedrive?: number; control?: number };
  /** Where the control API listens when that port is free; any other one otherwise. */
  preferredControlPort?: number;
  /** The business numbers; one unless told. */
  phoneNumbers?: readonly BusinessNumber[];
  /** Time of both simulators. One that begins now and runs by itself unless told; `advance` moves it. */
  clock?: MovableClock & Partial<Pick<SimulatorClock, 'settleWith'>>;
  /** More about the simulated WhatsApp: delays of statuses, limits, templates. */
  whatsapp?: Pick<WhatsAppSimulatorOptions, 'statusDelayMs' | 'limits' | 'templates'>;
  /** More about the simulated Pipedrive: plan, limits, whether the user is an administrator … */
  pipedrive?: Partial<
    Omit<PipedriveSimulatorOptions, 'clock' | 'host' | 'clientId' | 'clientSecret' | 'accessToken' | 'journal' | 'onChange'>
  >;
  /** Runs after every reset, to put back what belongs to the start; the control API answers when it is done. */
  onReset?(): void | Promise<void>;
  /** Hears of everything that changes on a phone or in the inbox, after it did. */
  onChange?(change: SimulatorChange): void;
  /** Hears of every exchange that the journal gets. */
  onExchange?(): void;
  /** Longest a body on the control API may take to arrive, in milliseconds; 20 s unless told. */
  bodyTimeoutMs?: number;
  /** Hears of faults of the simulators themselves; they go to standard error unless told. */
  onError?(error: unknown): void;
}

export { createSimulatorClock } from './simulator-clock.ts';

export interface SimulatorAddresses {
  /** The WhatsApp Cloud API: the base URL in the place of https://graph.facebook.com. */
  whatsappUrl: string;
  /** Pipedrive's API and OAuth host: in the place of https://api.pipedrive.com and https://oauth.pipedrive.com. */
  pipedriveUrl: string;
  /** The control API of openapi/simulators.yaml. */
  controlUrl: string;
}

export interface Simulators {
  /** Listens on loopback. Rejects with EADDRINUSE when a port is taken; nothing listens then. */
  start(): Promise<SimulatorAddresses>;
  /** Stops answering; what was waiting for its time is dropped. */
  stop(): Promise<void>;
  /** As they are at the moment: a change of settings or a restored snapshot may bring others. */
  readonly credentials: SimulatorCredentials;
  readonly phoneNumbers: readonly BusinessNumber[];
  readonly clock: MovableClock;
  readonly journal: Journal;
  /** Everything the control API can do, as methods. */
  readonly whatsapp: WhatsAppSimulator;
  readonly pipedrive: PipedriveSimulator;
  /** What goes wrong, on both sides. */
  readonly faults: FaultBoard;
  /** What PATCH /settings of the control API changes. Throws for an address that is none, with nothing changed. */
  configure(change: SettingsChange): void;
  /** Both sides as right after the start, at once; resolves when `onReset` has put back what belongs to it. */
  reset(): Promise<void>;
  /** The whole state as plain data, secrets included: nothing for a log. */
  snapshot(): Snapshot;
  /** Puts back what `snapshot` gave, in these simulators or in others. Rejects when it is none, with nothing changed. */
  restore(snapshot: Snapshot): Promise<void>;
}

const USUAL_NUMBER: BusinessNumber = { id: '106540352242922', displayNumber: '15550783881', businessAccountId: '102290129340398' };

/** A WhatsApp Cloud API and a Pipedrive with state, and the control API that steers them. Everything has a usual value. */
export function createSimulators(options: SimulatorsOptions = {}): Simulators {
  const atStart = { ...newCredentials(), ...givenCredentials(options) };
  const { phoneNumbers = [USUAL_NUMBER], clock = createSimulatorClock({ running: true }), ports = {} } = options;
  const { onError = (error) => console.error('The simulators met a fault of their own:', error) } = options;
  const journal = createJournal(undefined, options.onExchange);
  const whatsapp = createWhatsAppSimulator({
    ...options.whatsapp,
    clock,
    journal,
    phoneNumbers,
    onChange: (change) => options.onChange?.({ side: 'phone', ...change }),
    appSecret: atStart.appSecret,
    accessToken: atStart.whatsappAccessToken,
    webhookUrl: addressFrom(options.webhookUrl),
  });
  const pipedrive = createPipedriveSimulator({
    ...options.pipedrive,
    clock,
    journal,
    onChange: (change) => options.onChange?.({ side: 'inbox', ...change }),
    clientId: atStart.clientId,
    clientSecret: atStart.clientSecret,
    accessToken: atStart.pipedriveAccessToken,
    providerUrl: addressFrom(options.providerUrl),
    ...(options.endpoints === undefined ? {} : { endpoints: options.endpoints }),
  });
  clock.settleWith?.(() => Promise.all([whatsapp.idle(), pipedrive.idle()]));
  const addresses = { whatsapp: '', pipedrive: '', control: '' };
  const world: ControlWorld = {
    version: packageJson.version,
    clock,
    journal,
    whatsapp,
    pipedrive,
    numbers: phoneNumbers,
    addresses: () => ({ ...addresses }),
    verifyToken: atStart.verifyToken,
    startVerifyToken: atStart.verifyToken,
    files: new Map(),
    onReset: async () => {
      try {
        await options.onReset?.();
      } catch (error) {
        onError(error);
      }
    },
  };
  const control = createControlServer(world, { bodyTimeoutMs: options.bodyTimeoutMs, onError });
  const stop = async () => {
    // At once: requests to the control API may be waiting for a webhook, or a call, that nobody answers.
    await Promise.all([control.stop(), whatsapp.stop(), pipedrive.stop()]);
  };
  return {
    get credentials() {
      const { appSecret, accessToken: whatsappAccessToken } = whatsapp.credentials();
      const { clientId, clientSecret, accessToken: pipedriveAccessToken } = pipedrive.credentials();
      return { appSecret, verifyToken: world.verifyToken, whatsappAccessToken, clientId, clientSecret, pipedriveAccessToken };
    },
    phoneNumbers,
    clock,
    journal,
    whatsapp,
    pipedrive,
    faults: createFaultBoard(world),
    async start() {
      try {
        addresses.whatsapp = await whatsapp.start(ports.whatsapp);
        addresses.pipedrive = await pipedrive.start(ports.pipedrive);
        addresses.control = await control.start(ports.control ?? options.preferredControlPort, ports.control === undefined);
      } catch (error) {
        await stop();
        throw error;
      }
      return { whatsappUrl: addresses.whatsapp, pipedriveUrl: addresses.pipedrive, controlUrl: addresses.control };
    },
    stop,
    configure: (change) => changeSettings(world, change),
    reset: () => resetAll(world),
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreAll(world, snapshot),
  };
}

const addressFrom = (address: Address = ''): (() => string) => (typeof address === 'function' ? address : () => address);

/** Secrets like those of the vendors in length and look. */
const newCredentials = (): SimulatorCredentials => ({
  appSecret: randomBytes(16).toString('hex'),
  verifyToken: `vt_${randomBytes(12).toString('base64url')}`,
  whatsappAccessToken: `EAA${randomBytes(48).toString('base64url')}`,
  clientId: randomBytes(8).toString('hex'),
  clientSecret: randomBytes(20).toString('hex'),
  pipedriveAccessToken: `v1u:${randomBytes(48).toString('base64url')}`,
});

function givenCredentials(options: SimulatorsOptions): Partial<SimulatorCredentials> {
  const names = Object.keys(newCredentials()) as (keyof SimulatorCredentials)[];
  return Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}
