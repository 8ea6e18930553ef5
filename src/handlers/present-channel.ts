import type { components } from '../../generated/console/types.ts';
import type { Channel, Hold } from '../store/records.ts';
import type { Store } from '../store/store.ts';

type Schemas = components['schemas'];

/** The operator's words for the states. */
const states = { active: 'active', disabled: 'paused', suspended: 'suspended', deleted: 'deleted' } as const;
/** A hold that ends in another age ends when somebody says so. */
const NEVER = Date.UTC(9000, 0);

/** A channel as the console shows it, with what it waits for; never its access token. */
export async function presentChannel(store: Store, channel: Channel, now: number): Promise<Schemas['Channel']> {
  const [installation, holds] = await Promise.all([
    channel.installationId === null ? undefined : store.installation(channel.installationId),
    store.holds(now),
  ]);
  return shownChannel(channel, installation?.companyId ?? null, holds);
}

/** All of them, at the price of one look at the holds. */
export async function presentChannels(store: Store, channels: readonly Channel[], now: number): Promise<Schemas['Channel'][]> {
  const [installations, holds] = await Promise.all([store.installations(), store.holds(now)]);
  const companies = new Map<string, number>(installations.map(({ id, companyId }) => [id, companyId]));
  return channels.map((channel) => shownChannel(channel, companies.get(channel.installationId ?? '') ?? null, holds));
}

function shownChannel(channel: Channel, companyId: number | null, holds: readonly Hold[]): Schemas['Channel'] {
  const { id, name, providerType, avatarUrl, templateSupport, phoneNumberId, businessAccountId, installationId, registration } = channel;
  return {
    ...{ id, name, state: states[channel.state], providerType, avatarUrl, templateSupport, phoneNumberId, businessAccountId },
    ...{ installationId, companyId },
    registration: { ...registration, at: registration.at === null ? null : isoOf(registration.at) },
    holds: holds
      .filter(({ channelId }) => channelId === id)
      .map(({ destination, until, code, reason }) => ({ destination, until: until >= NEVER ? null : isoOf(until), code, reason })),
    createdAt: isoOf(channel.createdAt),
  };
}

const isoOf = (at: number): string => new Date(at).toISOString();
