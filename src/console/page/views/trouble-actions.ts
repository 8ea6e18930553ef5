import { localTime } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import type { ViewContext } from '../shell/context.ts';
import type { Fault, Faults } from './trouble-faults.ts';

export interface TroubleState {
  clock: Answer<'getPlaygroundClock'> | undefined;
  /** The machine's time when the clock was read. */
  readAt: number;
  isMoving: boolean;
  faults: Faults | undefined;
  /** The name of the fault that is being changed. */
  busy: string | undefined;
  failure: unknown;
}

/** What the view of time and trouble knows, and what can be done there. */
export function createTroubleActions({ api, update, toasts }: ViewContext) {
  const state: TroubleState = {
    ...{ clock: undefined, readAt: 0, isMoving: false },
    ...{ faults: undefined, busy: undefined, failure: undefined },
  };
  const takeClock = (clock: TroubleState['clock']): void => {
    state.clock = clock;
    state.readAt = Date.now();
  };
  const change = async (name: string, ask: () => Promise<Faults>): Promise<void> => {
    if (state.busy !== undefined) return;
    state.busy = name;
    update();
    try {
      state.faults = await ask();
    } catch (error) {
      toasts.fail(error);
    }
    state.busy = undefined;
    update();
  };
  const jump = async (by: string): Promise<void> => {
    if (state.isMoving) return;
    state.isMoving = true;
    update();
    try {
      const clock = await api.call('advancePlaygroundClock', { body: { by } });
      takeClock(clock);
      toasts.say({ tone: 'good', title: 'Time has passed', detail: `In the sandbox it is ${localTime(clock.now, 'moment')} now.` });
    } catch (error) {
      toasts.fail(error);
    }
    state.isMoving = false;
    update();
  };
  return {
    state: state as Readonly<TroubleState>,
    async load(): Promise<void> {
      const [clock, faults] = await Promise.all([api.call('getPlaygroundClock'), api.call('listPlaygroundFaults')]);
      // While time is being moved, or a fault changed, what comes back from that is newer.
      if (!state.isMoving) takeClock(clock);
      if (state.busy === undefined) state.faults = faults;
      state.failure = undefined;
      update();
    },
    failed(error: unknown): void {
      state.failure = error;
      update();
    },
    jump: (by: string) => void jump(by),
    set: ({ name, title, description, lasts }: Fault) =>
      void change(name, async () => {
        const changed = await api.call('setPlaygroundFault', { path: { faultName: name } });
        if (lasts === 'at-once') toasts.say({ tone: 'good', title, detail: description });
        return changed;
      }),
    clear: ({ name }: Fault) => void change(name, () => api.call('clearPlaygroundFault', { path: { faultName: name } })),
    clearAll: () => void change('all', () => api.call('clearPlaygroundFaults')),
  };
}
