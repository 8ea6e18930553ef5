import type { ChannelId } from '../store/ids.ts';
import type { StoreTransaction } from '../store/store.ts';

/** Long enough that nobody refreshes it. */
const NEVER = Date.UTC(9999, 0);

/**
 * Connects a channel to a company under a token that never ends and cannot be refreshed, as registered there: for simulators, benchmarks and tests, which have no
 * OAuth conversation to hold and put the channel into the inbox themselves.
 */
export async function connectLastingly(
  tx: Pick<StoreTransaction, 'saveInstallation' | 'setChannelInstallation' | 'setRegistration'>,
  channelId: ChannelId,
  { accessToken, apiDomain, companyId = 1 }: { accessToken: string; apiDomain: string; companyId?: number },
): Promise<void> {
  const user = { companyId, userId: 1, companyName: 'Sandbox', userName: 'Salesperson', isAdmin: true };
  const grant = { accessToken, refreshToken: '', accessExpiresAt: NEVER, apiDomain, scopes: ['base', 'messengers-integration'] };
  await tx.setChannelInstallation(channelId, await tx.saveInstallation(user, grant, 0));
  await tx.setRegistration(channelId, { state: 'registered', note: null, at: 0 });
}
