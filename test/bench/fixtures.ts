import { type ChannelId, type ConversationId, newContactId, newConversationId, type Wamid } from '../../src/store/ids.ts';
import { statusRanks } from '../../src/store/records.ts';
import type { NewMessage, Store, StoreTransaction } from '../../src/store/store.ts';
import { CONTACTS, sentWamid, waIdOf } from './traffic.ts';

/** How many messages one unit of work holds, and how many units are asked for at once, so that they share one commit and its fsync. */
const MESSAGES_PER_UNIT = 500;
const UNITS_PER_COMMIT = 100;

/**
 * Fills a channel with conversations that grew side by side, a few messages at a time, as they do in life: their rows lie mixed in the file, not
 * one conversation after the other. Returns the ids of the conversations.
 */
export async function fillConversations(
  store: Store,
  channelId: ChannelId,
  { conversations, messagesEach, now }: { conversations: number; messagesEach: number; now: number },
): Promise<ConversationId[]> {
  const ids = await store.transaction((tx) => insertConversations(tx, channelId, conversations, now, (n) => String(15550000000 + n)));
  const stretch = 20;
  let stored = 0;
  let open: Promise<void>[] = [];
  let work: { id: ConversationId; count: number }[] = [];
  const flush = () => {
    const batch = work;
    work = [];
    return store.transaction(async (tx) => {
      for (const { id, count } of batch) {
        for (let n = 0; n < count; n += 1) {
          const wamid = `wamid.fill${String(stored).padStart(30, '0')}` as Wamid;
          stored += 1;
          const seq = await tx.appendMessage(channelId, id, messageOf(stored, wamid, now - 1_000_000_000 + stored));
          await tx.claimWamid(channelId, wamid, { conversationId: id, seq, part: 0 });
        }
      }
    });
  };
  for (let done = 0; done < messagesEach; done += stretch) {
    for (const id of ids) {
      work.push({ id, count: Math.min(stretch, messagesEach - done) });
      if (work.length * stretch >= MESSAGES_PER_UNIT) open.push(flush());
      if (open.length < UNITS_PER_COMMIT) continue;
      await Promise.all(open);
      open = [];
    }
  }
  await Promise.all([...open, flush()]);
  return ids;
}

/** Messages that the business sent and WhatsApp accepted, spread over the contacts of the traffic: statuses find them by `sentWamid`. */
export async function fillSends(store: Store, channelId: ChannelId, { sends, now }: { sends: number; now: number }): Promise<void> {
  const ids = await store.transaction((tx) => insertConversations(tx, channelId, CONTACTS, now, waIdOf));
  for (let first = 0; first < sends; first += MESSAGES_PER_UNIT) {
    await store.transaction(async (tx) => {
      for (let n = first; n < Math.min(sends, first + MESSAGES_PER_UNIT); n += 1) {
        const conversationId = ids[n % ids.length] as ConversationId;
        const wamid = sentWamid(n) as Wamid;
        const seq = await tx.appendMessage(channelId, conversationId, { ...messageOf(1, wamid, now), rank: statusRanks.none, wamid: null });
        const place = { conversationId, seq, part: 0 };
        await tx.insertSend(channelId, { ...place, text: 'Your order is on its way.', attachmentId: null });
        await tx.updateSend(channelId, place, { state: 'accepted', wamid, rank: statusRanks.none, failure: null });
        await tx.claimWamid(channelId, wamid, place);
      }
    });
  }
}

async function insertConversations(
  tx: StoreTransaction,
  channelId: ChannelId,
  count: number,
  now: number,
  waId: (n: number) => string,
): Promise<ConversationId[]> {
  const ids: ConversationId[] = [];
  for (let n = 0; n < count; n += 1) {
    const contactId = newContactId();
    const id = newConversationId();
    await tx.insertContact(channelId, { id: contactId, name: `Customer ${n}` }, now);
    await tx.addAlias(channelId, contactId, { kind: 'wa_id', value: waId(n) }, { at: 1, reason: 'first-message', via: null });
    await tx.insertConversation(channelId, { id, contactId, createdAt: now });
    ids.push(id);
  }
  return ids;
}

/** Every second one from the business, like a conversation. */
function messageOf(n: number, wamid: Wamid, createdAt: number): NewMessage {
  const inbound = n % 2 === 0;
  return {
    direction: inbound ? 'inbound' : 'outbound',
    type: 'text',
    text: `Message ${n}: please confirm the delivery of order 4711 tomorrow morning, thank you.`,
    rank: inbound ? statusRanks.delivered : statusRanks.read,
    failure: null,
    createdAt,
    replyBy: inbound ? createdAt + 86_400_000 : null,
    wamid: inbound ? wamid : null,
    deliveryId: null,
    fingerprint: null,
    address: null,
  };
}
