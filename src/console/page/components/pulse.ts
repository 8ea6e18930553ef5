export interface Pulse {
  /** Soon, with whatever else asks meanwhile. */
  ask(): void;
  stop(): void;
}

/** Lets something run at most once per `everyMs` however often it is asked for, never twice at a time, and never in a tab that nobody sees. */
export function createPulse(run: () => Promise<void>, everyMs: number): Pulse {
  let isAsked = false;
  let isBusy = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = async (): Promise<void> => {
    timer = undefined;
    isAsked = false;
    isBusy = true;
    await run();
    isBusy = false;
    if (isAsked) plan();
  };
  const plan = (): void => {
    if (isStopped || isBusy || timer !== undefined || document.visibilityState === 'hidden') return;
    timer = setTimeout(() => void next(), everyMs);
  };
  const seen = () => {
    if (document.visibilityState === 'visible' && isAsked) plan();
  };
  document.addEventListener('visibilitychange', seen);
  return {
    ask() {
      isAsked = true;
      plan();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    },
  };
}
