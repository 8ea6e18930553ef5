import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { isAvatarDue } from '../avatars.ts';
import { channelInCompany } from '../channel-of-caller.ts';
import { isPublishedDate } from '../dates.ts';
import { fromReceive } from '../inbox-message.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import { type PipedriveWorld, reporter } from '../world.ts';

/** Adds or updates a message. For a conversation it does not know, and for pictures that are due, Pipedrive asks the provider once the answer is out. */
export const receiveMessage =
  (world: PipedriveWorld): OperationHandler<OperationTypes['receiveMessage']> =>
  ({ body, headers, onAnswered }) => {
    world.received.push(body);
    const { channel_id: channelId, conversation_id: conversationId } = body;
    const channel = channelInCompany(world, headers, channelId);
    if (!channel) throw channelsFailure(400, 'INVALID_RECEIVE_MESSAGE_PAYLOAD', 'The channel is not registered');
    // The contract sees the form only; this is where the 13th month ends.
    for (const [field, date] of [['created_at', body.created_at] as const, ['reply_by', body.reply_by] as const]) {
      if (date === undefined || date === null || isPublishedDate(date)) continue;
      reporter(world)({ kind: 'invalid-date', messageId: body.id, conversationId, detail: `${field} is no date` });
      throw channelsFailure(400, 'INVALID_RECEIVE_MESSAGE_PAYLOAD', `${field} is no date`);
    }
    const isNew = !channel.inbox.has(conversationId);
    const status = channel.inbox.upsert(fromReceive(body));
    if (isNew) world.errands.startOnceAnswered({ kind: 'learn', channelId, conversationId }, onAnswered);
    else if (channel.inbox.participants(conversationId).some((participant) => isAvatarDue(world, channel, participant))) {
      world.errands.startOnceAnswered({ kind: 'avatars', channelId, conversationId }, onAnswered);
    }
    return { status: 200, body: { success: true, data: { ...body, status } } };
  };
