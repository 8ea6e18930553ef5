/** A timer that waits; `cancelled` ones are passed over. */
export interface QueuedTimer {
  /** UTC milliseconds. */
  readonly at: number;
  /** Counts up; timers of the same moment fire in this order. */
  readonly id: number;
  readonly callback: () => void;
  cancelled: boolean;
}

export interface TimerQueue {
  add(timer: QueuedTimer): void;
  cancel(timer: QueuedTimer): void;
  /** The earliest that is not cancelled. */
  first(): QueuedTimer | undefined;
  /** Takes the earliest that is not cancelled out of the queue. */
  take(): QueuedTimer | undefined;
}

/** Fewer cancelled timers than this are not worth the sweep. */
const SWEEP_FROM = 64;

/** Timers by time, as a binary heap: adding and taking cost the logarithm of how many wait, cancelling next to nothing. */
export function createTimerQueue(): TimerQueue {
  let heap: QueuedTimer[] = [];
  let cancelled = 0;

  const take = (): QueuedTimer | undefined => {
    const top = heap[0];
    const last = heap.pop();
    if (last && last !== top) {
      heap[0] = last;
      siftDown(heap, 0);
    }
    return top;
  };
  const dropCancelled = (): void => {
    while (heap[0]?.cancelled) {
      take();
      cancelled--;
    }
  };

  return {
    add(timer) {
      heap.push(timer);
      siftUp(heap, heap.length - 1);
    },
    cancel(timer) {
      if (timer.cancelled) return;
      timer.cancelled = true;
      cancelled++;
      // Timers called off long before their time would otherwise stay for days of the clock.
      if (cancelled < SWEEP_FROM || cancelled * 2 < heap.length) return;
      heap = heap.filter((candidate) => !candidate.cancelled).sort((a, b) => (isBefore(a, b) ? -1 : 1));
      cancelled = 0;
    },
    first() {
      dropCancelled();
      return heap[0];
    },
    take() {
      dropCancelled();
      const timer = take();
      // Calling a timer off after it fired must not count.
      if (timer) timer.cancelled = true;
      return timer;
    },
  };
}

const isBefore = (a: QueuedTimer, b: QueuedTimer): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

function siftUp(heap: QueuedTimer[], start: number): void {
  let child = start;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!swapWhenBefore(heap, child, parent)) return;
    child = parent;
  }
}

function siftDown(heap: QueuedTimer[], start: number): void {
  let parent = start;
  for (;;) {
    const left = parent * 2 + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    const child = a && b && isBefore(b, a) ? left + 1 : left;
    if (child >= heap.length || !swapWhenBefore(heap, child, parent)) return;
    parent = child;
  }
}

function swapWhenBefore(heap: QueuedTimer[], child: number, parent: number): boolean {
  const [a, b] = [heap[child], heap[parent]];
  if (!a || !b || !isBefore(a, b)) return false;
  heap[child] = b;
  heap[parent] = a;
  return true;
}
