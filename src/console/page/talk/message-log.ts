import type { Message } from './types.ts';

export interface LogPage {
  messages: Message[];
  more: boolean;
}

export interface MessageLogOptions {
  /** Reads a page; asked for nothing, the newest. */
  read(page: { before?: string; from?: string; limit: number }): Promise<LogPage>;
  /** Something is new or different. */
  changed(): void;
}

/** One conversation as far as it was read: an unbroken run of messages up to the newest. */
export interface MessageLog {
  readonly messages: readonly Message[];
  /** Whether older ones can be read. */
  readonly more: boolean;
  /** The first page is not there yet. */
  readonly isLoading: boolean;
  /** Why the last page could not be read. */
  readonly error: unknown;
  /** Reads the newest page. */
  refresh(): Promise<void>;
  /** Reads everything anew that was read before: any of it may have changed. */
  reload(): Promise<void>;
  /** Whether the newest page held it: then `refresh` has brought it as it is now. */
  isRecent(id: string): boolean;
  /** Reads one message again, wherever it stands. */
  reread(id: string): Promise<void>;
  /** Reads the page before the first message; does nothing while one is under way. */
  older(): Promise<void>;
  find(id: string): Message | undefined;
}

const PAGE = 50;
/** Whoever scrolls up wants more. */
const OLDER_PAGE = 200;
/** What one request may bring, for reading much again. */
const LARGEST_PAGE = 500;

export function createMessageLog({ read, changed }: MessageLogOptions): MessageLog {
  let messages: readonly Message[] = [];
  let more = false;
  let isLoading = true;
  let error: unknown;
  let fetchingOlder = false;
  const byId = new Map<string, Message>();
  let recent: ReadonlySet<string> = new Set();

  const put = (next: readonly Message[]): void => {
    messages = next;
    byId.clear();
    for (const message of next) byId.set(message.id, message);
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      error = undefined;
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      isLoading = false;
      changed();
    }
  };
  /** The newest page takes the place of what is known of it. Where the two do not meet, something between them is missing: only the page is sure. */
  const takeNewest = (page: LogPage): void => {
    recent = new Set(page.messages.map(({ id }) => id));
    const first = page.messages[0];
    const meets = first === undefined ? -1 : messages.findIndex(({ id }) => id === first.id);
    if (meets > 0) put([...messages.slice(0, meets), ...page.messages]);
    else {
      put(page.messages);
      more = page.more;
    }
  };
  const readOn = async (from: string): Promise<Message[]> => {
    const { messages: found, more: goesOn } = await read({ from, limit: LARGEST_PAGE });
    const last = found.at(-1);
    return goesOn && last && last.id !== from ? [...found.slice(0, -1), ...(await readOn(last.id))] : found;
  };

  return {
    get messages() {
      return messages;
    },
    get more() {
      return more;
    },
    get isLoading() {
      return isLoading;
    },
    get error() {
      return error;
    },
    isRecent: (id) => recent.has(id),
    refresh: () => attempt(async () => takeNewest(await read({ limit: PAGE }))),
    reload: () =>
      attempt(async () => {
        const newest = await read({ limit: PAGE });
        const oldest = messages[0];
        const wasLong = oldest !== undefined && messages.length > newest.messages.length && newest.more;
        // It may be gone, after everything was set back.
        const whole = wasLong ? await readOn(oldest.id).catch(() => undefined) : undefined;
        if (whole) put(whole);
        else takeNewest(newest);
      }),
    reread: (wanted) =>
      attempt(async () => {
        const place = messages.findIndex(({ id }) => id === wanted);
        if (place === -1) return;
        const [fresh] = (await read({ from: wanted, limit: 1 })).messages;
        const now = messages.findIndex(({ id }) => id === wanted);
        if (fresh && now !== -1) put(messages.with(now, fresh));
      }),
    async older() {
      const first = messages[0];
      if (fetchingOlder || !more || first === undefined) return;
      fetchingOlder = true;
      try {
        await attempt(async () => {
          const page = await read({ before: first.id, limit: OLDER_PAGE });
          // Whatever was put in their place meanwhile has its own beginning.
          if (messages[0]?.id !== first.id) return;
          more = page.more;
          put([...page.messages, ...messages]);
        });
      } finally {
        fetchingOlder = false;
      }
    },
    find: (id) => byId.get(id),
  };
}
