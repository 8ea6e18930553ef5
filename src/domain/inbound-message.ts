import type { ConversationId, MessageRef, Wamid } from '../store/ids.ts';
import { type Channel, type Message, statusRanks } from '../store/records.ts';
import { mergeStatus } from '../store/status-lattice.ts';
import type { Awaitable, NewMessage } from '../store/store.ts';
import { correspondentOf } from './correspondent.ts';
import { type ContactNames, conversationWith } from './identity.ts';
import { announcedChange, applyIdentityChange } from './identity-change.ts';
import { FILE_COALESCE_MS, noteFile } from './inbound-files.ts';
import { isOwnId, isText, type MessageItem } from './inbound-item.ts';
import { countMessage, type Intake, letGo, setAside, timeOf } from './intake.ts';
import { wasWrittenToAnotherCompany } from './number-owners.ts';
import { quotesFor } from './quotes.ts';
import { type Rendered, renderMessage } from './rendering/render-message.ts';
import { storeAgain } from './repeated-message.ts';
import { settleByEcho, updateProgress } from './statuses.ts';
import { replyBy } from './window.ts';

/**
 * Stores a message of a customer, or one that the business wrote elsewhere: once by its wamid, in the conversation with the customer. What the history brings
 * stands before everything live, by its time, and is not announced: the inbox finds it when it reads the conversation.
 */
export async function storeMessage(intake: Intake, item: MessageItem): Promise<void> {
  const { tx, receipt, now } = intake;
  const { message, phoneNumberId } = item;
  const channel = await tx.channelByPhoneNumberId(phoneNumberId);
  if (!channel) return setAside(intake, 'unknown-phone-number-id', phoneNumberId, message);
  if (message.group_id && !isShown(intake, message.group_id)) return setAside(intake, 'group-message', phoneNumberId, message);
  const customer = correspondentOf(item);
  if (!customer) return setAside(intake, 'no-sender', phoneNumberId, message);
  const wamid = message.id as Wamid;
  const known = await tx.messageByWamid(channel.id, wamid);
  const createdAt = timeOf(message.timestamp, now);
  if (known) {
    const isNews = await storeAgain(intake, channel, known, item, customer);
    if (isNews) await followChange(intake, channel, item, createdAt);
    return;
  }
  // The history is what the phone itself keeps; whoever connects the phone has it already.
  if (item.origin !== 'history' && (await wasWrittenToAnotherCompany(tx, channel, createdAt))) {
    return setAside(intake, 'another-company', phoneNumberId, message);
  }
  if (await tx.isErased(channel.id, wamid)) return letGo(intake, phoneNumberId, wamid);
  const thread = await conversationWith(tx, channel.id, customer, { now, writtenAt: createdAt, names: namesFor(intake, item) });
  const { conversationId } = thread;
  if (item.author === 'business' && (await settledOwn(intake, channel, conversationId, item))) {
    receipt.duplicate += 1;
    return;
  }
  const shown = renderMessage(item, await quotesFor(tx, channel.id, conversationId, message));
  const waits = item.origin !== 'history' && intake.services.notifyCrm;
  const content = contentOf(intake, item, { shown, createdAt, address: item.tellsAddress ? thread.address : null, waits });
  const seq =
    item.origin === 'history'
      ? await tx.insertPastMessage(channel.id, conversationId, content)
      : await tx.appendMessage(channel.id, conversationId, content);
  await afterStoring(intake, channel, { conversationId, seq }, item, waits);
  await followChange(intake, channel, item, createdAt);
  countMessage(intake, message, shown);
}

const isShown = ({ services }: Intake, groupId: unknown): boolean => services.groupMessages === 'transcript' && isText(groupId);

/** The history may tell names of long ago, and the name of a group is ours. */
function namesFor({ services }: Intake, { origin, message }: MessageItem): ContactNames {
  if (message.group_id) return 'fill';
  return origin === 'history' && services.contactNames === 'follow' ? 'fill' : services.contactNames;
}

function contentOf(
  intake: Intake,
  { message, author, opensWindow }: MessageItem,
  { shown, createdAt, address, waits }: { shown: Rendered } & Required<Pick<NewMessage, 'createdAt' | 'address' | 'waits'>>,
): NewMessage {
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
    address,
    waits,
  };
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
async function afterStoring(intake: Intake, channel: Channel, ref: MessageRef, item: MessageItem, waits: boolean): Promise<void> {
  const { tx, now } = intake;
  const wamid = item.message.id as Wamid;
  await tx.claimWamid(channel.id, wamid, { ...ref, part: 0 });
  const announced = item.origin !== 'history';
  const fileComes = await noteFile(tx, { channelId: channel.id, ...ref }, item.message, { receivedAt: now, announced });
  if (fileComes) intake.receipt.files += 1;
  if (item.author === 'business') await followStatuses(intake, channel, ref, wamid);
  if (waits) {
    const dueAt = fileComes ? now + FILE_COALESCE_MS : now;
    await tx.enqueue({ channelId: channel.id, destination: 'crm', ...ref }, { now, dueAt, opens: true });
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

/** Almost no message announces a change of identity. */
function followChange({ tx }: Intake, channel: Channel, item: MessageItem, at: number): Awaitable<unknown> {
  const change = announcedChange(item);
  return change && applyIdentityChange(tx, channel.id, change, at);
}
