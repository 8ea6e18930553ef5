import type { Conversation, Message, ProviderAnswer } from '../../provider-caller.ts';
import { NotRun, type VerifyStage } from '../../rule.ts';
import { conversationWith } from '../../scene.ts';

export const conversationsIn = ({ json }: ProviderAnswer): Conversation[] => (json as { data?: Conversation[] } | undefined)?.data ?? [];
export const conversationIn = ({ json }: ProviderAnswer): Conversation => (json as { data: Conversation }).data;
export const afterOf = ({ json }: ProviderAnswer): string | null | undefined =>
  (json as { additional_data?: { after?: string | null } } | undefined)?.additional_data?.after;

/** Conversations to page through: new ones where we play Meta, those that are there otherwise. */
export async function atLeastConversations(stage: VerifyStage, count: number): Promise<void> {
  if (stage.has('webhook')) {
    for (let written = 0; written < count; written++) await conversationWith(stage);
    return;
  }
  const answer = await stage.provider.call('getConversations', { query: { conversations_limit: count } });
  if (conversationsIn(answer).length < count) throw new NotRun(`the channel has fewer than ${count} conversations`);
}

/** A run shall not weigh on a channel in use. */
const MOST_PAGES = 1000;

/** Every page of a listing with small pages. A cursor that comes twice ends it with a Finding. */
async function pagesOf(
  stage: VerifyStage,
  what: string,
  read: (after?: string) => Promise<ProviderAnswer>,
  next: typeof afterOf,
): Promise<ProviderAnswer[]> {
  const pages: ProviderAnswer[] = [];
  const cursors = new Set<string>();
  for (let after: string | undefined; ; ) {
    const page = await read(after);
    stage.expect(page.status === 200, `a page of ${what} was answered ${page.status}`, [page.evidence]);
    pages.push(page);
    const cursor = next(page);
    if (pages.length >= MOST_PAGES)
      throw new NotRun(`${what} has more than ${MOST_PAGES} pages of this size; try a channel with less in it`);
    if (typeof cursor !== 'string' || cursor === '') return pages;
    stage.expect(!cursors.has(cursor), `the cursor of ${what} came twice: paging never ends`, [page.evidence]);
    cursors.add(cursor);
    after = cursor;
  }
}

export const listPages = (stage: VerifyStage, limit: number) =>
  pagesOf(
    stage,
    'getConversations',
    (after) =>
      stage.provider.call('getConversations', { query: { conversations_limit: limit, messages_limit: 1, ...(after ? { after } : {}) } }),
    afterOf,
  );

export const messagePages = (stage: VerifyStage, sourceConversationId: string, limit: number) =>
  pagesOf(
    stage,
    'getConversationById',
    (after) =>
      stage.provider.call('getConversationById', {
        params: { sourceConversationId },
        query: { messages_limit: limit, ...(after ? { after } : {}) },
      }),
    (page) => conversationIn(page)?.next_messages_cursor,
  );

export const messagesIn = (page: ProviderAnswer): Message[] => conversationIn(page)?.messages ?? [];

/** Once each, and all of them. */
export function expectOnce(stage: VerifyStage, ids: readonly string[], what: string, evidence: ProviderAnswer | undefined): void {
  const doubled = ids.find((id, index) => ids.indexOf(id) !== index);
  stage.expect(doubled === undefined, `${what} ${doubled} came on two pages`, evidence ? [evidence.evidence] : []);
}
