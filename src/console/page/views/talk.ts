import { html, nothing } from 'lit-html';
import { icon } from '../components/icon.ts';
import { errorNotice } from '../components/notice.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';
import { createInboxList } from '../talk/inbox-list.ts';
import { createInboxThread } from '../talk/inbox-thread.ts';
import { badge } from '../talk/parts.ts';
import { createPhone } from '../talk/phone.ts';
import { createTalkActions } from '../talk/talk-actions.ts';
import { createTalkStore } from '../talk/talk-store.ts';
import { silence } from '../talk/voice-player.ts';

/** Without an event stream the page asks again and again. */
const POLL_MS = 2000;
/** Clocks on the page: the phone's, and the time that is left for an answer. */
const TICK_MS = 1000;

export const talk: View = {
  id: 'talk',
  title: 'Talk',
  sandboxOnly: true,
  start,
};

/** A phone and an inbox side by side, over the simulators. */
function start(context: ViewContext): RunningView {
  const { live, update } = context;
  const store = createTalkStore(context);
  const actions = createTalkActions(context, store);
  const phone = createPhone(context, store, actions);
  const list = createInboxList(store);
  const thread = createInboxThread(context, store, actions);
  const { state } = store;

  const following = live.follow({ kinds: ['phone', 'inbox', 'clock'], reload: store.reload, event: store.event, failed: () => update() });
  const isSeen = () => document.visibilityState === 'visible';
  const poll = setInterval(() => {
    if (live.connection.kind === 'unsupported' && isSeen()) store.refresh();
  }, POLL_MS);
  const tick = setInterval(() => isSeen() && update(), TICK_MS);
  const tab = (name: 'phone' | 'inbox', words: string, count: number) => html`
    <button type="button" role="tab" id="tab-${name}" aria-controls="pane-${name}" aria-selected=${state.tab === name} @click=${() => store.show(name)}>
      ${icon(name)} ${words} ${badge(count, 'unread')}
    </button>
  `;
  const unreadOnPhones = () => state.people.reduce((sum, { chats }) => sum + chats.reduce((all, { unread }) => all + unread, 0), 0);

  return {
    render: () => html`
      ${state.error !== undefined ? html`<div class="talk-error">${errorNotice(state.error, following.reload)}</div>` : nothing}
      <div class="talk-tabs" role="tablist" aria-label="Side">${tab('phone', 'Phone', unreadOnPhones())} ${tab('inbox', 'Inbox', state.unread)}</div>
      <div class="talk ${state.tab === 'phone' ? 'shows-phone' : 'shows-inbox'} ${state.thread ? 'has-thread' : ''}">
        <div class="talk-phone" id="pane-phone">${phone.render()}</div>
        <section class="talk-inbox card" id="pane-inbox" aria-label="Inbox">${list()} ${thread.render()}</section>
      </div>
    `,
    stop() {
      following.stop();
      clearInterval(poll);
      clearInterval(tick);
      phone.stop();
      thread.stop();
      silence();
    },
  };
}
