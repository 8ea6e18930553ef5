import { createHash } from 'node:crypto';
import type { Places } from '../../src/domain/places.ts';
import type { Playground, PlaygroundInbox, ThreadPlace } from '../../src/domain/playground.ts';
import { AppError } from '../../src/errors.ts';
import type { ConversationSummary, Thread } from '../pipedrive/inbox-summary.ts';
import type { SandboxPeers } from '../sandbox.ts';
import { pageOfList, pageOfMessages } from './paging.ts';
import { beginningOf, searchFor, standingFor } from './search.ts';
import { inInbox, iso } from './shown-message.ts';

type InboxSide = Pick<Playground, 'inbox' | 'thread' | 'readThread' | 'openAttachment'>;

/** The messaging inbox, as the simulated Pipedrive has it. */
export function createInboxSide(
  { whatsapp, pipedrive, clock }: Pick<SandboxPeers, 'whatsapp' | 'pipedrive' | 'clock'>,
  places: Places,
): InboxSide {
  /** The number under which the phone is known: the provider may have written down another form of it. */
  const phoneOf = async (channelId: string, conversationId: string): Promise<string | null> => {
    const address = await places.addressOf(channelId, conversationId);
    const owner = address === null ? undefined : whatsapp.chatOwner(address);
    return owner ? (owner.phone ?? owner.userId) : address;
  };
  return {
    async inbox(page) {
      const search = searchFor(page.search);
      const channels = pipedrive.channels().filter(({ id }) => page.channelId === undefined || id === page.channelId);
      const all = channels.flatMap(({ id: channelId }) =>
        pipedrive.summaries(channelId).map((summary) => ({ channelId, summary, ...placeIn(channelId, summary) })),
      );
      // A number is looked for as well; it stands with the provider.
      const found = await Promise.all(
        all.map(async (one) => {
          const names = [one.summary.name, ...(search ? [(await phoneOf(one.channelId, one.summary.id)) ?? ''] : [])];
          const standing = standingFor(one.summary.messages, names, search);
          return standing ? [{ ...one, last: standing.message }] : [];
        }),
      );
      const { items, after } = pageOfList(found.flat(), page);
      const conversations = items.map(async ({ channelId, summary, last }): Promise<PlaygroundInbox['conversations'][number]> => {
        const { id, name, avatarUrl, unread, replyBy, salespersonId } = summary;
        const shown = last && inInbox(last, channelId, salespersonId);
        return {
          ...{ channelId, id, name, avatar: avatarUrl && ownPath(avatarUrl), phone: await phoneOf(channelId, id), unread, replyBy },
          last: shown ? { from: shown.from, text: beginningOf(shown.text), status: shown.status, at: shown.at } : null,
        };
      });
      return {
        now: iso(clock.now()),
        conversations: await Promise.all(conversations),
        unread: all.filter(({ summary }) => summary.unread > 0).length,
        after,
      };
    },
    async thread(place, page) {
      let thread = threadAt(pipedrive, place);
      for (let short = isShort(thread, page); short; short = isShort(thread, page)) {
        const { added } = await pipedrive.loadOlder(place.channelId, place.conversationId);
        thread = threadAt(pipedrive, place);
        // A provider that gives nothing for its cursor is not asked again and again.
        if (added === 0) break;
      }
      const { messages, more } = pageOfMessages(thread.messages, page);
      return {
        now: iso(clock.now()),
        replyBy: thread.replyBy,
        more: more || (page.from === undefined && thread.hasOlder),
        messages: messages.map((message) => inInbox(message, place.channelId, thread.salespersonId)),
      };
    },
    readThread: ({ channelId, conversationId }) => pipedrive.openConversation(channelId, conversationId),
    async openAttachment({ channelId, conversationId, messageId, attachmentId }) {
      const opened = await pipedrive.openAttachment(channelId, conversationId, messageId, attachmentId);
      const { status, steps, contentType, bytes } = opened;
      if (status < 200 || status > 299) throw new AppError('NOT_FOUND', unopened(steps));
      const known = threadAt(pipedrive, { channelId, conversationId }).messages.find(({ id }) => id === messageId);
      const name = known?.attachments.find(({ id }) => id === attachmentId)?.name ?? attachmentId;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { name, contentType: contentType ?? 'application/octet-stream', sha256, bytes };
    },
  };
}

function placeIn(channelId: string, { id, messages }: ConversationSummary) {
  const at = Date.parse(messages.at(-1)?.createdAt ?? '');
  return { at: Number.isNaN(at) ? 0 : at, key: `${channelId}/${id}` };
}

function threadAt(pipedrive: SandboxPeers['pipedrive'], { channelId, conversationId }: ThreadPlace): Thread {
  const thread = pipedrive.thread(channelId, conversationId);
  if (!thread) throw new AppError('NOT_FOUND', 'The inbox has no such conversation. GET /playground/inbox lists what there is.');
  return thread;
}

/** Whether the inbox has fewer messages than the page wants, and the provider may have more. */
function isShort(
  { messages, hasOlder }: Thread,
  { before, from, limit }: { before?: string | undefined; from?: string | undefined; limit: number },
): boolean {
  if (!hasOlder || from !== undefined) return false;
  const end = before === undefined ? messages.length : messages.findLastIndex(({ id }) => id === before);
  return end !== -1 && end < limit;
}

/** Links carry the address that the provider is known by, which is not always the one a page was opened under. */
function ownPath(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname.startsWith('/avatars/') ? `${pathname}${search}` : null;
}

const unopened = (steps: readonly { call: string; status: number }[]): string =>
  `The inbox could not open this file: ${steps.map(({ call, status }) => `${call} answered ${status || 'nothing'}`).join(', ')}. Open it again; if it stays, look whether the provider still has it.`;
