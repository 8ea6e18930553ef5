import type { Clock } from '../../../src/clock.ts';
import type { Disk, Errand } from './disk.ts';

/** What became of an attempt: over, or to be repeated after so many milliseconds (`behind`: after what waits in the queue). */
export type Verdict = 'over' | { againInMs: number; behind?: boolean };

export interface QueueOptions {
  disk: Disk;
  clock: Clock;
  /** Told when the queues have changed. */
  save(): void;
  attempt(errand: Errand): Promise<Verdict>;
  /** How many errands of this queue may be under way at once. */
  width(errand: Errand): number;
}

/** Carries errands: in order within one queue, side by side across queues. Everything that waits stands on the disk. */
export class Queues {
  readonly #options: QueueOptions;
  readonly #running = new Set<Errand>();
  readonly #timers = new Map<string, () => void>();
  readonly #waiters: (() => void)[] = [];
  #dead = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(errand: Errand): void {
    const { errands } = this.#options.disk;
    const name = `${errand.to}/${errand.threadId}`;
    const queue = errands.get(name) ?? [];
    errands.set(name, queue);
    queue.push(errand);
    this.#look(name);
  }

  /** Goes on with what an earlier process left. */
  resume(): void {
    for (const name of this.#options.disk.errands.keys()) this.#look(name);
  }

  /** Resolves when nothing is under way. */
  async quiet(): Promise<void> {
    while (this.#busy()) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  die(): void {
    this.#dead = true;
    for (const cancel of this.#timers.values()) cancel();
    for (const wake of this.#waiters.splice(0)) wake();
  }

  /** What is due and waits for its timer is not under way: the timer of another queue at the same moment may come first, and waits for quiet. */
  #busy(): boolean {
    return !this.#dead && this.#running.size > 0;
  }

  #look(name: string): void {
    const { disk, clock, width } = this.#options;
    const queue = disk.errands.get(name) ?? [];
    const first = queue[0];
    if (this.#dead || !first) return;
    this.#timers.get(name)?.();
    this.#timers.delete(name);
    for (const errand of queue.slice(0, width(first))) {
      if (this.#running.has(errand)) continue;
      const waitMs = errand.notBeforeMs - clock.now();
      if (waitMs > 0) {
        if (!this.#timers.has(name))
          this.#timers.set(
            name,
            clock.after(waitMs, () => this.#look(name)),
          );
        continue;
      }
      void this.#run(name, queue, errand);
    }
  }

  async #run(name: string, queue: Errand[], errand: Errand): Promise<void> {
    this.#running.add(errand);
    errand.tries++;
    const verdict = await this.#options.attempt(errand);
    this.#running.delete(errand);
    if (this.#dead) return;
    if (verdict === 'over' || verdict.behind) queue.splice(queue.indexOf(errand), 1);
    if (verdict !== 'over') {
      errand.notBeforeMs = this.#options.clock.now() + verdict.againInMs;
      if (verdict.behind) queue.push(errand);
    }
    this.#options.save();
    this.#look(name);
    for (const wake of this.#waiters.splice(0)) wake();
  }
}
