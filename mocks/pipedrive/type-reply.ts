import { AppError } from '../../src/errors.ts';
import { isObject } from './conversation-reading.ts';
import type { ProviderAnswer, ReplyFile, ReplyForm } from './provider-client.ts';
import { learnConversation } from './reading-in.ts';
import { decodedBody } from './transcript.ts';
import { channelOf, type OpenChannel, type PipedriveWorld, reporter } from './world.ts';

export interface TypedReply {
  channelId: string;
  conversationId: string;
  text: string;
  files?: readonly ReplyFile[];
}

/** The provider's answer; with `faults.calls.duplicate`, the answers to the same postMessage made again. */
export interface ReplyAnswer extends ProviderAnswer {
  repeats?: readonly ProviderAnswer[];
}

/**
 * The salesperson types and sends: one postMessage, exactly as Pipedrive makes it. After 200 the message stands in the inbox as sent,
 * under the id that came back. Resolves with the provider's answer; rejects with an AppError NOT_FOUND when the channel or the conversation
 * is not known.
 */
export async function typeReply(world: PipedriveWorld, { channelId, conversationId, text, files }: TypedReply): Promise<ReplyAnswer> {
  const channel = channelOf(world, channelId);
  if (channel.inbox.participants(conversationId).length === 0) await learnConversation(world, channel, conversationId);
  const participants = channel.inbox.participants(conversationId);
  const senderId = participants.find(({ role }) => role === 'source_user')?.id;
  if (!senderId) throw new AppError('NOT_FOUND', `The provider does not describe the conversation ${conversationId}.`);

  const form: ReplyForm = {
    message: text,
    senderId,
    conversationId,
    recipientIds: participants.filter(({ role }) => role === 'end_user').map(({ id }) => id),
    ...(files ? { files } : {}),
  };
  const post = async (): Promise<ProviderAnswer> => {
    const answer = await world.provider.postMessage(channelId, form);
    if (answer.status === 200) showReply(world, channel, form, answer);
    return answer;
  };
  // A double click is not a second thought: both are under way at the same moment.
  const [first, ...repeats] = await Promise.all(Array.from({ length: 1 + world.callFaults.duplicate }, post));
  return { ...(first as ProviderAnswer), ...(repeats.length > 0 ? { repeats } : {}) };
}

function showReply(
  world: PipedriveWorld,
  { inbox }: OpenChannel,
  { message, senderId, conversationId }: ReplyForm,
  { body }: ProviderAnswer,
): void {
  const json = decodedBody(body);
  const data = isObject(json) ? json['data'] : undefined;
  const id = isObject(data) ? data['id'] : undefined;
  if (typeof id !== 'string' || id === '') {
    reporter(world)({ kind: 'unreadable', conversationId, detail: 'postMessage answered 200 without an id in data' });
    return;
  }
  // A fast status may have brought the message already.
  inbox.addIfUnknown({
    id,
    conversationId,
    senderId,
    text: message,
    status: 'sent',
    createdAt: new Date(world.clock.now()).toISOString(),
    replyBy: null,
    attachments: [],
  });
}
