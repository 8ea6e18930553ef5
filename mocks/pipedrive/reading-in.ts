import { randomUUID } from 'node:crypto';
import { lookAfterAvatar } from './avatars.ts';
import type { Owner } from './companies.ts';
import type { Errand } from './errands.ts';
import { createInbox } from './inbox.ts';
import { listConversations, listTemplates, readConversationPage, readWholeConversation } from './listing.ts';
import type { ApiSchemas } from './options.ts';
import { channelsFailure } from './pipedrive-failure.ts';
import { ProviderFailure } from './provider-failure.ts';
import { hasProvider, type OpenChannel, type PipedriveWorld, reporter } from './world.ts';

/** Registers a channel, without reading it in. Throws when it is registered already, by whomever: its id alone says whose it is. */
export function openChannel(world: PipedriveWorld, registration: ApiSchemas['AddChannelRequest'], owner: Owner): OpenChannel {
  const channelId = registration.provider_channel_id;
  if (world.channels.has(channelId)) throw channelsFailure(400, 'channel_already_exists', 'channel_already_exists');
  const channel: OpenChannel = {
    uuid: randomUUID(),
    registration,
    owner: { ...owner },
    createdAt: world.clock.now(),
    inbox: createInbox({ report: reporter(world), changed: (...what) => world.changed(channelId, ...what) }),
    templates: [],
  };
  world.channels.set(channelId, channel);
  return channel;
}

/** Asks the provider what an errand is about. What it does wrong there becomes a breach; never rejects. */
export async function runErrand(world: PipedriveWorld, errand: Errand): Promise<void> {
  const channel = world.channels.get(errand.channelId);
  // Without a provider there is nobody to ask, and nobody who does anything wrong.
  if (!channel || !hasProvider(world)) return;
  if (errand.kind === 'sync') await readChannelIn(world, channel);
  else if (errand.kind === 'learn') await learnConversation(world, channel, errand.conversationId);
  else await lookAfterAvatars(world, channel, errand.conversationId);
}

async function readChannelIn(world: PipedriveWorld, channel: OpenChannel): Promise<void> {
  const { provider_channel_id: channelId, template_support } = channel.registration;
  const conversationIds: string[] = [];
  await reporting(world, () =>
    listConversations(world.provider, channelId, reporter(world), (conversation) => {
      channel.inbox.learn(conversation);
      conversationIds.push(conversation.id);
    }),
  );
  if (template_support) {
    await reporting(world, async () => {
      channel.templates = await listTemplates(world.provider, channelId, reporter(world));
    });
  }
  for (const conversationId of conversationIds) await lookAfterAvatars(world, channel, conversationId);
}

/** Learns participants and history of a conversation. */
export async function learnConversation(world: PipedriveWorld, channel: OpenChannel, conversationId: string): Promise<void> {
  const channelId = channel.registration.provider_channel_id;
  const report = reporter(world);
  await reporting(world, async () => {
    channel.inbox.learn(
      world.settings.get().wholeHistory
        ? await readWholeConversation(world.provider, channelId, conversationId, report)
        : await readConversationPage(world.provider, channelId, conversationId, {}, report),
    );
  });
  await lookAfterAvatars(world, channel, conversationId);
}

async function lookAfterAvatars(world: PipedriveWorld, channel: OpenChannel, conversationId: string): Promise<void> {
  for (const participant of channel.inbox.participants(conversationId)) await lookAfterAvatar(world, channel, participant);
}

/** Turns what the provider did wrong into a breach, and says with which status. Undefined: nothing was wrong. */
export async function reporting(world: PipedriveWorld, work: () => Promise<void>): Promise<ProviderFailure | undefined> {
  const report = reporter(world);
  try {
    await work();
    return undefined;
  } catch (error) {
    // Whatever a provider answers, the inbox goes on.
    const failure = error instanceof ProviderFailure ? error : new ProviderFailure('unreadable', (error as Error).message);
    report({ kind: failure.kind, detail: failure.message });
    return failure;
  }
}
