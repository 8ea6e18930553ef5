import type { OperationTypes } from '../../generated/whatsapp-cloud/index.ts';
import type { Faults } from '../faults.ts';
import type { WebhookFaults } from './webhook-faults.ts';

/** Faults of the answers, and of the webhooks. `clear` ends both. */
export interface WhatsAppFaults extends Faults<keyof OperationTypes, number> {
  webhooks: WebhookFaults;
  /** The same as `webhooks.duplicate`. */
  duplicateWebhooks: number;
  /** The same as `webhooks.hold`. */
  holdStatuses: boolean;
}
