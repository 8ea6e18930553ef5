import type { Clock } from '../../src/clock.ts';

/** What the inbox has to ask the provider, as plain data. */
export type Errand =
  /** Reads a new channel in: its conversations, templates and pictures. */
  | { kind: 'sync'; channelId: string }
  /** Learns who takes part in a conversation, and its history. */
  | { kind: 'learn'; channelId: string; conversationId: string }
  /** Looks after the pictures of a conversation's participants. */
  | { kind: 'avatars'; channelId: string; conversationId: string };

/** A caller that never takes its answer does not keep the inbox from asking; this long after, it asks all the same. */
const UNANSWERED_MS = 1000;

/**
 * Calls on the provider that happen beside the requests. An errand is remembered from the moment it is given until it is done, so that a
 * snapshot holds what is still to be asked. `run` must not reject.
 */
export function createErrands(clock: Clock, run: (errand: Errand) => Promise<void>) {
  let open = new Map<Errand, () => void>();
  const running = new Set<Promise<void>>();

  const start = (errand: Errand): Promise<void> => {
    const callOff = open.get(errand);
    if (!callOff) return Promise.resolve();
    callOff();
    open.set(errand, () => {});
    const owner = open;
    const done = run(errand).finally(() => {
      owner.delete(errand);
      running.delete(done);
    });
    running.add(done);
    return done;
  };
  const clear = (): void => {
    for (const callOff of open.values()) callOff();
    // What is under way ends beside the new map and cannot touch it.
    open = new Map();
  };

  return {
    /** Starts at once, and resolves when it is done. */
    start(errand: Errand): Promise<void> {
      open.set(errand, () => {});
      return start(errand);
    },
    /** Starts once the answer is out, or soon after when nobody takes the answer. */
    startOnceAnswered(errand: Errand, onAnswered: (callback: () => void) => void): void {
      const timer = clock.after(UNANSWERED_MS, () => void start(errand));
      open.set(errand, timer);
      onAnswered(() => void start(errand));
    },
    /** Resolves when nothing is under way. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.allSettled(running);
    },
    clear,
    snapshot: (): Errand[] => structuredClone([...open.keys()]),
    restore(errands: readonly Errand[]): void {
      clear();
      for (const errand of structuredClone([...errands])) {
        open.set(errand, () => {});
        void start(errand);
      }
    },
  };
}

export type Errands = ReturnType<typeof createErrands>;
