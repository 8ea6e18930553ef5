import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { AppError } from '../errors.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** One conversation as the inbox and as the phone see it. */
export const getPlaygroundConversation =
  (services: PlaygroundServices): OperationHandler<OperationTypes['getPlaygroundConversation']> =>
  async ({ params: { phone } }) => {
    const conversation = await openPlayground(services).conversation(phone);
    if (!conversation) {
      throw new AppError(
        'NOT_FOUND',
        `Nobody has written from ${phone} yet. Let the customer write first: npm run trigger -- text --from ${phone}`,
      );
    }
    return { status: 200, body: conversation };
  };
