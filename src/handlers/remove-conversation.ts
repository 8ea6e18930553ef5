import { removeConversation as remove } from '../domain/channel-life.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const removeConversation =
  ({ channelLife }: ConsoleServices): ConsoleHandler<'removeConversation'> =>
  async ({ params }) => {
    await remove(channelLife, params.channelId, params.conversationId);
    return { status: 204 };
  };
