const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Ending = keyof typeof EXIT_CODES;
const LONGEST_END_MS = 5000;

export interface Interruption {
  /** Aborted by the first signal that wants the program to end. */
  readonly signal: AbortSignal;
  /** Takes the listeners back. After a signal it never resolves: the program is about to end, and nobody has anything to add. */
  over(): Promise<void>;
}

/**
 * Ends the program in an orderly way at SIGINT, SIGTERM or SIGHUP: says so, waits for `end` (five seconds at most; what is still there then is the
 * matter of listeners for `exit`), and exits with 128 and the signal's number. Signals after the first change nothing: Ctrl-C sends one to us and one
 * to whoever started us, who passes it on.
 */
export function listenForSignals(say: (text: string) => void, end: () => Promise<void>): Interruption {
  const abort = new AbortController();
  const onSignal = (name: Ending): void => {
    if (abort.signal.aborted) return;
    say('interrupted');
    abort.abort();
    const exit = (): never => process.exit(EXIT_CODES[name]);
    setTimeout(exit, LONGEST_END_MS);
    end().then(exit, exit);
  };
  const names = Object.keys(EXIT_CODES) as Ending[];
  for (const name of names) process.on(name, onSignal);
  return {
    signal: abort.signal,
    async over() {
      if (abort.signal.aborted) await new Promise<never>(() => {});
      for (const name of names) process.off(name, onSignal);
    },
  };
}
