import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { type ChannelId, type InstallationId, newChannelId, newContactId } from '../store/ids.ts';
import type { Channel, ProviderType } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { assertUnguessable } from './channel-id.ts';
import { closeChannel } from './channels.ts';
import type { ChannelsApi, ChannelsApiResult, ConnectedChannel, Registrations } from './registrations.ts';

/** What the operator's doings with channels need. */
export interface ChannelLifeServices {
  store: Store;
  clock: Clock;
  registrations: Registrations;
  /** Undefined: PIPEDRIVE_CHANNELS is `off`. */
  api: ChannelsApi | undefined;
  /** What waited may go on. */
  onQueued(): void;
}

export interface NewChannel {
  name: string;
  /** The id Pipedrive is to call it by; one is made when none is given. */
  id: string | undefined;
  providerType: ProviderType;
  avatarUrl: string | null;
  templateSupport: boolean;
  phoneNumberId: string;
  businessAccountId: string;
  accessToken: string;
  installationId: string | undefined;
}

/** As long as the operator leaves it so; ended by `resumeChannel` alone. */
const UNTIL_RESUMED = Date.UTC(9999, 0);

const noSuchChannel = (): AppError => new AppError('NOT_FOUND', 'There is no such channel. List them to see their ids.');

/**
 * Makes a channel and, where an installation is named, registers it there: stored first, because Pipedrive asks for its conversations before it answers. What became of the
 * registration stands in the channel. Throws INVALID_REQUEST for an id that can be guessed or an installation that is not there, CONFLICT for an id or a phone number that another channel has.
 */
export async function createChannel({ store, clock, registrations, api }: ChannelLifeServices, wanted: NewChannel): Promise<Channel> {
  const { accessToken, installationId, id, ...own } = wanted;
  if (id !== undefined) assertUnguessable(id);
  const made = await store.transaction(async (tx) => {
    const owner = await tx.channelByPhoneNumberId(own.phoneNumberId);
    if (owner)
      throw new AppError(
        'CONFLICT',
        `The phone number id belongs to channel ${owner.id} already. Delete that one first, or connect it instead.`,
      );
    if (id !== undefined && (await tx.channel(id)))
      throw new AppError('CONFLICT', 'A channel has or had this id. Leave it out, and one is made.');
    const channel: Channel = {
      ...own,
      id: (id ?? newChannelId()) as ChannelId,
      state: 'active',
      sourceUserId: newContactId(),
      installationId: installationId === undefined ? null : await usableInstallation(tx, installationId),
      registration: { state: 'none', note: null, at: null },
      createdAt: clock.now(),
    };
    await tx.insertChannel(channel, accessToken);
    return channel;
  });
  return made.installationId !== null && api ? registrations.register(made.id) : made;
}

/**
 * Registers a channel (again), under another installation when one is named: one of the same company, if the channel has a company, because its messages are that company's.
 * Throws NOT_FOUND, INVALID_REQUEST, CONFLICT.
 */
export async function connectChannel(
  { registrations }: ChannelLifeServices,
  id: string,
  installationId: string | undefined,
): Promise<Channel> {
  if (installationId === undefined) return registrations.register(id as ChannelId);
  return registrations.register(id as ChannelId, async (tx, channel) => {
    const next = await usableInstallation(tx, installationId);
    const before = channel.installationId === null ? undefined : await tx.installation(channel.installationId);
    if (before && before.companyId !== (await tx.installation(next))?.companyId) {
      throw new AppError('CONFLICT', "This channel's messages belong to another company. Make a channel of its own for this one.");
    }
    return next;
  });
}

/**
 * Pauses a channel: Pipedrive's calls are answered with 403, and what is to go into its inbox waits. What customers write is stored as ever, their files are fetched, and what was accepted
 * from a salesperson before still goes out. Throws NOT_FOUND, CONFLICT for one that WhatsApp suspended.
 */
export async function pauseChannel({ store, clock }: ChannelLifeServices, id: string): Promise<Channel> {
  return store.transaction(async (tx) => {
    const channel = await switchable(tx, id);
    await tx.setChannelState(channel.id, 'disabled');
    const hold = { channelId: channel.id, destination: 'crm', until: UNTIL_RESUMED, code: 0, reason: 'paused by the operator' } as const;
    await tx.hold(hold, clock.now());
    return { ...channel, state: 'disabled' };
  });
}

/** Ends a pause; what waited goes on. A channel that is not paused stays as it is. Throws as `pauseChannel` does. */
export async function resumeChannel({ store, clock, onQueued }: ChannelLifeServices, id: string): Promise<Channel> {
  const resumed = await store.transaction(async (tx): Promise<Channel> => {
    const channel = await switchable(tx, id);
    if (channel.state === 'active') return channel;
    await tx.setChannelState(channel.id, 'active');
    await tx.release(channel.id, 'crm', clock.now());
    return { ...channel, state: 'active' };
  });
  onQueued();
  return resumed;
}

/**
 * Deletes a channel: in Pipedrive first, with all its conversations there, then here; with `onlyHere` Pipedrive is not asked. Throws NOT_FOUND, CONFLICT when Pipedrive refuses,
 * PIPEDRIVE_UNAVAILABLE when it cannot be asked now; then nothing is deleted.
 */
export async function removeChannel(
  { store, clock, registrations, api }: ChannelLifeServices,
  id: string,
  onlyHere: boolean,
): Promise<Channel> {
  await registrations.settled(id as ChannelId);
  const channel = await store.channel(id);
  if (!channel || channel.state === 'deleted') throw noSuchChannel();
  const isThere = channel.registration.state === 'registered' || channel.registration.state === 'pending';
  const asked = !onlyHere && api && isThere && isConnected(channel) ? await api.remove(channel) : undefined;
  await settle(
    store,
    asked,
    clock.now(),
    (tx) => closeChannel(tx, channel.id),
    'Delete it with onlyHere=true to leave Pipedrive out of it.',
  );
  return { ...channel, state: 'deleted', registration: { state: 'none', note: null, at: null } };
}

/**
 * Removes a conversation from Pipedrive's inbox. It stays here, and comes back there, whole, with the next message in it. Throws NOT_FOUND, and CONFLICT and PIPEDRIVE_UNAVAILABLE as
 * `removeChannel` does.
 */
export async function removeConversation({ store, clock, api }: ChannelLifeServices, id: string, conversationId: string): Promise<void> {
  const channel = await store.channel(id);
  if (!channel || channel.state === 'deleted') throw noSuchChannel();
  const conversation = await store.conversation(channel.id, conversationId);
  if (!conversation) throw new AppError('NOT_FOUND', 'This channel has no such conversation.');
  if (!api) throw new AppError('CONFLICT', 'PIPEDRIVE_CHANNELS is off, so that nothing of it was put into an inbox.');
  if (!isConnected(channel)) throw new AppError('CONFLICT', 'No Pipedrive company is connected to this channel.');
  await settle(store, await api.removeConversation(channel, conversation.id), clock.now(), async () => {}, '');
}

const isConnected = (channel: Channel): channel is ConnectedChannel => channel.installationId !== null;

async function settle(
  store: Store,
  asked: ChannelsApiResult | undefined,
  now: number,
  done: (tx: StoreTransaction) => Promise<void>,
  remedy: string,
): Promise<void> {
  const end = asked?.end ?? ({ kind: 'done' } as const);
  await store.transaction(async (tx) => {
    await asked?.record(tx);
    if (end.kind === 'done') await done(tx);
  });
  if (end.kind === 'done') return;
  const text = `Nothing was deleted: ${end.note}. ${remedy}`.trim();
  if (end.kind === 'refused') throw new AppError('CONFLICT', text);
  throw new AppError('PIPEDRIVE_UNAVAILABLE', text, { retryAt: end.retryAt ?? now + 10_000 });
}

async function existing(tx: StoreTransaction, id: string): Promise<Channel> {
  const channel = await tx.channel(id);
  if (!channel || channel.state === 'deleted') throw noSuchChannel();
  return channel;
}

async function switchable(tx: StoreTransaction, id: string): Promise<Channel> {
  const channel = await existing(tx, id);
  if (channel.state === 'suspended')
    throw new AppError('CONFLICT', 'WhatsApp has suspended the account behind this channel; nothing can be switched here.');
  return channel;
}

async function usableInstallation(tx: StoreTransaction, id: string): Promise<InstallationId> {
  const installation = await tx.installation(id);
  if (!installation)
    throw new AppError('INVALID_REQUEST', 'There is no such installation: installationId must be one of those that are listed.');
  if (installation.state !== 'active')
    throw new AppError(
      'CONFLICT',
      `This installation cannot be used: ${installation.note ?? installation.state}. Let the user install the app again.`,
    );
  return installation.id;
}
