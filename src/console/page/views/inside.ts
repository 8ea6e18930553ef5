import { html } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';

export const inside: View = {
  id: 'inside',
  title: 'Look inside',
  sandboxOnly: false,
  start: (context) => startLater(context),
};

/** Its modules come when it is first opened: whoever only talks does not load them. */
function startLater(context: ViewContext): RunningView {
  let running: RunningView | undefined;
  let failure: unknown;
  let isStopped = false;
  const load = async (): Promise<void> => {
    failure = undefined;
    try {
      const { startInside } = await import('./inside-view.ts');
      if (!isStopped) running = startInside(context);
    } catch (error) {
      failure = error;
    }
    context.update();
  };
  void load();
  return {
    render() {
      if (running) return running.render();
      return failure === undefined
        ? html`<p class="inside-wait quiet" role="status">Opening…</p>`
        : errorNotice(failure, () => void load());
    },
    shown: () => running?.shown?.(),
    stop() {
      isStopped = true;
      running?.stop?.();
    },
  };
}
