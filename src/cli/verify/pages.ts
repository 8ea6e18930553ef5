import type { Conversation, Message, ProviderAnswer, ProviderCaller } from './provider-caller.ts';
import { Finding } from './rule.ts';

/** What Pipedrive asks for at its first sync. */
const LIMITS = { conversations_limit: 30, messages_limit: 30 } as const;

/** Of 30 each: more than a channel that is tried out ever holds, and an end for cursors that are always new. */
const MOST_PAGES = 2000;

type Cursor = string | null | undefined;

/** Reads listings to their end. Empty, null and absent cursors all mean the end; one that comes twice would never end. */
export function createPages(call: ProviderCaller['call']): Pick<ProviderCaller, 'conversations' | 'conversation' | 'findConversation'> {
  async function* follow(
    read: (after: string | undefined) => Promise<ProviderAnswer>,
    next: (page: ProviderAnswer) => Cursor,
    what: string,
  ): AsyncGenerator<ProviderAnswer> {
    const seen = new Set<string>();
    for (let after: string | undefined; ; ) {
      const page = await read(after);
      if (page.status !== 200) throw new Finding(`${what} answered ${page.status} instead of 200`, [page.evidence]);
      yield page;
      if (seen.size >= MOST_PAGES) throw new Finding(`${what} has not ended after ${MOST_PAGES} pages`, [page.evidence]);
      const cursor = next(page);
      if (typeof cursor !== 'string' || cursor === '') return;
      if (seen.has(cursor)) throw new Finding(`the cursor of ${what} came twice: paging never ends`, [page.evidence]);
      seen.add(cursor);
      after = cursor;
    }
  }

  let knownWay: boolean | undefined;

  const conversationPages = () =>
    follow(
      (after) => call('getConversations', { query: { ...LIMITS, ...(after === undefined ? {} : { after }) } }),
      ({ json }) => (json as { additional_data?: { after?: Cursor } } | undefined)?.additional_data?.after,
      'getConversations',
    );

  return {
    async conversations() {
      const found: Conversation[] = [];
      for await (const page of conversationPages()) found.push(...conversationsIn(page));
      return found;
    },
    async findConversation(fits) {
      for await (const page of conversationPages()) {
        const found = conversationsIn(page).find(fits);
        if (found) return found;
      }
      return undefined;
    },
    async conversation(sourceConversationId) {
      const found: Conversation[] = [];
      const answers = follow(
        (after) =>
          call('getConversationById', {
            params: { sourceConversationId },
            query: { messages_limit: LIMITS.messages_limit, ...(after === undefined ? {} : { after }) },
          }),
        (page) => dataOf<Conversation | undefined>(page)?.next_messages_cursor,
        'getConversationById',
      );
      for await (const page of answers) {
        const conversation = dataOf<Conversation | undefined>(page);
        if (typeof conversation !== 'object' || conversation === null || Array.isArray(conversation))
          throw new Finding('getConversationById answered no conversation', [page.evidence]);
        found.push(conversation);
      }
      const [newest] = found;
      if (!newest) throw new Finding('getConversationById answered no page');
      const pages = found.map(messagesIn);
      knownWay ??= wayOf(pages);
      return { ...newest, messages: oldestFirst(pages, knownWay) };
    },
  };
}

const dataOf = <T>({ json }: ProviderAnswer): T => (json as { data?: unknown } | undefined)?.data as T;

function conversationsIn(page: ProviderAnswer): Conversation[] {
  const data = dataOf<unknown>(page);
  if (!Array.isArray(data)) throw new Finding('getConversations answered no list of conversations', [page.evidence]);
  return data as Conversation[];
}

/** Lists of messages are optional in the published contract. */
const messagesIn = ({ messages }: Conversation): Message[] => (messages as Message[] | undefined) ?? [];

/** Whether the messages of a page run from the oldest to the newest; undefined when all of them have the same date. */
function wayOf(pages: readonly (readonly Message[])[]): boolean | undefined {
  for (const page of pages) {
    const [first, last] = [Date.parse(page[0]?.created_at ?? ''), Date.parse(page.at(-1)?.created_at ?? '')];
    if (first < last) return true;
    if (first > last) return false;
  }
  return undefined;
}

/**
 * The messages of all pages, the oldest first. The first page holds the newest ones; which way round a page runs is not published,
 * so its dates tell, or what was seen of this provider before (`upwards`).
 */
export function oldestFirst(pages: readonly (readonly Message[])[], upwards: boolean | undefined = wayOf(pages)): Message[] {
  return upwards ? [...pages].reverse().flat() : pages.flat().reverse();
}
