import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { fromReceive } from '../inbox.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import { learnConversation, type PipedriveWorld } from '../world.ts';

/** Adds or updates a message. For a conversation it does not know, Pipedrive asks the provider once the answer is out. */
export const receiveMessage =
  (world: PipedriveWorld): OperationHandler<OperationTypes['receiveMessage']> =>
  ({ body, onAnswered }) => {
    world.received.push(body);
    const channel = world.channels.get(body.channel_id);
    if (!channel) throw channelsFailure(400, 'INVALID_RECEIVE_MESSAGE_PAYLOAD', 'The channel is not registered');
    const isNew = !channel.inbox.has(body.conversation_id);
    const { status } = channel.inbox.upsert(fromReceive(body));
    if (isNew) onAnswered(() => world.inBackground(() => learnConversation(world, body.channel_id, body.conversation_id)));
    return { status: 200, body: { success: true, data: { ...body, status } } };
  };
