import type { OperationTypes } from '../../generated/whatsapp-webhooks/index.ts';
import type { OperationHandler } from '../contract/operation.ts';

/** Meta's handshake; the verify token was proven before. The challenge goes back as plain text, never as HTML. */
export const verifyWebhook =
  (): OperationHandler<OperationTypes['verifyWebhook']> =>
  ({ query }) => ({ status: 200, body: query['hub.challenge'] });
