import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach } from 'vitest';
import {
  type ChannelId,
  type ConversationId,
  type InstallationId,
  newChannelId,
  newContactId,
  newConversationId,
} from '../../../src/store/ids.ts';
import type { Channel, Destination, Grant, InstallingUser, Job, LinkEvidence } from '../../../src/store/records.ts';
import type { NewMessage, Store, StoreTransaction } from '../../../src/store/store.ts';

/** One empty store, and what a test does to it from outside. */
export interface StoreHarness {
  store: Store;
  /** Closes the store and opens the same data again; with other keys when some are given. */
  reopen(keys?: readonly Buffer[]): Promise<Store>;
  /** Everything the engine keeps on disk, as it stands there. */
  bytesAtRest(): Promise<Buffer>;
  /** Closes and removes everything. */
  dispose(): Promise<void>;
}

export type OpenStore = () => Promise<StoreHarness>;

/** The key a harness opens its store with. */
export const firstKey = Buffer.alloc(32, 7);

/** An instant to count from: the store never looks at a clock of its own. */
export const T = 1_790_000_000_000;

/** A fresh store for each test of a group. */
export function withStore(open: OpenStore): () => StoreHarness {
  let harness: StoreHarness | undefined;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(async () => {
    await harness?.dispose();
    harness = undefined;
  });
  return () => {
    if (!harness) throw new Error('no store is open');
    return harness;
  };
}

let phoneNumbers = 100_000;

export function newChannel(changes: Partial<Channel> = {}): Channel {
  return {
    id: newChannelId(),
    name: 'WhatsApp',
    state: 'active',
    phoneNumberId: String(phoneNumbers++),
    businessAccountId: '102290129340398',
    sourceUserId: newContactId(),
    installationId: null,
    providerType: 'whatsapp',
    avatarUrl: null,
    templateSupport: true,
    registration: { state: 'none', note: null, at: null },
    createdAt: T,
    ...changes,
  };
}

export const newGrant = (changes: Partial<Grant> = {}): Grant => ({
  accessToken: 'access',
  refreshToken: 'refresh',
  accessExpiresAt: T + 3_600_000,
  apiDomain: 'https://acme.pipedrive.com',
  scopes: ['base', 'messengers-integration'],
  ...changes,
});

/** An installation of the company's user. */
export const install = (store: Store, grant: Partial<Grant> = {}, user: Partial<InstallingUser> = {}, at = T): Promise<InstallationId> =>
  store.transaction(async (tx) =>
    tx.saveInstallation({ companyId: 1, userId: 11, companyName: 'Acme', userName: 'Ana', isAdmin: true, ...user }, newGrant(grant), at),
  );

export async function addChannel(store: Store, changes: Partial<Channel> = {}, accessToken = 'token'): Promise<Channel> {
  const channel = newChannel(changes);
  await store.transaction(async (tx) => tx.insertChannel(channel, accessToken));
  return channel;
}

/** What makes a link, where nothing but the time matters. */
export const linked = (at: number): LinkEvidence => ({ at, reason: 'first-message', via: null });

/** A contact with a conversation; returns both ids. */
export async function addConversation(tx: StoreTransaction, channelId: ChannelId, name = 'Ana') {
  const contactId = newContactId();
  const id = newConversationId();
  await tx.insertContact(channelId, { id: contactId, name }, T);
  await tx.insertConversation(channelId, { id, contactId, createdAt: T });
  return { id, contactId };
}

export const newMessage = (changes: Partial<NewMessage> = {}): NewMessage => ({
  direction: 'inbound',
  type: 'text',
  text: 'hello',
  rank: 2,
  failure: null,
  createdAt: T,
  replyBy: null,
  wamid: null,
  deliveryId: null,
  fingerprint: null,
  address: null,
  ...changes,
});

export interface Place {
  channelId: ChannelId;
  conversationId: ConversationId;
}

/** A channel with one conversation. */
export async function addPlace(store: Store): Promise<Place> {
  const { id: channelId } = await addChannel(store);
  const { id: conversationId } = await store.transaction((tx) => addConversation(tx, channelId));
  return { channelId, conversationId };
}

/** Another conversation of the same channel. */
export async function addNeighbour(store: Store, { channelId }: Place): Promise<Place> {
  const { id: conversationId } = await store.transaction((tx) => addConversation(tx, channelId));
  return { channelId, conversationId };
}

interface Due {
  now?: number;
  dueAt?: number;
  destination?: Destination;
}

export const enqueue = (store: Store, place: Place, seq: number, { now = T, dueAt = now, destination = 'crm' }: Due = {}): Promise<void> =>
  store.transaction(async (tx) => tx.enqueue({ ...place, seq, destination }, { now, dueAt }));

interface ClaimOptions {
  now?: number;
  leaseMs?: number;
  limit?: number;
  destination?: Destination;
}

export const LEASE_MS = 60_000;

export const claim = (store: Store, { now = T, leaseMs = LEASE_MS, limit = 100, destination = 'crm' }: ClaimOptions = {}): Promise<Job[]> =>
  store.transaction(async (tx) => tx.claim({ destination, now, leaseUntil: now + leaseMs, newLease: randomUUID, limit }));

/** Claims and expects exactly one job. */
export async function claimOne(store: Store, options: ClaimOptions = {}): Promise<Job> {
  const jobs = await claim(store, options);
  const [job] = jobs;
  if (!job || jobs.length !== 1) throw new Error(`claimed ${jobs.length} jobs instead of one`);
  return job;
}

export const complete = (store: Store, job: Job, now = T): Promise<boolean> => store.transaction(async (tx) => tx.complete(job, now));

export const retry = (store: Store, job: Job, at: number, countAttempt = true, now = T): Promise<boolean> =>
  store.transaction(async (tx) => tx.retry(job, { now, at, countAttempt }));

export const bury = (store: Store, job: Job, now = T): Promise<boolean> =>
  store.transaction(async (tx) => (await tx.bury(job, { now, code: 131026, reason: 'undeliverable' })) !== 'lost');

export const postpone = (store: Store, job: Job, at: number, now = T): Promise<boolean> =>
  store.transaction(async (tx) => tx.postpone(job, { now, at }));

/** Seqs of what can be claimed now, each completed at once, in the order they come. */
export async function drain(store: Store, now = T, destination: Destination = 'crm'): Promise<number[]> {
  const seqs: number[] = [];
  for (;;) {
    const jobs = await claim(store, { now, destination });
    if (jobs.length === 0) return seqs;
    for (const job of jobs) {
      seqs.push(job.seq);
      if (!(await complete(store, job, now))) throw new Error('a fresh lease did not hold');
    }
  }
}
