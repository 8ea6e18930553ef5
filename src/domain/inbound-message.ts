import type { ConversationId, MessageRef, Wamid } from '../store/ids.ts';
import { type Alias, type Channel, type Message, statusRanks } from '../store/records.ts';
import { mergeStatus } from '../store/status-lattice.ts';
import type { NewMessage } from '../store/store.ts';
import { announcedChange, applyIdentityChange, conversationWith, type Sender, senderOf } from './identity.ts';
import { noteFile } from './inbound-files.ts';
import { isOwnId, type MessageItem } from './inbound-item.ts';
import { channelFor, type Intake, letGo, setAside, timeOf } from './intake.ts';
import { quotesFor } from './quotes.ts';
import { type Rendered, renderMessage } from './rendering/render-message.ts';
import { table } from './rendering/table.ts';
import { settleByEcho, updateProgress } from './statuses.ts';
import { replyBy } from './window.ts';

/**
 * Stores a message of a customer, or one that the business wrote elsewhere: once by its wamid, in the conversation with the customer. What the history brings
 * stands before everything live, by its time, and is not announced: the inbox finds it when it reads the conversation.
 */
export async function storeMessage(intake: Intake, item: MessageItem): Promise<void> {
  const { tx, receipt, now } = intake;
  const { message, phoneNumberId } = item;
  const channel = await channelFor(intake, phoneNumberId);
  if (!channel) return setAside(intake, 'unknown-phone-number-id', phoneNumberId, message);
  if (message.group_id) return setAside(intake, 'group-message', phoneNumberId, message);
  const customer = customerOf(item);
  if (!customer) return setAside(intake, 'no-sender', phoneNumberId, message);
  const wamid = message.id as Wamid;
  const known = await tx.messageByWamid(channel.id, wamid);
  if (known) return storeAgain(intake, channel, known, item);
  if (await tx.isErased(channel.id, wamid)) return letGo(intake, phoneNumberId, wamid);
  const createdAt = timeOf(message.timestamp, now);
  const conversationId = await conversationWith(tx, channel.id, customer, now, createdAt);
  if (item.author === 'business' && (await settledOwn(intake, channel, conversationId, item))) {
    receipt.duplicate += 1;
    return;
  }
  const shown = renderMessage(item, await quotesFor(tx, channel.id, conversationId, message));
  const address = item.opensWindow ? await addressOf(intake, channel, customer) : null;
  const content = { ...contentOf(intake, item, shown, createdAt), address };
  const seq =
    item.origin === 'history'
      ? await tx.insertPastMessage(channel.id, conversationId, content)
      : await tx.appendMessage(channel.id, conversationId, content);
  await afterStoring(intake, channel, { conversationId, seq }, item);
  if (item.author === 'customer') await applyAnnouncedChange(intake, channel, item, customer, createdAt);
  count(intake, item, shown);
}

/** Who the conversation is with: the sender, or of a message of the business its recipient. */
function customerOf({ message, contacts, author, thread }: MessageItem): Sender | undefined {
  if (author === 'customer') return senderOf(message, contacts);
  const { from: _business, from_user_id: _, from_parent_user_id: __, to, to_user_id, ...rest } = message;
  const recipient = to ?? thread;
  return senderOf(
    {
      ...rest,
      ...(recipient === undefined ? {} : { from: recipient }),
      ...(to_user_id === undefined ? {} : { from_user_id: to_user_id }),
    } as typeof message,
    contacts,
  );
}

function contentOf(
  intake: Intake,
  { message, author, opensWindow }: MessageItem,
  shown: Rendered,
  createdAt: number,
): Omit<NewMessage, 'address'> {
  const isCustomers = author === 'customer';
  const progress = isCustomers ? { rank: statusRanks.delivered, failure: null } : progressOf(message.history_context?.status);
  return {
    direction: isCustomers ? 'inbound' : 'outbound',
    type: message.type,
    text: shown.text,
    ...progress,
    createdAt,
    replyBy: opensWindow ? replyBy(createdAt) : null,
    opensWindow,
    wamid: isOwnId(message.id) ? null : (message.id as Wamid),
    deliveryId: intake.deliveryId,
    fingerprint: null,
  };
}

/** Where answers go: to the identity that wrote, unless it was left before this late message came. */
async function addressOf({ tx }: Intake, channel: Channel, { aliases: [wrote] }: Sender): Promise<Alias | null> {
  return wrote && (await tx.contactByAlias(channel.id, wrote)) ? wrote : null;
}

/** How far a message of the business had come. An echo was sent; the history says more. */
function progressOf(historyStatus: string | undefined) {
  const sent = { rank: statusRanks.sent, failure: null };
  if (historyStatus === undefined) return sent;
  if (historyStatus === 'PENDING') return { rank: statusRanks.none, failure: null };
  if (historyStatus === 'ERROR')
    return { rank: statusRanks.none, failure: { code: 0, reason: 'WhatsApp could not deliver it; the history gives no reason' } };
  return mergeStatus(sent, { status: historyStatus.toLowerCase(), failure: null });
}

/** What has to be written beside the message itself. */
async function afterStoring(intake: Intake, channel: Channel, ref: MessageRef, item: MessageItem): Promise<void> {
  const { tx, now, services } = intake;
  const wamid = item.message.id as Wamid;
  await tx.claimWamid(channel.id, wamid, { ...ref, part: 0 });
  await noteFile(tx, { channelId: channel.id, ...ref }, item.message, { receivedAt: now, announced: item.origin !== 'history' });
  if (item.author === 'business') await followStatuses(intake, channel, ref, wamid);
  if (item.origin !== 'history' && services.notifyCrm) {
    await tx.enqueue({ channelId: channel.id, destination: 'crm', ...ref }, { now, dueAt: now });
  }
}

/** A message the business wrote elsewhere is a send that was accepted: its statuses find it, also those that came before. */
async function followStatuses(intake: Intake, channel: Channel, ref: MessageRef, wamid: Wamid): Promise<void> {
  const { tx, now } = intake;
  const message = (await tx.message(channel.id, ref)) as Message;
  await tx.insertSend(channel.id, { ...ref, part: 0, text: message.text, attachmentId: null });
  await tx.updateSend(channel.id, { ...ref, part: 0 }, { state: 'accepted', wamid, rank: message.rank, failure: message.failure });
  const early = await tx.statusesOf(channel.id, wamid);
  const [send] = await tx.sends(channel.id, ref);
  // The message itself is announced anyway, with these statuses in it.
  if (send && early.length > 0) await updateProgress({ tx, channelId: channel.id, now, notifyCrm: false }, send, early);
}

/** Whether the message is one of our own whose answer from WhatsApp never came; then it has its id now. */
async function settledOwn(intake: Intake, channel: Channel, conversationId: ConversationId, item: MessageItem): Promise<boolean> {
  const { tx, now, services } = intake;
  const { message, origin } = item;
  // The history ends where the connection begins: none of it was sent by us.
  if (origin === 'history' || message.type !== 'text' || !message.text?.body) return false;
  const context = { tx, channelId: channel.id, now, notifyCrm: services.notifyCrm };
  const echo = { wamid: message.id as Wamid, text: message.text.body, at: timeOf(message.timestamp, now) };
  return settleByEcho(context, conversationId, echo);
}

/** A message that is there already is a duplicate, unless it held the place of a file that comes now. */
async function storeAgain(intake: Intake, channel: Channel, ref: MessageRef, item: MessageItem): Promise<void> {
  const { tx, receipt } = intake;
  const known = await tx.message(channel.id, ref);
  // Once the file has come, its text stands there instead.
  const isPlaceholder = known?.type === 'media_placeholder' && known.text.includes(table.media_placeholder.shows);
  if (!isPlaceholder || item.message.type === 'media_placeholder') {
    receipt.duplicate += 1;
    return;
  }
  const shown = renderMessage(item, await quotesFor(tx, channel.id, ref.conversationId, item.message));
  await tx.setMessageText(channel.id, ref, shown.text);
  await noteFile(tx, { channelId: channel.id, ...ref }, item.message, { receivedAt: intake.now, announced: false });
  count(intake, item, shown);
}

async function applyAnnouncedChange(intake: Intake, channel: Channel, { message, origin }: MessageItem, sender: Sender, at: number) {
  const change = origin === 'history' ? undefined : announcedChange(message, sender);
  if (change) await applyIdentityChange(intake.tx, channel.id, change, at);
}

function count({ receipt }: Intake, { message }: MessageItem, { rows, simplified }: Rendered): void {
  receipt.stored += 1;
  receipt.messages.push(message.type);
  receipt.shown.push(...rows);
  receipt.simplified.push(...simplified);
}
