import { html } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import { localTime } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';
import { clockCard } from './trouble-clock.ts';
import { type Faults, faultCard } from './trouble-faults.ts';

export const trouble: View = {
  id: 'trouble',
  title: 'Time and trouble',
  sandboxOnly: true,
  start: startTrouble,
};

/** How often what is set is read again: one for the next message only is used up without anybody asking for it. */
const LOOK_MS = 1000;

function startTrouble({ api, live, update, toasts }: ViewContext): RunningView {
  let clock: Answer<'getPlaygroundClock'> | undefined;
  let readAt = 0;
  let isMoving = false;
  let faults: Faults | undefined;
  let busy: string | undefined;
  let failure: unknown;

  const takeClock = (read: typeof clock): void => {
    clock = read;
    readAt = Date.now();
  };
  const load = async (): Promise<void> => {
    const [time, listed] = await Promise.all([api.call('getPlaygroundClock'), api.call('listPlaygroundFaults')]);
    // While time is being moved, or a fault changed, what comes back from that is newer.
    if (!isMoving) takeClock(time);
    if (busy === undefined) faults = listed;
    failure = undefined;
    update();
  };
  const failed = (error: unknown): void => {
    failure = error;
    update();
  };
  const pulse = createPulse(() => load().catch(failed), LOOK_MS);
  const following = live.follow({ reload: load, event: () => pulse.ask(), failed });
  const ticking = setInterval(() => {
    if (document.visibilityState === 'hidden') return;
    update();
    if (faults?.faults.some(({ isSet, lasts }) => isSet && lasts === 'once')) pulse.ask();
  }, 1000);

  const jump = async (by: string): Promise<void> => {
    if (isMoving) return;
    isMoving = true;
    update();
    try {
      takeClock(await api.call('advancePlaygroundClock', { body: { by } }));
      toasts.say({ tone: 'good', title: 'Time has passed', detail: `In the sandbox it is ${localTime(clock?.now ?? 0, 'moment')} now.` });
    } catch (error) {
      toasts.fail(error);
    }
    isMoving = false;
    update();
  };
  const change = async (name: string, ask: () => Promise<Faults>): Promise<void> => {
    if (busy !== undefined) return;
    busy = name;
    update();
    try {
      faults = await ask();
    } catch (error) {
      toasts.fail(error);
    }
    busy = undefined;
    update();
  };

  return {
    render: () =>
      failure === undefined
        ? html`<div class="trouble">
            ${clockCard({ clock, readAt, isMoving, jump: (by) => void jump(by) })}
            ${faultCard({
              faults,
              busy,
              set: (fault) =>
                void change(fault.name, async () => {
                  const changed = await api.call('setPlaygroundFault', { path: { faultName: fault.name } });
                  if (fault.lasts === 'at-once') toasts.say({ tone: 'good', title: fault.title, detail: fault.description });
                  return changed;
                }),
              clear: (fault) => void change(fault.name, () => api.call('clearPlaygroundFault', { path: { faultName: fault.name } })),
              clearAll: () => void change('all', () => api.call('clearPlaygroundFaults')),
            })}
          </div>`
        : html`<div class="trouble">${errorNotice(failure, following.reload)}</div>`,
    shown: () => pulse.ask(),
    stop() {
      clearInterval(ticking);
      pulse.stop();
      following.stop();
    },
  };
}
