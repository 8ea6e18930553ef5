import { callerOf } from './credentials.ts';
import { isSameOwner } from './installations.ts';
import { channelsFailure } from './pipedrive-failure.ts';
import type { OpenChannel, PipedriveWorld } from './world.ts';

type Headers = Parameters<typeof callerOf>[1];

/** The channel with that id in the company of the token; another company's is as unknown as one that nobody has. */
export function channelInCompany(world: PipedriveWorld, headers: Headers, channelId: string): OpenChannel | undefined {
  const channel = world.channels.get(channelId);
  return channel?.owner.companyId === callerOf(world, headers).owner.companyId ? channel : undefined;
}

/**
 * That channel for somebody who wants to take something away, `what` in words. Throws 404 NOT_FOUND when there is none, and 403
 * FORBIDDEN_USER_REQUEST for everybody but the user who registered it.
 */
export function channelOfOwner(world: PipedriveWorld, headers: Headers, channelId: string, what: string): OpenChannel {
  const channel = channelInCompany(world, headers, channelId);
  const isOwner = channel === undefined || isSameOwner(channel.owner, callerOf(world, headers).owner);
  if (!world.settings.get().owner || !isOwner) {
    throw channelsFailure(403, 'FORBIDDEN_USER_REQUEST', `Only the owner of the app can delete ${what}`);
  }
  if (!channel) throw channelsFailure(404, 'NOT_FOUND', 'The channel was not found');
  return channel;
}
