import type { Report } from './breaches.ts';
import { cursorOf, isObject, type ReadConversation, readConversation } from './conversation-reading.ts';
import type { ProviderSchemas } from './options.ts';
import type { ProviderClient } from './provider-client.ts';
import { ProviderFailure } from './provider-failure.ts';

/** How many pages in a row may bring nothing new before the listing counts as endless. */
const EMPTY_PAGES = 20;

const limits = { conversations_limit: '30', messages_limit: '30' };
type Page = { ids: readonly string[]; next: string | null };

/** Follows a cursor until it ends. Throws a ProviderFailure when it never will: it came before, or page after page brings nothing new. */
async function follow(readPage: (after: Record<string, string>) => Promise<Page>): Promise<void> {
  const cursors = new Set<string>();
  const known = new Set<string>();
  let emptyPages = 0;
  for (let after: string | null = null; ; ) {
    const { ids, next }: Page = await readPage(after === null ? {} : { after });
    if (next === null) return;
    if (next === after) throw new ProviderFailure('cursor-constant', `the page after ${after} gives the same cursor`);
    if (cursors.has(next)) throw new ProviderFailure('endless-paging', `the cursor ${next} came twice`);
    emptyPages = ids.every((id) => known.has(id)) ? emptyPages + 1 : 0;
    if (emptyPages >= EMPTY_PAGES) throw new ProviderFailure('endless-paging', `${EMPTY_PAGES} pages in a row brought nothing new`);
    for (const id of ids) known.add(id);
    cursors.add(next);
    after = next;
  }
}

/** All conversations of a channel, page by page; each page is handed over as it comes. */
export async function listConversations(
  provider: ProviderClient,
  channelId: string,
  report: Report,
  take: (conversation: ReadConversation) => void,
): Promise<void> {
  await follow(async (after) => {
    const page = await provider.read('getConversations', { providerChannelId: channelId }, { ...limits, ...after });
    const data = isObject(page) ? page['data'] : undefined;
    if (!isObject(page) || !Array.isArray(data))
      throw new ProviderFailure('unreadable', 'getConversations answered without a list in data');
    const conversations = data.flatMap((raw) => readConversation(raw, report) ?? []);
    for (const conversation of conversations) take(conversation);
    const position = page['additional_data'];
    return { ids: conversations.map(({ id }) => id), next: isObject(position) ? cursorOf(position['after']) : null };
  });
}

/** One page of a conversation's messages: the newest, or those that the cursor leads to. */
export async function readConversationPage(
  provider: ProviderClient,
  channelId: string,
  conversationId: string,
  after: Readonly<Record<string, string>>,
  report: Report,
): Promise<ReadConversation> {
  const variables = { providerChannelId: channelId, sourceConversationId: conversationId };
  const answer = await provider.read('getConversationById', variables, { messages_limit: limits.messages_limit, ...after });
  const conversation = isObject(answer) ? readConversation(answer['data'], report) : undefined;
  if (conversation?.id !== conversationId)
    throw new ProviderFailure('unreadable', 'getConversationById answered without that conversation in data');
  return conversation;
}

/** A conversation with all its messages, newest first. */
export async function readWholeConversation(
  provider: ProviderClient,
  channelId: string,
  conversationId: string,
  report: Report,
): Promise<ReadConversation> {
  let whole: ReadConversation | undefined;
  await follow(async (after) => {
    const page = await readConversationPage(provider, channelId, conversationId, after, report);
    whole = { ...(whole ?? page), messages: [...(whole?.messages ?? []), ...page.messages], nextCursor: page.nextCursor };
    return { ids: page.messages.map(({ id }) => id), next: page.nextCursor };
  });
  return whole as unknown as ReadConversation;
}

/** The templates of a channel; one without id, name, content and language is reported and left out. */
export async function listTemplates(provider: ProviderClient, channelId: string, report: Report): Promise<ProviderSchemas['Template'][]> {
  return readTemplates(await provider.read('getTemplates', { providerChannelId: channelId }), report);
}

/** The templates in an answer of getTemplates. Throws a ProviderFailure when there is no list of them. */
export function readTemplates(answer: unknown, report: Report): ProviderSchemas['Template'][] {
  const data = isObject(answer) ? answer['data'] : undefined;
  const templates = isObject(data) ? data['templates'] : undefined;
  if (!Array.isArray(templates)) throw new ProviderFailure('unreadable', 'getTemplates answered without a list in data.templates');
  return templates.flatMap((raw) => {
    const template = readTemplate(raw);
    if (!template) report({ kind: 'unreadable', detail: 'a template without id, name, content or language' });
    return template ?? [];
  });
}

function readTemplate(raw: unknown): ProviderSchemas['Template'] | undefined {
  const [id, name, content, language] = ['id', 'name', 'content', 'language'].map((field) => (isObject(raw) ? raw[field] : undefined));
  if (typeof id !== 'string' || typeof name !== 'string' || typeof content !== 'string' || typeof language !== 'string') return undefined;
  return { id, name, content, language };
}
