import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { components } from '../../generated/pipedrive-provider/types.ts';
import type { AppParts } from '../../src/app.ts';
import { type ChannelId, newChannelId, newContactId } from '../../src/store/ids.ts';
import type { Channel, ChannelState } from '../../src/store/records.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { startProvider, type TestProvider } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';

export type Conversation = components['schemas']['Conversation'];

export const START = Date.parse('2026-11-20T09:00:00Z');
export const ANA = '15551230001';

/** A running provider with both simulators on a virtual clock, and a SQLite store that fails when it is told to. */
export interface Stage extends TestProvider {
  clock: VirtualClock;
  dataDir: string;
  /** From now on every call on the store, or only its transactions, fails with this; `undefined` mends it. */
  breakStore(fault: Error | undefined, only?: 'transaction'): void;
  /** How often a method of the store was called. */
  storeCalls(name: keyof Store): number;
  /** A customer writes on the simulated phone, which opens the window; the time is the clock's. Resolves with the webhook's answer. */
  write(text: string, options?: { from?: string; name?: string; phone?: string }): Promise<{ status: number; body: string }>;
  /** The conversations of the first page, the newest first. */
  conversations(query?: string): Promise<Conversation[]>;
  setState(state: ChannelState, channelId?: string): Promise<void>;
  /** A second channel with a phone number of its own. */
  addChannel(phoneNumberId: string): Promise<Channel>;
  /** Names of the files in the media folder. */
  mediaFiles(): Promise<string[]>;
  /** Reads committed rows over a connection of its own. */
  rows(sql: string): Record<string, unknown>[];
}

interface StageOptions {
  env?: Record<string, string>;
  parts?: Omit<AppParts, 'clock' | 'log' | 'store'>;
}

export async function startStage({ env, parts }: StageOptions = {}): Promise<Stage> {
  const clock = createVirtualClock(START);
  const dataDir = await mkdtemp(join(tmpdir(), 'contract-'));
  const file = join(dataDir, 'provider.db');
  const { store, breakStore, storeCalls } = breakable(
    openSqliteStore({ path: file, secrets: createSecretBox([Buffer.alloc(32, 7)]), now: () => clock.now() }),
  );
  const provider = await startProvider({ clock, dataDir, ...(env ? { env } : {}), parts: { ...parts, store } });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= provider.stop());
  return {
    ...provider,
    stop,
    clock,
    dataDir,
    breakStore,
    storeCalls,
    write: (text, { from = ANA, name = 'Ana Pereira', phone } = {}) => {
      const messages = [textMessage(text, { from, at: clock.now() })];
      return provider.peers.whatsapp.deliver(
        JSON.stringify(deliveryOf(changeOf({ messages, ...(phone ? { phone } : {}) }, { from, name }))),
      );
    },
    async conversations(query = '') {
      const answer = await provider.call(`/api/channels/${provider.channelId}/conversations${query}`);
      return (answer.json as { data: Conversation[] }).data;
    },
    setState: (state, channelId = provider.channelId) => store.transaction(async (tx) => tx.setChannelState(channelId as ChannelId, state)),
    async addChannel(phoneNumberId) {
      const channel: Channel = {
        id: newChannelId(),
        name: 'Second line',
        state: 'active',
        phoneNumberId,
        businessAccountId: '102290129340398',
        sourceUserId: newContactId(),
        installationId: null,
        providerType: 'whatsapp',
        avatarUrl: null,
        templateSupport: true,
        registration: { state: 'none', note: null, at: null },
        createdAt: clock.now(),
      };
      await store.transaction(async (tx) => tx.insertChannel(channel, 'EAAsecond'));
      return channel;
    },
    async mediaFiles() {
      return readdir(join(dataDir, 'media')).catch(() => []);
    },
    rows(sql) {
      const reader = new DatabaseSync(file, { readOnly: true });
      try {
        return reader.prepare(sql).all();
      } finally {
        reader.close();
      }
    },
    async stopAll() {
      breakStore(undefined);
      await stop();
      await provider.peers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same store, whose methods fail while it is broken and are counted. Closing a second time does nothing. */
function breakable(real: Store): { store: Store } & Pick<Stage, 'breakStore' | 'storeCalls'> {
  let fault: Error | undefined;
  let broken: string | undefined;
  let closed: Promise<void> | undefined;
  const calls = new Map<string | symbol, number>();
  const close = () => (closed ??= real.close());
  const store = new Proxy(real, {
    get(target, name, receiver) {
      if (name === 'close') return close;
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        return fault && (broken ?? name) === name ? Promise.reject(fault) : Reflect.apply(value, target, args);
      };
    },
  });
  return {
    store,
    breakStore(next, only) {
      fault = next;
      broken = only;
    },
    storeCalls: (name) => calls.get(name) ?? 0,
  };
}

/** The one conversation there is, with its two participants told apart. */
export async function onlyConversation(stage: Stage) {
  const [conversation] = await stage.conversations();
  if (!conversation) throw new Error('nobody has written yet');
  const idOf = (role: string) => conversation.participants.find((participant) => participant.role === role)?.id ?? '';
  return { conversation, id: conversation.id, sourceUserId: idOf('source_user'), endUserId: idOf('end_user') };
}
