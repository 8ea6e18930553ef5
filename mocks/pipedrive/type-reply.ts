import type { ProviderAnswer, ReplyFile } from './provider-client.ts';
import { learnConversation, type PipedriveWorld } from './world.ts';

export interface TypedReply {
  channelId: string;
  conversationId: string;
  text: string;
  files?: readonly ReplyFile[];
}

/**
 * The salesperson types and sends: one postMessage, exactly as Pipedrive makes it. After 200 the message stands in the inbox as sent,
 * under the id that came back. Resolves with the provider's answer; rejects when the channel or the conversation is not known.
 */
export async function typeReply(world: PipedriveWorld, { channelId, conversationId, text, files }: TypedReply): Promise<ProviderAnswer> {
  const inbox = world.channels.get(channelId)?.inbox;
  if (!inbox) throw new Error(`the inbox has no channel ${channelId}`);
  if (!inbox.knowsParticipants(conversationId)) await learnConversation(world, channelId, conversationId);
  const participants = inbox.conversations().find(({ id }) => id === conversationId)?.participants ?? [];
  const senderId = participants.find(({ role }) => role === 'source_user')?.id;
  if (!senderId) throw new Error(`the provider does not describe the conversation ${conversationId}`);

  const answer = await world.provider.postMessage(channelId, {
    message: text,
    senderId,
    conversationId,
    recipientIds: participants.filter(({ role }) => role === 'end_user').map(({ id }) => id),
    ...(files ? { files } : {}),
  });
  if (answer.status === 200) {
    const { data } = JSON.parse(answer.body) as { data: { id: string } };
    // A fast status may have brought the message already.
    inbox.addIfUnknown({
      id: data.id,
      conversationId,
      senderId,
      text,
      status: 'sent',
      createdAt: new Date(world.clock.now()).toISOString(),
      replyBy: null,
      attachments: [],
    });
  }
  return answer;
}
