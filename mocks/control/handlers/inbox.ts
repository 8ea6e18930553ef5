import { AppError } from '../../../src/errors.ts';
import type { InboxMessage } from '../../pipedrive/inbox.ts';
import type { ChannelSummary } from '../../pipedrive/world.ts';
import { conflict, unreachable } from '../control-failure.ts';
import { needProviderUrl } from '../provider-place.ts';
import type { ControlWorld } from '../world.ts';
import type { ControlHandlers } from './index.ts';

type InboxOperation =
  | 'registerChannel'
  | 'listInboxChannels'
  | 'removeInboxChannel'
  | 'listInboxConversations'
  | 'listInboxTemplates'
  | 'listInboxMessages'
  | 'loadOlderMessages'
  | 'openInboxAttachment';

/** What salespeople see and do in the inbox. */
export function inboxHandlers(world: ControlWorld): ControlHandlers<InboxOperation> {
  const { pipedrive } = world;
  return {
    registerChannel({ body: { providerChannelId, name, type = 'other', templateSupport = false, ...choice } }) {
      if (pipedrive.channels().some(({ id }) => id === providerChannelId))
        throw conflict(`There is a channel ${providerChannelId} already.`);
      pipedrive.registerChannel(
        { provider_channel_id: providerChannelId, name, provider_type: type, template_support: templateSupport },
        choice,
      );
      return { status: 201, body: shownChannel(needChannel(world, providerChannelId)) };
    },
    listInboxChannels: () => ({ status: 200, body: { channels: pipedrive.channels().map(shownChannel) } }),
    async removeInboxChannel({ params: { channelId } }) {
      needChannel(world, channelId);
      const provider = needProviderUrl(world);
      const { status, body } = await pipedrive.deleteChannel(channelId);
      if (status === 0) throw silent(provider, 'deleteChannelById', body);
      return { status: 200, body: { status, body } };
    },
    listInboxConversations({ params: { channelId } }) {
      needChannel(world, channelId);
      const conversations = pipedrive.conversations(channelId).map(({ id, participants, messages }) => ({
        id,
        participants: participants.map((participant) => ({ ...participant })),
        messages: messages.length,
        newest: messages.at(-1)?.text ?? null,
      }));
      return { status: 200, body: { conversations } };
    },
    listInboxTemplates({ params: { channelId } }) {
      needChannel(world, channelId);
      return { status: 200, body: { templates: pipedrive.templates(channelId).map((template) => ({ ...template })) } };
    },
    listInboxMessages: ({ params: { channelId, conversationId } }) => ({
      status: 200,
      body: { messages: shownMessages(world, channelId, conversationId) },
    }),
    async loadOlderMessages({ params: { channelId, conversationId } }) {
      shownMessages(world, channelId, conversationId);
      const provider = needProviderUrl(world);
      const loaded = await pipedrive.loadOlder(channelId, conversationId);
      if (loaded.status === 0) throw silent(provider, 'getConversationById');
      return { status: 200, body: { ...loaded, messages: shownMessages(world, channelId, conversationId) } };
    },
    async openInboxAttachment({ params: { channelId, conversationId, messageId, attachmentId } }) {
      shownMessages(world, channelId, conversationId);
      const provider = needProviderUrl(world);
      const { steps, status, contentType, bytes, renewed } = await pipedrive.openAttachment(
        channelId,
        conversationId,
        messageId,
        attachmentId,
      );
      const last = steps.at(-1);
      if (last?.status === 0) throw silent(provider, last.call);
      return { status: 200, body: { shown: status >= 200 && status <= 299, renewed, steps, contentType, size: bytes.length } };
    },
  };
}

function needChannel({ pipedrive }: ControlWorld, channelId: string): ChannelSummary {
  const channel = pipedrive.channels().find(({ id }) => id === channelId);
  if (!channel) throw new AppError('NOT_FOUND', `The inbox has no channel ${channelId}. GET /inbox/channels lists them.`);
  return channel;
}

function shownMessages(world: ControlWorld, channelId: string, conversationId: string) {
  needChannel(world, channelId);
  const conversation = world.pipedrive.conversations(channelId).find(({ id }) => id === conversationId);
  if (!conversation) throw new AppError('NOT_FOUND', `This channel has no conversation ${conversationId} in the inbox.`);
  const roles = new Map(
    conversation.participants.map(({ id, role }) => [id, role === 'source_user' ? 'salesperson' : 'customer'] as const),
  );
  return conversation.messages.map(({ id, senderId, text, status, createdAt, replyBy, attachments }: InboxMessage) => ({
    id,
    from: roles.get(senderId) ?? ('unknown' as const),
    senderId,
    text,
    status,
    createdAt,
    replyBy,
    attachments: attachments.map((attachment) => ({ ...attachment })),
  }));
}

const shownChannel = ({ id, companyId, userId, name, providerType, templateSupport, conversations }: ChannelSummary) => ({
  id,
  companyId,
  userId,
  name,
  type: providerType,
  templateSupport,
  conversations,
});

const silent = (provider: string, call: string, why?: string) =>
  unreachable(`The provider at ${provider} did not answer ${call}${why ? `: ${why}` : ''}.`);
