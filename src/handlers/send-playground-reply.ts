import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { PlaygroundReply } from '../domain/playground.ts';
import { AppError } from '../errors.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Lets the salesperson answer in the simulated inbox, and passes on what postMessage answered. */
export const sendPlaygroundReply =
  (services: PlaygroundServices): OperationHandler<OperationTypes['sendPlaygroundReply']> =>
  async ({ body: { text = '', ...recipient }, files }) => ({
    status: 200,
    body: await openPlayground(services).reply({ to: recipientOf(recipient), text, files }),
  });

function recipientOf({
  phone,
  channelId,
  conversationId,
}: Partial<Record<'phone' | 'channelId' | 'conversationId', string>>): PlaygroundReply['to'] {
  const isByPhone = channelId === undefined && conversationId === undefined;
  if (phone !== undefined && isByPhone) return { phone };
  if (phone === undefined && channelId !== undefined && conversationId !== undefined) return { channelId, conversationId };
  throw new AppError('INVALID_REQUEST', 'Say to whom: either `phone`, or `channelId` with `conversationId`.');
}
