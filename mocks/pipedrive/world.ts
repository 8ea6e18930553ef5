import type { Clock } from '../../src/clock.ts';
import { type Breach, createInbox, type Inbox } from './inbox.ts';
import type { ApiSchemas, ProviderSchemas } from './options.ts';
import { channelsFailure } from './pipedrive-failure.ts';
import { type ProviderClient, ProviderListingError } from './provider-client.ts';
import type { Tokens } from './tokens.ts';

export interface OpenChannel {
  registration: ApiSchemas['AddChannelRequest'];
  inbox: Inbox;
  templates: readonly ProviderSchemas['Template'][];
}

/** Everything the handlers of the simulated Pipedrive look at and change. */
export interface PipedriveWorld {
  clock: Clock;
  clientId: string;
  tokens: Tokens;
  provider: ProviderClient;
  channels: Map<string, OpenChannel>;
  received: ApiSchemas['ReceiveMessageRequest'][];
  breaches: Breach[];
  /** Runs something beside the requests; `idle` waits for it. */
  inBackground(work: () => Promise<void>): void;
}

/** Registers a channel and then reads it in: conversations, and templates where supported. Throws when it is registered already. */
export function openChannel(world: PipedriveWorld, registration: ApiSchemas['AddChannelRequest']): () => void {
  const channelId = registration.provider_channel_id;
  if (world.channels.has(channelId)) throw channelsFailure(400, 'channel_already_exists', 'channel_already_exists');
  const channel: OpenChannel = { registration, inbox: createInbox(world.breaches), templates: [] };
  world.channels.set(channelId, channel);
  return () =>
    world.inBackground(() =>
      recording(world, async () => {
        for (const conversation of await world.provider.conversations(channelId)) channel.inbox.learn(conversation);
        if (registration.template_support) channel.templates = await world.provider.templates(channelId);
      }),
    );
}

/** Asks the provider for participants and history of a conversation. What the provider does wrong there becomes a breach. */
export function learnConversation(world: PipedriveWorld, channelId: string, conversationId: string): Promise<void> {
  return recording(world, async () => {
    const conversation = await world.provider.conversation(channelId, conversationId);
    if (conversation) world.channels.get(channelId)?.inbox.learn(conversation);
  });
}

async function recording(world: PipedriveWorld, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const kind = error instanceof ProviderListingError ? error.kind : 'provider-failed';
    world.breaches.push({ kind, detail: (error as Error).message });
  }
}
