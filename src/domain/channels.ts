import { AppError } from '../errors.ts';
import { type ChannelId, newChannelId, newContactId } from '../store/ids.ts';
import type { Channel } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

/**
 * The channel that Pipedrive's call is about. Throws NOT_FOUND for one that never was or was deleted, FORBIDDEN for one that the operator
 * switched off, ACCOUNT_SUSPENDED for one whose WhatsApp account is blocked.
 */
export async function usableChannel(store: Pick<Store, 'channel'>, id: string): Promise<Channel> {
  const channel = await store.channel(id);
  if (!channel || channel.state === 'deleted')
    throw new AppError('NOT_FOUND', 'There is no such channel. It may have been deleted; connect it again to get a new one.');
  if (channel.state === 'disabled') throw switchedOff();
  if (channel.state === 'suspended') {
    throw new AppError(
      'ACCOUNT_SUSPENDED',
      'WhatsApp has suspended the account behind this channel. Its owner has to settle that with Meta.',
    );
  }
  return channel;
}

const switchedOff = (): AppError =>
  new AppError('FORBIDDEN', 'This channel is switched off. Ask the operator of the provider to switch it on.');

/** What connects a phone number. */
export interface ChannelCredentials {
  name: string;
  phoneNumberId: string;
  businessAccountId: string;
  accessToken: string;
}

/** The channel of a phone number, made if there is none; its access token is brought up to date. */
export async function ensureChannel(store: Store, credentials: ChannelCredentials, now: number): Promise<Channel> {
  return store.transaction(async (tx) => {
    const known = await tx.channelByPhoneNumberId(credentials.phoneNumberId);
    if (known) {
      await tx.setChannelAccessToken(known.id, credentials.accessToken);
      return known;
    }
    const channel: Channel = {
      id: newChannelId(),
      name: credentials.name,
      state: 'active',
      phoneNumberId: credentials.phoneNumberId,
      businessAccountId: credentials.businessAccountId,
      sourceUserId: newContactId(),
      installationId: null,
      providerType: 'whatsapp',
      avatarUrl: null,
      templateSupport: true,
      registration: { state: 'none', note: null, at: null },
      createdAt: now,
    };
    await tx.insertChannel(channel, credentials.accessToken);
    return channel;
  });
}

/**
 * Disconnects a channel, as Pipedrive asks it to; its phone number is free for another one, and nothing that waited is pushed any more. A second time changes nothing. Throws NOT_FOUND
 * for one that never was, FORBIDDEN for one that the operator switched off.
 */
export async function deleteChannel(store: Store, id: string): Promise<void> {
  const channel = await store.channel(id);
  if (!channel) throw new AppError('NOT_FOUND', 'There is no such channel.');
  if (channel.state === 'disabled') throw switchedOff();
  if (channel.state === 'deleted') return;
  await store.transaction((tx) => closeChannel(tx, channel.id));
}

/** Marks a channel as deleted and takes back what waited for its inbox. */
export async function closeChannel(tx: StoreTransaction, id: ChannelId): Promise<void> {
  await tx.setChannelState(id, 'deleted');
  await tx.setRegistration(id, { state: 'none', note: null, at: null });
  await tx.withdrawAll(id, 'crm');
}
