import { AppError } from '../../src/errors.ts';
import type { Owner, OwnerChoice } from './companies.ts';
import { isSameOwner } from './installations.ts';
import type { ProviderAnswer } from './provider-client.ts';
import { callbackUrlOf, type PipedriveWorld } from './world.ts';

/**
 * Takes the app away from one user: its tokens and codes end at once, and what it put into the inbox goes. (Whether Pipedrive keeps the
 * channels of an app that is gone is not published; nobody could read or answer in them.)
 */
export function forget(world: PipedriveWorld, owner: Owner): void {
  world.tokens.endAll(owner);
  world.installations.remove(owner);
  for (const [channelId, channel] of world.channels) {
    if (!isSameOwner(channel.owner, owner)) continue;
    world.channels.delete(channelId);
    world.changed(channelId);
  }
}

/**
 * The user takes the app away, and the app is told afterwards: DELETE on the callback URL, whose answer Pipedrive ignores. Rejects with an
 * AppError NOT_FOUND when the user does not have it.
 */
export async function uninstall(world: PipedriveWorld, choice: OwnerChoice): Promise<ProviderAnswer> {
  const owner = installedOwner(world, choice);
  forget(world, owner);
  return world.provider.notify('DELETE', callbackUrlOf(world), {
    client_id: world.settings.get().clientId,
    company_id: owner.companyId,
    user_id: owner.userId,
    timestamp: new Date(world.clock.now()).toISOString(),
  });
}

/**
 * The user shows the app to the whole company, or to nobody else: POST on the callback URL. Rejects with an AppError NOT_FOUND when the user
 * does not have the app.
 */
export async function share(world: PipedriveWorld, choice: OwnerChoice, isShared: boolean): Promise<ProviderAnswer> {
  const owner = installedOwner(world, choice);
  const installation = world.installations.of(owner);
  if (installation) installation.shared = isShared;
  return world.provider.notify('POST', callbackUrlOf(world), { company_id: owner.companyId, user_id: owner.userId, isShared });
}

function installedOwner({ companies, installations }: PipedriveWorld, choice: OwnerChoice): Owner {
  const owner = companies.choose(choice);
  if (!installations.of(owner)) {
    throw new AppError('NOT_FOUND', `The user ${owner.userId} of the company ${owner.companyId} does not have the app.`);
  }
  return owner;
}
