import { type Body, type Exchange, NO_BODY } from './exchange.ts';

export interface ExchangeJournal {
  /** Numbers it and keeps it; the object is the journal's from then on, and loses its bodies when it leaves. */
  record(ended: Omit<Exchange, 'seq'>): Exchange;
  /** The newest first, only those below `before` and that fit. */
  list(page: { before?: number; limit: number; fits?: (exchange: Exchange) => boolean }): Exchange[];
}

export interface JournalBounds {
  count: number;
  /** Of all bodies together. What nobody counted is taken for a kilobyte. */
  bytes: number;
  /** A larger body is not kept; its size is. */
  bodyBytes: number;
}

const BOUNDS: JournalBounds = { count: 1000, bytes: 16 * 1024 * 1024, bodyBytes: 256 * 1024 };
const UNCOUNTED = 1024;

/** Keeps the newest exchanges, so many and so large. */
export function createExchangeJournal(bounds: Partial<JournalBounds> = {}): ExchangeJournal {
  const { count, bytes, bodyBytes } = { ...BOUNDS, ...bounds };
  /** A ring: the exchange numbered n stands at n % count. */
  const ring: (Exchange | undefined)[] = [];
  let [oldest, newest, held] = [1, 0, 0];
  const weightOf = ({ value, size }: Body): number => (value === undefined ? 0 : (size ?? UNCOUNTED));
  const kept = (body: Body): Body => (weightOf(body) > bodyBytes ? { value: undefined, size: body.size } : body);
  const drop = (): void => {
    const gone = ring[oldest % count];
    if (gone) {
      held -= weightOf(gone.request) + weightOf(gone.response);
      gone.request = NO_BODY;
      gone.response = NO_BODY;
    }
    ring[oldest % count] = undefined;
    oldest += 1;
  };
  return {
    record(ended) {
      const exchange = ended as Exchange;
      exchange.seq = newest + 1;
      exchange.request = kept(ended.request);
      exchange.response = kept(ended.response);
      if (exchange.seq - oldest >= count) drop();
      newest = exchange.seq;
      ring[newest % count] = exchange;
      held += weightOf(exchange.request) + weightOf(exchange.response);
      while (held > bytes && oldest < newest) drop();
      return exchange;
    },
    list({ before = newest + 1, limit, fits = () => true }) {
      const found: Exchange[] = [];
      for (let seq = Math.min(before - 1, newest); seq >= oldest && found.length < limit; seq -= 1) {
        const exchange = ring[seq % count];
        if (exchange && fits(exchange)) found.push(exchange);
      }
      return found;
    },
  };
}
