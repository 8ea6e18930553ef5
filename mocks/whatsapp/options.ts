import type { components } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../../src/clock.ts';
import type { Journal } from '../journal.ts';

export type Schemas = components['schemas'];
export type Template = Schemas['Template'];

/** A business phone number that the simulated Meta hosts. */
export interface BusinessNumber {
  /** Phone number id, in the path of every call. */
  id: string;
  /** The number as people dial it, digits only. */
  displayNumber: string;
  /** The WhatsApp Business Account it belongs to. */
  businessAccountId: string;
  verifiedName?: string;
}

/** How long after acceptance a message reaches each state, in milliseconds on the clock. */
export interface StatusDelays {
  sent: number;
  delivered: number;
  read: number;
}

/** How much a business number may send. */
export interface SendingLimits {
  /** Messages per second and number, the customers' included; beyond it 130429. */
  messagesPerSecond: number;
  /** One message per 6 s to the same person, with a burst of 45; beyond it 131056. */
  pair: boolean;
}

/** What can change while the simulator runs. */
export interface WhatsAppSettings {
  webhookUrl: string;
  appSecret: string;
  accessToken: string;
  statusDelayMs: StatusDelays;
  /** False: none. */
  limits: SendingLimits | false;
  templates: readonly Template[];
}

/** A change of settings; what is left out stays. A new access token ends the expiry or revocation of the old one, even when it is the same. */
export interface WhatsAppSettingsChange {
  webhookUrl?: string | (() => string);
  appSecret?: string;
  accessToken?: string;
  statusDelayMs?: Partial<StatusDelays>;
  limits?: Partial<SendingLimits> | false;
  templates?: readonly Template[];
}

export interface WhatsAppSimulatorOptions {
  clock: Clock;
  /** 127.0.0.1 unless told. */
  host?: string;
  /** Signs the webhooks. */
  appSecret: string;
  /** The one bearer token that is accepted. */
  accessToken: string;
  phoneNumbers: readonly BusinessNumber[];
  /** Where webhooks go; asked anew for every attempt. */
  webhookUrl: () => string;
  /** 50, 150 and 400 ms unless told. */
  statusDelayMs?: Partial<StatusDelays>;
  /** 80 messages per second and the pair limit unless told. */
  limits?: Partial<SendingLimits> | false;
  /** Four templates in two languages unless told. */
  templates?: readonly Template[];
  /** Gets every request that was served and every webhook that was posted. */
  journal?: Journal;
}
