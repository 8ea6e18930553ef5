import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChannel } from '../../src/domain/channels.ts';
import { conversationWith } from '../../src/domain/identity.ts';
import { connectLastingly } from '../../src/domain/lasting-installation.ts';
import type { Sender } from '../../src/domain/sender.ts';
import { type ConversationId, type MessageRef, newAttachmentId } from '../../src/store/ids.ts';
import { type Alias, type Attachment, type Channel, type Destination, type Job, statusRanks } from '../../src/store/records.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { phoneNumberId } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

/** A SQLite file in a folder of its own with a channel in it, a clock that stands still, and short ways to fill both lanes. */
export interface SeededStore {
  store: Store;
  clock: VirtualClock;
  channel: Channel;
  folder: string;
  addChannel(phoneNumberId: string): Promise<Channel>;
  /** Connects a Pipedrive company to the channel. */
  connect(apiDomain: string): Promise<void>;
  conversation(name: string, aliases?: Alias[]): Promise<ConversationId>;
  /** A message of the customer, queued for the CRM. */
  inbound(conversationId: ConversationId, text: string, channel?: Channel): Promise<MessageRef>;
  /** A salesperson's message, queued for WhatsApp: its text first, then its files. */
  outbound(
    conversationId: ConversationId,
    text: string,
    files?: { name: string; contentType: string; bytes: string }[],
  ): Promise<MessageRef>;
  /** Takes the next ready job of a destination, as a worker would. */
  claim(destination: Destination): Promise<Job>;
  remove(): Promise<void>;
}

export const PHONE = '15551230001';

export async function seedStore(): Promise<SeededStore> {
  const folder = await mkdtemp(join(tmpdir(), 'delivery-'));
  const clock = createVirtualClock(Date.UTC(2026, 10, 20, 12));
  const now = () => clock.now();
  const store = openSqliteStore({ path: join(folder, 'provider.db'), secrets: createSecretBox([randomBytes(32)]), now });
  const addChannel = (id: string) =>
    ensureChannel(store, { name: 'WhatsApp', phoneNumberId: id, businessAccountId: '102290129340398', accessToken: `EAA-${id}` }, now());
  const channel = await addChannel(phoneNumberId);
  const common = { rank: statusRanks.none, failure: null, replyBy: null, wamid: null, deliveryId: null, fingerprint: null, address: null };

  const conversationOn = async (on: Channel, name: string, aliases: Alias[]) => {
    const sender: Sender = { name, aliases };
    const arrival = { now: now(), writtenAt: now(), names: 'fill' } as const;
    return (await store.transaction((tx) => conversationWith(tx, on.id, sender, arrival))).conversationId;
  };
  return {
    store,
    clock,
    channel,
    folder,
    addChannel,
    async connect(apiDomain) {
      await store.transaction((tx) => connectLastingly(tx, channel.id, { accessToken: 'v1u:token', apiDomain }));
    },
    conversation: (name, aliases = [{ kind: 'wa_id', value: PHONE }]) => conversationOn(channel, name, aliases),
    inbound: (conversationId, text, on = channel) =>
      store.transaction(async (tx) => {
        const message = { ...common, direction: 'inbound', type: 'text', text, createdAt: now() } as const;
        const seq = await tx.appendMessage(on.id, conversationId, { ...message, rank: statusRanks.delivered });
        await tx.enqueue({ channelId: on.id, destination: 'crm', conversationId, seq }, { now: now(), dueAt: now() });
        return { conversationId, seq };
      }),
    async outbound(conversationId, text, files = []) {
      const attachments: Attachment[] = files.map(({ name, contentType, bytes }) => {
        return { id: newAttachmentId(), name, contentType, size: bytes.length, sha256: 'x', file: randomUUID() };
      });
      for (const [index, { file }] of attachments.entries()) await writeFile(join(folder, file), files[index]?.bytes ?? '');
      return store.transaction(async (tx) => {
        const seq = await tx.appendMessage(channel.id, conversationId, {
          ...common,
          direction: 'outbound',
          type: 'text',
          text,
          createdAt: now(),
        });
        const ref = { conversationId, seq };
        let part = 0;
        if (text !== '') await tx.insertSend(channel.id, { ...ref, part: part++, text, attachmentId: null });
        for (const [position, attachment] of attachments.entries()) {
          await tx.insertAttachment(channel.id, ref, position, attachment);
          await tx.insertSend(channel.id, { ...ref, part: part++, text: '', attachmentId: attachment.id });
        }
        await tx.enqueue({ channelId: channel.id, destination: 'whatsapp', ...ref }, { now: now(), dueAt: now() });
        return ref;
      });
    },
    async claim(destination) {
      const request = { destination, now: now(), leaseUntil: now() + 60_000, newLease: randomUUID, limit: 1 };
      const [job] = await store.transaction(async (tx) => tx.claim(request));
      if (!job) throw new Error(`no job is ready for ${destination}`);
      return job;
    },
    async remove() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
