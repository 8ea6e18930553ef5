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

/** The Meta app whose token and secret are in use. */
export interface MetaApp {
  id: string;
  name: string;
  /** The business accounts whose webhooks it gets; all of the numbers' unless told. */
  subscribedTo: readonly string[] | 'all';
  /** What the access token may do. */
  scopes: readonly string[];
  /** When the access token ends by itself, UTC milliseconds; null for never. */
  tokenExpiresAt: number | null;
}

/** What `health_status` tells of every number; sending itself goes on, as at Meta, until a send is refused. */
export interface NumberHealth {
  canSend: 'AVAILABLE' | 'LIMITED' | 'BLOCKED';
  /** Why, where it is not AVAILABLE. */
  reason?: string;
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
  app: MetaApp;
  health: NumberHealth;
}

/** A change of settings; what is left out stays. A new access token ends the expiry or revocation of the old one, even when it is the same. */
export interface WhatsAppSettingsChange {
  webhookUrl?: string | (() => string);
  appSecret?: string;
  accessToken?: string;
  statusDelayMs?: Partial<StatusDelays>;
  limits?: Partial<SendingLimits> | false;
  templates?: readonly Template[];
  app?: Partial<MetaApp>;
  health?: NumberHealth;
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
  /** An app that is subscribed to everything, with a token that may do everything and never ends, unless told. */
  app?: Partial<MetaApp>;
  /** Gets every request that was served and every webhook that was posted. */
  journal?: Journal;
  /** Hears of everything that changes on a phone, after it did. */
  onChange?(change: PhoneChange): void;
}

/** What changed on the customers' side; null: any of them. */
export interface PhoneChange {
  /** Phone number or, of somebody who shares none, user id. */
  address: string | null;
  /** Of the business: in which chat. */
  phoneNumberId: string | null;
  messageId: string | null;
}
