import type { ProviderAnswer } from './provider-client.ts';
import { channelOf, type PipedriveWorld } from './world.ts';

/**
 * The user removes a channel in Pipedrive: deleteChannelById on the provider, and after its 200 the channel is gone here as well. Rejects with
 * an AppError NOT_FOUND when the channel is not registered.
 */
export async function deleteChannelAsUser(world: PipedriveWorld, channelId: string): Promise<ProviderAnswer> {
  const { channels } = world;
  channelOf(world, channelId);
  const answer = await world.provider.call('deleteChannelById', { providerChannelId: channelId });
  if (answer.status === 200 && channels.delete(channelId)) world.changed(channelId);
  return answer;
}
