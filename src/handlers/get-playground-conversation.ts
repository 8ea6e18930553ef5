import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Playground } from '../domain/playground.ts';
import { AppError } from '../errors.ts';

/** One conversation as the inbox and as the phone see it. */
export const getPlaygroundConversation =
  ({ playground }: { playground: Playground | undefined }): OperationHandler<OperationTypes['getPlaygroundConversation']> =>
  async ({ params: { phone } }) => {
    if (!playground)
      throw new AppError('NOT_FOUND', 'There is no playground here: this provider talks to the real WhatsApp and Pipedrive.');
    const conversation = await playground.conversation(phone);
    if (!conversation) {
      throw new AppError(
        'NOT_FOUND',
        `Nobody has written from ${phone} yet. Let the customer write first: npm run trigger -- text --from ${phone}`,
      );
    }
    return { status: 200, body: conversation };
  };
