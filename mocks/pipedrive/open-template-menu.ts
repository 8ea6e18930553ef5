import { readTemplates } from './listing.ts';
import type { ProviderAnswer } from './provider-client.ts';
import { reporting } from './reading-in.ts';
import { decodedBody } from './transcript.ts';
import { channelOf, type PipedriveWorld, reporter } from './world.ts';

/**
 * The salesperson opens the template menu: the provider is asked with getTemplates, and what it lists is what the menu offers from now on. Resolves with its answer;
 * rejects with an AppError NOT_FOUND when the channel is not known.
 */
export async function openTemplateMenu(world: PipedriveWorld, channelId: string): Promise<ProviderAnswer> {
  const channel = channelOf(world, channelId);
  const answer = await world.provider.call('getTemplates', { providerChannelId: channelId });
  if (answer.status === 200) {
    await reporting(world, async () => {
      channel.templates = readTemplates(decodedBody(answer.body), reporter(world));
    });
  }
  return answer;
}
