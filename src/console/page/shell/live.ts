import { createEventReader } from './event-stream.ts';

/** Something that happened in the provider. */
export interface LiveEvent {
  id: string;
  kind: string;
  /** Ids and redacted facts, as streamEvents documents them per kind. */
  data: Record<string, unknown>;
}

export type Connection =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** `since` and `nextAt` are milliseconds of this machine's clock. */
  | { kind: 'reconnecting'; since: number; nextAt: number }
  /** This provider has no event stream; the page shows what it reads itself. */
  | { kind: 'unsupported' }
  | { kind: 'stopped' };

export interface Follower {
  /** Kinds of events it wants; all when left out. */
  kinds?: readonly string[];
  /** Reads everything anew: at the beginning, and whenever events may have been missed. Events that come meanwhile are told afterwards. */
  reload(): Promise<void>;
  /** One event; may tell what `reload` has read already, so it must be idempotent. */
  event(event: LiveEvent): void;
  /** `reload` rejected. */
  failed(error: unknown): void;
}

export interface Following {
  /** Reads everything anew, as when a person asks for it. */
  reload(): void;
  stop(): void;
}

export interface Live {
  readonly connection: Connection;
  start(): void;
  stop(): void;
  /** Tries at once instead of waiting for the next time. */
  reconnect(): void;
  /** Keeps a follower up to date without gaps until it is stopped. */
  follow(follower: Follower): Following;
}

export interface LiveOptions {
  /** Asks streamEvents from behind the event `since` on; null for from now on. */
  open(since: string | null, signal: AbortSignal): Promise<Response>;
  onConnection(connection: Connection): void;
  now?(): number;
  /** Runs `callback` after `delayMs`; returns how to prevent it. */
  later?(callback: () => void, delayMs: number): () => void;
  random?(): number;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A connection that says nothing for so long is tried anew: a network that went away in silence does not tell. */
const QUIET_MS = 60_000;
/** After these the page cannot be sure of what it has: it reads everything anew. */
const RELOADING: ReadonlySet<string> = new Set(['resync', 'reset']);

const realLater = (callback: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
};

/** The provider's event stream: connects, resumes behind the last event it saw, backs off exponentially while nobody answers. */
export function createLive({ open, onConnection, now = Date.now, later = realLater, random = Math.random }: LiveOptions): Live {
  let connection: Connection = { kind: 'stopped' };
  let lastId: string | null = null;
  let failures = 0;
  let askedDelayMs = 0;
  let attempt: AbortController | undefined;
  let cancelNext = (): void => {};
  let lostAt: number | undefined;
  const followers = new Set<ReturnType<typeof createFollowing>>();

  const become = (next: Connection): void => {
    connection = next;
    onConnection(next);
  };
  const reloadAll = (): void => {
    for (const following of followers) following.reload();
  };

  const take = ({ id, kind, data }: { id: string; kind: string; data: string }): void => {
    if (id !== '') lastId = id;
    if (RELOADING.has(kind)) {
      reloadAll();
      return;
    }
    let facts: Record<string, unknown>;
    try {
      facts = JSON.parse(data) as Record<string, unknown>;
    } catch {
      // Whatever it was, it is in what the page reads anew.
      reloadAll();
      return;
    }
    for (const following of followers) following.event({ id, kind, data: facts });
  };

  const opened = (): void => {
    const isFirst = lastId === null;
    failures = 0;
    lostAt = undefined;
    become({ kind: 'live' });
    // Without a place to resume behind, what happened before now may be unknown.
    if (isFirst) reloadAll();
    else for (const following of followers) following.begin();
  };

  const run = async (): Promise<void> => {
    cancelNext();
    attempt?.abort();
    const controller = new AbortController();
    attempt = controller;
    if (lostAt === undefined && connection.kind !== 'live') become({ kind: 'connecting' });
    try {
      const answer = await open(lastId, controller.signal);
      if (controller.signal.aborted) return;
      opened();
      await readThrough(answer, controller, { take, askDelay: (delayMs) => (askedDelayMs = delayMs), later });
    } catch (error) {
      if (attempt !== controller) return;
      if (isFinal(error)) return settle(error);
    }
    // Somebody else may have started another attempt, or stopped everything.
    if (attempt === controller) lost();
  };

  const settle = (error: { status: number }): void => {
    attempt = undefined;
    become({ kind: error.status === 401 ? 'stopped' : 'unsupported' });
    if (error.status !== 401) reloadAll();
  };

  const lost = (): void => {
    attempt?.abort();
    attempt = undefined;
    lostAt ??= now();
    const wait = Math.min(LONGEST_DELAY_MS, Math.max(askedDelayMs, FIRST_DELAY_MS) * 2 ** failures);
    // Many pages that lost the same provider do not come back in the same moment.
    const delayMs = Math.round(wait * (0.75 + random() * 0.25));
    failures += 1;
    become({ kind: 'reconnecting', since: lostAt, nextAt: now() + delayMs });
    // Followers that have nothing yet say so instead of waiting in silence.
    for (const following of followers) following.begin();
    cancelNext = later(() => void run(), delayMs);
  };

  return {
    get connection() {
      return connection;
    },
    start() {
      if (connection.kind === 'stopped') void run();
    },
    stop() {
      cancelNext();
      const last = attempt;
      attempt = undefined;
      last?.abort();
      lastId = null;
      lostAt = undefined;
      failures = 0;
      become({ kind: 'stopped' });
    },
    reconnect() {
      if (connection.kind !== 'reconnecting') return;
      failures = 0;
      void run();
    },
    follow(follower) {
      const following = createFollowing(follower);
      followers.add(following);
      if (connection.kind !== 'connecting' && connection.kind !== 'stopped') following.begin();
      return {
        reload: following.reload,
        stop() {
          followers.delete(following);
          following.end();
        },
      };
    },
  };
}

const isFinal = (error: unknown): error is { status: number } =>
  [401, 403, 404].includes((error as { status?: number } | null)?.status ?? 0);

/** Reads until the stream ends, breaks, or says nothing for too long. */
async function readThrough(
  answer: Response,
  controller: AbortController,
  {
    take,
    askDelay,
    later,
  }: {
    take(event: { id: string; kind: string; data: string }): void;
    askDelay(delayMs: number): void;
    later: NonNullable<LiveOptions['later']>;
  },
): Promise<void> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  const read = createEventReader({ event: take, retry: askDelay });
  let cancelQuiet = later(() => controller.abort(), QUIET_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || controller.signal.aborted) return;
      cancelQuiet();
      cancelQuiet = later(() => controller.abort(), QUIET_MS);
      read(value);
    }
  } finally {
    cancelQuiet();
    await reader.cancel().catch(() => {});
  }
}

/** One follower: its reloads one after the other, its events behind them. */
function createFollowing({ kinds, reload, event, failed }: Follower) {
  // `behind` has nothing, or not everything: it reads at the next opportunity.
  let state: 'behind' | 'reloading' | 'following' | 'ended' = 'behind';
  const now = () => state;
  let again = false;
  let held: LiveEvent[] = [];

  const run = async (): Promise<void> => {
    state = 'reloading';
    let error: { thrown: unknown } | undefined;
    do {
      again = false;
      held = [];
      error = await reload().then(
        () => undefined,
        (thrown: unknown) => ({ thrown }),
      );
    } while (again && now() !== 'ended');
    if (now() === 'ended') return;
    state = error ? 'behind' : 'following';
    if (error) failed(error.thrown);
    else for (const one of held.splice(0)) event(one);
  };

  return {
    begin() {
      if (state === 'behind') void run();
    },
    reload() {
      if (state === 'reloading') again = true;
      else if (state !== 'ended') void run();
    },
    event(one: LiveEvent) {
      if (kinds && !kinds.includes(one.kind)) return;
      if (state === 'following') event(one);
      else if (state === 'reloading') held.push(one);
    },
    end() {
      state = 'ended';
      held = [];
    },
  };
}
