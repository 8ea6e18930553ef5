import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import { type InboundServices, receiveDelivery } from '../../src/domain/inbound.ts';
import type { Channel, Conversation, Message } from '../../src/store/records.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { addChannel } from '../store/conformance/fixture.ts';
import { phoneNumberId } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

/** When the virtual clock starts: a moment after the timestamps of the test messages. */
export const NOW = 1_790_000_000_000;

/** A real store with the channel that the test deliveries name. */
export interface World {
  store: Store;
  clock: VirtualClock;
  channel: Channel;
  /** How often something was queued. */
  queued: () => number;
  /** How often a file to be fetched was told of. */
  filesTold: () => number;
  receive(delivery: unknown, store?: Store): ReturnType<typeof receiveDelivery>;
  conversations(of?: Channel): Promise<Conversation[]>;
  /** The messages of all conversations, in order of arrival within each. */
  messages(of?: Channel): Promise<Message[]>;
  close(): Promise<void>;
}

export type WorldSettings = Partial<Pick<InboundServices, 'notifyCrm' | 'contactNames' | 'groupMessages'>>;

/** What taking in needs, for those whom nobody has to wake. */
export const intakeServices = (store: Store, clock: Clock) =>
  ({
    store,
    clock,
    notifyCrm: true,
    contactNames: 'fill',
    groupMessages: 'quarantine',
    onQueued() {},
    onFile() {},
  }) as const satisfies InboundServices;

export async function openWorld(settings: WorldSettings = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'domain-'));
  const clock = createVirtualClock(NOW);
  const store = openSqliteStore({ path: join(folder, 'provider.db'), secrets: createSecretBox([Buffer.alloc(32, 1)]), now: clock.now });
  const channel = await addChannel(store, { phoneNumberId });
  let queued = 0;
  let filesTold = 0;
  const onQueued = () => {
    queued += 1;
  };
  const onFile = () => {
    filesTold += 1;
  };
  const conversations = async (of = channel) => (await store.conversations(of.id, { limit: 10_000 })).toReversed();
  return {
    store,
    clock,
    channel,
    queued: () => queued,
    filesTold: () => filesTold,
    receive(delivery, through = store) {
      return receiveDelivery(
        { ...intakeServices(through, clock), ...settings, onQueued, onFile },
        Buffer.isBuffer(delivery) ? delivery : Buffer.from(JSON.stringify(delivery)),
      );
    },
    conversations,
    async messages(of = channel) {
      const lists = await Promise.all(
        (await conversations(of)).map(async ({ id }) => (await store.messages(of.id, id, { limit: 10_000 })).toReversed()),
      );
      return lists.flat();
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
