import type { components } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../../src/clock.ts';

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
  /** Four templates in two languages unless told. */
  templates?: readonly Template[];
}
