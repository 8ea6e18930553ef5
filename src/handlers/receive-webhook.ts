import type { OperationTypes } from '../../generated/whatsapp-webhooks/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { type InboundServices, type Receipt, receiveDelivery } from '../domain/inbound.ts';

export interface WebhookServices extends InboundServices {
  onReceipt(receipt: Receipt): void;
}

export const receiveWebhook =
  (services: WebhookServices): OperationHandler<OperationTypes['receiveWebhook']> =>
  async ({ rawBody }) => {
    const receipt = await receiveDelivery(services, rawBody);
    services.onReceipt(receipt);
    const { stored, duplicate, quarantined, ignored } = receipt;
    return { status: 200, body: { stored, duplicate, quarantined, ignored } };
  };
