import type { Answer, Api } from '../shell/api.ts';

export type Exchange = Answer<'listExchanges'>['exchanges'][number];

/** A line of the log, or a word between two lines where something is missing or began anew. */
export type Entry = { key: string; exchange: Exchange } | { key: string; mark: string };

export interface ExchangeLog {
  /** The oldest first. */
  readonly entries: readonly Entry[];
  /** False until everything that the provider keeps was read once. */
  readonly isComplete: boolean;
  /** Reads what is not there yet. Rejects with an ApiError; what was read before stays. */
  catchUp(): Promise<void>;
}

/** What one page of the browser holds at most; the provider keeps a thousand. */
const MOST_LINES = 10_000;
const RESTARTED = 'The provider was started anew here.';
const MISSING = 'More happened here than the provider keeps: lines are missing.';

/** Numbers begin anew with each process of the provider; together with their moment they are used once. */
const keyOf = ({ id, at, requestId }: Exchange): string => `${id} ${at} ${requestId ?? ''}`;

/** The exchanges that the provider tells, all of them or those of one conversation. It keeps what the provider forgot, be it by a restart. */
export function createExchangeLog(api: Api, changed: () => void, conversationId?: string): ExchangeLog {
  let entries: Entry[] = [];
  let isComplete = false;
  const known = new Set<string>();
  const query = conversationId === undefined ? {} : { conversationId };

  /** The newest that are not known yet, the oldest first; and whether they join what is known. */
  const readFresh = async (): Promise<{ fresh: Exchange[]; joins: boolean }> => {
    const fresh: Exchange[] = [];
    let after: string | undefined;
    do {
      const limit = known.size === 0 ? 100 : 25;
      const page = await api.call('listExchanges', { query: { ...query, limit, ...(after === undefined ? {} : { after }) } });
      for (const exchange of page.exchanges) {
        if (known.has(keyOf(exchange))) return { fresh, joins: true };
        fresh.unshift(exchange);
      }
      after = page.after;
    } while (after !== undefined);
    return { fresh, joins: known.size === 0 };
  };

  const markBefore = (oldest: Exchange): Entry | undefined => {
    const last = entries.findLast((entry) => 'exchange' in entry);
    if (!last) return undefined;
    if (oldest.id <= last.exchange.id) return { key: `mark ${keyOf(oldest)}`, mark: RESTARTED };
    return conversationId === undefined ? { key: `mark ${keyOf(oldest)}`, mark: oldest.id === 1 ? RESTARTED : MISSING } : undefined;
  };

  return {
    get entries() {
      return entries;
    },
    get isComplete() {
      return isComplete;
    },
    async catchUp() {
      const { fresh, joins } = await readFresh();
      const [oldest] = fresh;
      const mark = oldest && !joins ? markBefore(oldest) : undefined;
      const lines = fresh.map((exchange): Entry => ({ key: keyOf(exchange), exchange }));
      entries = [...entries, ...(mark ? [mark] : []), ...lines];
      for (const { key } of lines) known.add(key);
      for (const { key } of entries.splice(0, Math.max(0, entries.length - MOST_LINES))) known.delete(key);
      isComplete = true;
      if (fresh.length > 0) changed();
    },
  };
}
