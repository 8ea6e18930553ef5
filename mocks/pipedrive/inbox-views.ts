import type { PipedriveSimulator } from './simulator.ts';
import { channelSummary, type PipedriveWorld } from './world.ts';

type InboxViews = 'channels' | 'inbox' | 'conversations' | 'templates' | 'summaries' | 'thread';

/** What a salesperson sees. */
export const inboxViews = (world: PipedriveWorld): Pick<PipedriveSimulator, InboxViews> => ({
  channels: () => [...world.channels.values()].map(channelSummary),
  inbox: (channelId, conversationId) => world.channels.get(channelId)?.inbox.messages(conversationId) ?? [],
  conversations: (channelId) => world.channels.get(channelId)?.inbox.conversations() ?? [],
  templates: (channelId) => world.channels.get(channelId)?.templates ?? [],
  summaries: (channelId) => world.channels.get(channelId)?.inbox.summaries() ?? [],
  thread: (channelId, conversationId) => world.channels.get(channelId)?.inbox.thread(conversationId),
});
