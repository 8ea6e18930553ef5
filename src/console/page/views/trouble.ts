import { html } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';
import { createTroubleActions } from './trouble-actions.ts';
import { clockCard } from './trouble-clock.ts';
import { faultCard } from './trouble-faults.ts';

export const trouble: View = {
  id: 'trouble',
  title: 'Time and trouble',
  sandboxOnly: true,
  start: startTrouble,
};

const LOOK_MS = 1000;

function startTrouble(context: ViewContext): RunningView {
  const { live, update } = context;
  const { state, load, failed, ...actions } = createTroubleActions(context);
  const pulse = createPulse(() => load().catch(failed), LOOK_MS);
  const following = live.follow({ reload: load, event: pulse.ask, failed });
  // The clock ticks; and the control API, which others use, tells nobody what it changed.
  const ticking = setInterval(() => {
    if (document.visibilityState === 'hidden' || !location.hash.startsWith('#/trouble')) return;
    update();
    pulse.ask();
  }, LOOK_MS);
  return {
    render: () =>
      state.failure === undefined
        ? html`<div class="trouble">${clockCard({ ...state, ...actions })}${faultCard({ ...state, ...actions })}</div>`
        : html`<div class="trouble">${errorNotice(state.failure, following.reload)}</div>`,
    shown: pulse.ask,
    stop() {
      clearInterval(ticking);
      pulse.stop();
      following.stop();
    },
  };
}
