import { readConversationPage } from './listing.ts';
import { ProviderFailure } from './provider-failure.ts';
import { reporting } from './reading-in.ts';
import { inboxWith, type PipedriveWorld, reporter } from './world.ts';

export interface OlderMessages {
  /** What getConversationById answered; 0 when it did not, null when nothing older was known and so nothing was asked. */
  status: number | null;
  /** How many messages were new to the inbox. */
  added: number;
  /** Whether there is still more to load. */
  more: boolean;
}

/**
 * Reads the page of a conversation's messages that its cursor leads to. What the provider does wrong becomes a breach. Rejects with an
 * AppError NOT_FOUND when the inbox does not know the conversation.
 */
export async function loadOlder(world: PipedriveWorld, channelId: string, conversationId: string): Promise<OlderMessages> {
  const inbox = inboxWith(world, channelId, conversationId);
  const cursor = inbox.nextCursor(conversationId);
  if (cursor === null) return { status: null, added: 0, more: false };
  let added = 0;
  const failure = await reporting(world, async () => {
    const page = await readConversationPage(world.provider, channelId, conversationId, { after: cursor }, reporter(world));
    const isConstant = page.nextCursor === cursor;
    added = inbox.learn(isConstant ? { ...page, nextCursor: null } : page);
    if (isConstant) throw new ProviderFailure('cursor-constant', `the page after ${cursor} gives the same cursor`);
  });
  return { status: failure?.status ?? 200, added, more: inbox.nextCursor(conversationId) !== null };
}
