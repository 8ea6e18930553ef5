import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import type { Snapshot } from './control/whole-state.ts';
import { slimSnapshot } from './slim-snapshot.ts';

export interface KeptSimulatorsOptions {
  /** The file with the state; readable by its owner only, since it holds secrets and messages. */
  file: string;
  take(): Snapshot;
  put(snapshot: Snapshot): Promise<void>;
  /** Says in words what a person should know: the state was lost, or cannot be kept. */
  onTrouble(words: string): void;
  /** Runs `callback` after `delayMs`; returns how to prevent it. */
  later?(callback: () => void, delayMs: number): () => void;
  /** Names a broken file; the machine's time unless told. */
  now?(): number;
}

export interface KeptSimulators {
  /** Puts back what was kept last, and keeps what changes from now on. A file that cannot be read is set aside, and nothing is put back. */
  recall(): Promise<void>;
  /** Something has changed. It is on the disk soon after, however often this is called. */
  changed(): void;
  /** Keeps the state as it is now, and nothing that comes later. Does nothing before `recall`. */
  stop(): Promise<void>;
}

const SOON_MS = 1000;
/** Taking and writing the state holds the program up; it may do so for at most this part of the time. */
const SHARE = 1 / 20;

/** Keeps the state of the simulators in a file, so that phones and inbox outlast the process. */
export function createKeptSimulators(options: KeptSimulatorsOptions): KeptSimulators {
  const { file, take, put, onTrouble, later = realLater, now = Date.now } = options;
  let state: 'asleep' | 'keeping' | 'stopped' = 'asleep';
  let callOff: (() => void) | undefined;
  let costMs = 0;
  let writing: Promise<void> = Promise.resolve();
  let lastWords = '';

  const tell = (words: string): void => {
    // Once a second the same sentence would only bury the others.
    if (words !== lastWords) onTrouble(words);
    lastWords = words;
  };
  const save = async (): Promise<void> => {
    const began = performance.now();
    try {
      const { text, leftOut } = slimSnapshot(take());
      if (leftOut) tell(`${file}: ${leftOut}`);
      await replace(file, text);
    } catch (error) {
      tell(`The simulated phones and inbox are not kept for the next start: ${(error as Error).message}. Make room for ${file}.`);
    }
    costMs = performance.now() - began;
  };
  const queue = (): Promise<void> => {
    callOff?.();
    callOff = undefined;
    writing = writing.then(save);
    return writing;
  };

  return {
    async recall() {
      const kept = await read(file);
      if (kept !== undefined) {
        try {
          await put(JSON.parse(kept) as Snapshot);
        } catch (error) {
          const aside = `${file}.broken-${new Date(now()).toISOString().replace(/\D/g, '').slice(0, 14)}`;
          await rename(file, aside);
          tell(
            `The simulated phones and inbox begin anew, because what was kept of them cannot be read (${(error as Error).message}). It was set aside as ${aside}.`,
          );
        }
      }
      state = 'keeping';
    },
    changed() {
      if (state !== 'keeping' || callOff) return;
      callOff = later(() => void queue(), Math.max(SOON_MS, costMs / SHARE));
    },
    async stop() {
      if (state !== 'keeping') return;
      state = 'stopped';
      await queue();
    },
  };
}

const realLater = (callback: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** As a whole: a reader, or a crash, never meets half of it. */
async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, text, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}
