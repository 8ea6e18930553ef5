/** One request and its answer as a simulator saw it: a call it served, a webhook it posted, or a call it made on the provider. */
export interface JournalEntry {
  /** Counts from 1 over both simulators. */
  readonly seq: number;
  /** When the request began, UTC milliseconds of the simulators' clock. */
  readonly at: number;
  /** Which simulator took part. */
  readonly side: 'whatsapp' | 'pipedrive';
  /** `in`: the provider called the simulator. `out`: the simulator called the provider. */
  readonly direction: 'in' | 'out';
  /** The operation of the contract that was called, where the address is one of an operation. */
  readonly operationId: string | null;
  readonly method: string;
  /** Path and query for calls that came in, the full address for calls that went out. */
  readonly url: string;
  /** Credentials and signatures are left out; everything else is here, so this is nothing for a log. */
  readonly request: unknown;
  /** 0 when no answer was given or came. */
  readonly status: number;
  readonly response: unknown;
  /** How the request or the answer broke the contract. */
  readonly violation: string | null;
}

export interface Journal {
  record(entry: Omit<JournalEntry, 'seq'>): void;
  /** Entries after `seq`, oldest first. */
  since(seq: number): readonly JournalEntry[];
  clear(): void;
}

/** Tells of each entry. Keeps the newest `limit` entries; the numbers go on counting when older ones are forgotten or the journal is cleared. */
export function createJournal(limit = 10_000, onRecord: () => void = () => {}): Journal {
  let entries: JournalEntry[] = [];
  let last = 0;
  return {
    record(entry) {
      entries.push({ ...entry, seq: ++last });
      onRecord();
      // Cut rarely, so that a busy journal is not copied for each entry.
      if (entries.length > limit * 2) entries = entries.slice(-limit);
    },
    since: (seq) => entries.slice(-limit).filter((entry) => entry.seq > seq),
    clear() {
      entries = [];
    },
  };
}
