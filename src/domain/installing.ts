import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { ChannelId, InstallationId } from '../store/ids.ts';
import type { Channel, Grant, Installation, InstallingUser } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

/** What Pipedrive is asked when somebody installs. Both throw an AppError PIPEDRIVE_FAILED that says what to do. */
export interface InstallingPipedrive {
  exchange(code: string): Promise<Grant>;
  userOf(grant: Grant): Promise<InstallingUser>;
}

export interface InstallOptions {
  store: Store;
  clock: Clock;
  pipedrive: InstallingPipedrive;
  /** The channel of the settings' phone number. */
  firstChannelId: ChannelId;
}

/** An installation that was just made, and the channels that are its own. */
export interface Installed {
  installation: Installation;
  channels: Channel[];
}

/**
 * Turns a code into an installation. The channel of the settings, as long as nobody has it, becomes that of the first administrator who installs: only those may register
 * channels. All its channels are to be registered (again): an uninstall takes them out of the inbox. What waited for them may go.
 */
export async function install({ store, clock, pipedrive, firstChannelId }: InstallOptions, code: string): Promise<Installed> {
  const grant = await pipedrive.exchange(code);
  const user = await pipedrive.userOf(grant);
  return store.transaction(async (tx) => {
    const now = clock.now();
    const id = await tx.saveInstallation(user, grant, now);
    if (user.isAdmin) await giveFirstChannel(tx, id, firstChannelId);
    const channels = (await tx.channelsOfInstallation(id)).filter(({ state }) => state !== 'deleted');
    for (const channel of channels) {
      await tx.setRegistration(channel.id, { state: 'pending', note: null, at: now });
      // One that the operator paused stays held.
      if (channel.state === 'active') await tx.release(channel.id, 'crm', now);
    }
    return { installation: (await tx.installation(id)) as Installation, channels };
  });
}

async function giveFirstChannel(tx: StoreTransaction, id: InstallationId, channelId: ChannelId): Promise<void> {
  const channel = await tx.channel(channelId);
  if (channel && channel.state !== 'deleted' && channel.installationId === null) await tx.setChannelInstallation(channelId, id);
}

const DAY_MS = 24 * 3_600_000;

/** Ends an installation: its tokens are gone at once, what belongs to it after the days of grace. */
export async function endInstallation(
  tx: Pick<StoreTransaction, 'endInstallation'>,
  id: InstallationId,
  { now, graceDays, note }: { now: number; graceDays: number; note: string },
): Promise<void> {
  await tx.endInstallation(id, { at: now, eraseAt: now + graceDays * DAY_MS, note });
}

/** What Pipedrive tells when a user takes the app away. */
export interface UninstallNotice {
  companyId: number;
  userId: number;
  /** When it happened, UTC milliseconds; undefined when that cannot be read. */
  at: number | undefined;
}

/** Two clocks are compared, ours and Pipedrive's. */
const CLOCKS_DIFFER_MS = 60_000;

export type UninstallOutcome = 'ended' | 'unknown' | 'ended-before' | 'outdated';

/** Carries a notice out. One from before the newest consent is not about the tokens we have, and changes nothing. */
export function uninstall(
  store: Store,
  { companyId, userId, at }: UninstallNotice,
  { now, graceDays }: { now: number; graceDays: number },
): Promise<UninstallOutcome> {
  return store.transaction(async (tx) => {
    const installation = await tx.installationByUser({ companyId, userId });
    if (!installation) return 'unknown';
    if (installation.state === 'uninstalled') return 'ended-before';
    if (at !== undefined && at + CLOCKS_DIFFER_MS < installation.allowedAt) return 'outdated';
    await endInstallation(tx, installation.id, { now, graceDays, note: 'uninstalled in Pipedrive' });
    return 'ended';
  });
}

/** Keeps whether a user shares the app; false when the installation is not known. */
export function share(store: Store, user: Pick<InstallingUser, 'companyId' | 'userId'>, isShared: boolean): Promise<boolean> {
  return store.transaction(async (tx) => {
    const installation = await tx.installationByUser(user);
    if (!installation) return false;
    await tx.setInstallationShared(installation.id, isShared);
    return true;
  });
}

/** One more way to say that there is no such installation: yours, not yours and never there look alike. */
export const noSuchInstallation = (): AppError =>
  new AppError('NOT_FOUND', 'There is no such installation. GET /console/installations names them.');
