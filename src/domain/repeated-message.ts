import type { MessageRef } from '../store/ids.ts';
import type { Channel, Message } from '../store/records.ts';
import { addressIn } from './identity.ts';
import { FILE_COALESCE_MS, noteFile } from './inbound-files.ts';
import type { MessageItem } from './inbound-item.ts';
import { countMessage, type Intake, type Receipt } from './intake.ts';
import { quotesFor } from './quotes.ts';
import { marks, originLine } from './rendering/marks.ts';
import { renderMessage } from './rendering/render-message.ts';
import { table } from './rendering/table.ts';
import type { Sender } from './sender.ts';
import { replyBy } from './window.ts';

/**
 * Takes in a message that is there already. It is a duplicate, with two exceptions: a file that comes for its placeholder, and a message that the history brought before it
 * came live. Nobody was told of that one; now the inbox is, once. It keeps its place and its id, so that an inbox that has read it meanwhile does not show it twice.
 * True for such news.
 */
export async function storeAgain(intake: Intake, channel: Channel, ref: MessageRef, item: MessageItem, sender: Sender): Promise<boolean> {
  const { tx, receipt, now, services } = intake;
  const known = (await tx.message(channel.id, ref)) as Message;
  const isFile = isPlaceholder(known) && item.message.type !== 'media_placeholder';
  // Messages of the past stand below 1.
  const mayBeNews = item.origin !== 'history' && ref.seq < 1;
  if (!isFile && !mayBeNews) return countDuplicate(receipt);
  const shown = renderMessage(item, await quotesFor(tx, channel.id, ref.conversationId, item.message));
  const text = isFile ? shown.text : asNews(known.text, item);
  const news = mayBeNews ? await announce(intake, channel, known, item, { text, sender }) : undefined;
  const isNews = news !== undefined;
  if (!isNews && !isFile) return countDuplicate(receipt);
  if (!isNews) await tx.setMessageText(channel.id, ref, text);
  const noted = isFile && (await noteFile(tx, { channelId: channel.id, ...ref }, item.message, { receivedAt: now, announced: isNews }));
  if (noted) receipt.files += 1;
  if (isNews && services.notifyCrm) {
    const { conversationId, seq } = ref;
    const dueAt = noted || news.fileComes ? now + FILE_COALESCE_MS : now;
    await tx.enqueue({ channelId: channel.id, destination: 'crm', conversationId, seq }, { now, dueAt });
  }
  countMessage(intake, item.message, shown);
  return isNews;
}

function countDuplicate(receipt: Receipt): false {
  receipt.duplicate += 1;
  return false;
}

/** Once the file has come, its text stands there instead. */
const isPlaceholder = ({ type, text }: Message): boolean => type === 'media_placeholder' && text.includes(table.media_placeholder.shows);

async function announce(
  { tx, now }: Intake,
  channel: Channel,
  known: Message,
  item: MessageItem,
  { text, sender }: { text: string; sender: Sender },
) {
  const { direction, createdAt, conversationId } = known;
  const { opensWindow } = item;
  const address = opensWindow ? await addressIn(tx, channel.id, conversationId, sender) : null;
  const news = { text, direction, createdAt, replyBy: opensWindow ? replyBy(createdAt) : null, address, opensWindow, at: now };
  return tx.announcePastMessage(channel.id, known, news);
}

/** The line above the message no longer says that it is of the past; what was noted below it since stays. */
function asNews(text: string, item: MessageItem): string {
  const past = `${marks.history.shows}\n`;
  const words = text.startsWith(past) ? text.slice(past.length) : text;
  const line = originLine(item);
  return line === undefined ? words : `${line}\n${words}`;
}
