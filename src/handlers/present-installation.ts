import type { components } from '../../generated/console/types.ts';
import type { Channel, Installation } from '../store/records.ts';

const dateOf = (at: number): string => new Date(at).toISOString();
const dateOrNull = (at: number | null): string | null => (at === null ? null : dateOf(at));

/** An installation as the console shows it; tokens are no part of the record. */
export const presentInstallation = (installation: Installation, channels: readonly Channel[]): components['schemas']['Installation'] => ({
  id: installation.id,
  state: installation.state,
  note: installation.note,
  company: { id: installation.companyId, name: installation.companyName },
  user: { id: installation.userId, name: installation.userName, admin: installation.isAdmin },
  scopes: [...installation.scopes],
  apiDomain: installation.apiDomain,
  shared: installation.shared,
  channels: channels.filter(({ installationId, state }) => installationId === installation.id && state !== 'deleted').map(({ id }) => id),
  installedAt: dateOf(installation.installedAt),
  allowedAt: dateOf(installation.allowedAt),
  refreshedAt: dateOf(installation.refreshedAt),
  accessExpiresAt: dateOf(installation.accessExpiresAt),
  uninstalledAt: dateOrNull(installation.uninstalledAt),
  eraseAt: dateOrNull(installation.eraseAt),
});
