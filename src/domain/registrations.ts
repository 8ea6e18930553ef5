import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { ChannelId, ConversationId, InstallationId } from '../store/ids.ts';
import type { Channel } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

/** A channel that belongs to an installation. */
export type ConnectedChannel = Channel & { installationId: InstallationId };

/** What a call on Pipedrive about a channel came to: as asked, refused until a person changes something, or worth another try (`retryAt` where it is known when). */
export type ChannelsApiEnd = { kind: 'done' } | { kind: 'refused'; note: string } | { kind: 'later'; note: string; retryAt?: number };

export interface ChannelsApiResult {
  end: ChannelsApiEnd;
  record(tx: StoreTransaction): Promise<void>;
}

/** Pipedrive's Channels API as far as the life of a channel needs it. */
export interface ChannelsApi {
  add(channel: ConnectedChannel, by: 'person' | 'queue'): Promise<ChannelsApiResult>;
  remove(channel: ConnectedChannel): Promise<ChannelsApiResult>;
  removeConversation(channel: ConnectedChannel, conversationId: ConversationId): Promise<ChannelsApiResult>;
}

export interface RegistrationOptions {
  store: Store;
  clock: Clock;
  /** Undefined: PIPEDRIVE_CHANNELS is `off`, and nobody is registered. */
  api: ChannelsApi | undefined;
  /** How often to look for channels that another process left pending. */
  pollMs: number;
  /** What waited for the channel may go now. */
  onRegistered(): void;
  onError(error: unknown): void;
}

/** Brings channels into Pipedrive's inbox and keeps at it until it took them or a person has to act. */
export interface Registrations {
  /**
   * Registers a channel now, under the installation that `choose` names, where it is given, once everything else allows it. Resolves with the channel as it is afterwards; its registration
   * says what came of it. Throws NOT_FOUND, CONFLICT, and what `choose` throws; then nothing was changed.
   */
  register(id: ChannelId, choose?: (tx: StoreTransaction, channel: Channel) => Promise<InstallationId>): Promise<Channel>;
  /** Resolves when no registration of the channel is under way. */
  settled(id: ChannelId): Promise<void>;
  /** Takes up what is pending, from before a crash too. */
  start(): void;
  /** Something became pending, and waiting longer makes no sense: takes up everything that is. */
  wake(): void;
  /** Begins nothing more, and resolves when what is under way is settled. */
  stop(): Promise<void>;
}

const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 10 * 60_000;
const SHORTEST_SLEEP_MS = 1000;

export function createRegistrations({ store, clock, api, pollMs, onRegistered, onError }: RegistrationOptions): Registrations {
  /** Channels being registered, so that nobody registers one twice at a time. */
  const underWay = new Map<string, Promise<void>>();
  const retries = new Map<string, { at: number; attempts: number }>();
  let running = false;
  let looking: Promise<void> | undefined;
  let cancelTimer = () => {};

  const attempt = (channel: ConnectedChannel, by: 'person' | 'queue', calls: ChannelsApi): Promise<void> => {
    const already = underWay.get(channel.id);
    if (already) return already;
    const work = calls
      .add(channel, by)
      .then((result) => settle(channel, result))
      .finally(() => underWay.delete(channel.id));
    underWay.set(channel.id, work);
    return work;
  };

  /** How it ended is told by whoever began it. */
  const settled = async (id: ChannelId): Promise<void> => underWay.get(id)?.catch(() => {});

  const settle = async ({ id }: Channel, { end, record }: ChannelsApiResult): Promise<void> => {
    const now = clock.now();
    if (end.kind === 'later') putOff(id, end.retryAt, now);
    else retries.delete(id);
    const isIn = await store.transaction(async (tx) => {
      await record(tx);
      const channel = await tx.channel(id);
      if (!channel || channel.state === 'deleted') return false;
      if (end.kind !== 'done') {
        await tx.setRegistration(id, { state: stateAfter(channel, end), note: end.note, at: now });
        return false;
      }
      await tx.setRegistration(id, { state: 'registered', note: null, at: now });
      if (channel.state === 'active') await tx.release(id, 'crm', now);
      return true;
    });
    if (isIn) onRegistered();
  };

  const putOff = (id: string, retryAt: number | undefined, now: number): void => {
    const attempts = (retries.get(id)?.attempts ?? 0) + 1;
    const own = now + Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_RETRY_MS);
    retries.set(id, { at: retryAt ?? own, attempts });
  };

  /** Registers what is pending and due, then sleeps until the next is. */
  const round = async (calls: ChannelsApi): Promise<void> => {
    const pending = (await store.channels()).filter(isPending);
    for (const id of retries.keys()) if (!pending.some((channel) => channel.id === id)) retries.delete(id);
    const isDue = ({ id }: Channel) => (retries.get(id)?.at ?? 0) <= clock.now();
    for (const channel of pending.filter(isDue)) {
      if (!running) return;
      await attempt(channel, 'queue', calls).catch(takeUpLater(channel));
    }
  };

  /** A fault of ours: the channel stays pending. */
  const takeUpLater =
    ({ id }: Channel) =>
    (error: unknown): void => {
      putOff(id, undefined, clock.now());
      onError(error);
    };

  const look = (): void => {
    cancelTimer();
    if (!running || !api) return;
    if (looking) return;
    looking = round(api)
      .catch(onError)
      .finally(() => {
        looking = undefined;
        sleep();
      });
  };

  const sleep = (): void => {
    cancelTimer();
    if (!running) return;
    const now = clock.now();
    const next = Math.min(now + pollMs, ...[...retries.values()].map(({ at }) => at));
    cancelTimer = clock.after(Math.max(next - now, SHORTEST_SLEEP_MS), look);
  };

  return {
    async register(id, choose) {
      if (!api) {
        throw new AppError('CONFLICT', 'Nothing is registered while PIPEDRIVE_CHANNELS is off. Set it to probe or on, and start again.');
      }
      const asked = await store.transaction(async (tx) => {
        const channel = registrable(await tx.channel(id));
        const installationId = choose ? await choose(tx, channel) : channel.installationId;
        if (installationId === null) throw new AppError('CONFLICT', NO_COMPANY);
        if (installationId !== channel.installationId) await tx.setChannelInstallation(id, installationId);
        // Before Pipedrive is called: it asks for the conversations before it answers, and after a crash this is what is taken up again.
        if (channel.registration.state !== 'registered') await tx.setRegistration(id, { state: 'pending', note: null, at: clock.now() });
        return { ...channel, installationId };
      });
      // One that is under way under another installation says nothing about this one.
      if (choose) await settled(id);
      await attempt(asked, 'person', api).catch(takeUpLater(asked));
      sleep();
      return (await store.channel(id)) ?? asked;
    },
    settled,
    start() {
      running = true;
      look();
    },
    wake() {
      retries.clear();
      look();
    },
    async stop() {
      running = false;
      cancelTimer();
      await Promise.allSettled([looking, ...underWay.values()]);
    },
  };
}

const NO_COMPANY = 'This channel belongs to no Pipedrive company yet. Name the installation it is to be registered under (installationId).';

function registrable(channel: Channel | undefined): Channel {
  if (!channel || channel.state === 'deleted') throw new AppError('NOT_FOUND', 'There is no such channel. List them to see their ids.');
  if (channel.state === 'active') return channel;
  throw new AppError(
    'CONFLICT',
    'A channel that is switched off cannot be registered: Pipedrive reads its conversations at once. Resume it first.',
  );
}

/** A channel that Pipedrive has stays registered when a repeat fails: its messages go on. */
const stateAfter = ({ registration }: Channel, { kind }: Exclude<ChannelsApiEnd, { kind: 'done' }>): Channel['registration']['state'] => {
  if (registration.state === 'registered') return 'registered';
  return kind === 'refused' ? 'refused' : 'pending';
};

const isPending = (channel: Channel): channel is ConnectedChannel =>
  channel.state === 'active' && channel.registration.state === 'pending' && channel.installationId !== null;
