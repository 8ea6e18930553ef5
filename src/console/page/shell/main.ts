import { html, render, type TemplateResult } from 'lit-html';
import { createDialogs } from '../components/dialog.ts';
import { errorNotice } from '../components/notice.ts';
import { createToasts } from '../components/toasts.ts';
import { contracts } from '../views/contracts.ts';
import { inside } from '../views/inside.ts';
import { setup } from '../views/setup.ts';
import { talk } from '../views/talk.ts';
import { trouble } from '../views/trouble.ts';
import { createApi } from './api.ts';
import { ApiError } from './api-error.ts';
import type { View } from './context.ts';
import { frame } from './frame.ts';
import { type Connection, createLive } from './live.ts';
import { createLogin } from './login.ts';
import { openEvents } from './open-events.ts';
import { createSession, type Session } from './session.ts';
import { createState } from './state.ts';

const allViews: readonly View[] = [talk, inside, trouble, setup, contracts];

interface PageState {
  /** `entering` before the provider said who may see it, `failed` when it did not. */
  stage: 'entering' | 'failed' | 'login' | 'session';
  failure: unknown;
  session: Session | undefined;
  view: View | undefined;
  connection: Connection;
}

const page = document.getElementById('page') as HTMLElement;
const state = createState<PageState>({
  stage: 'entering',
  failure: undefined,
  session: undefined,
  view: undefined,
  connection: { kind: 'stopped' },
});
// In memory only: nothing of it is ever in storage, in the address or in the page.
let token: string | undefined;

const toasts = createToasts(() => draw());
const dialogs = createDialogs();
const api = createApi({ token: () => token, onUnauthorized: () => refused() });
const live = createLive({
  open: (since, signal) => openEvents(api, since, signal),
  onConnection: (connection) => state.set({ connection }),
});
const login = createLogin({ tryToken, changed: () => draw() });

/** Asks the provider who it is; in the sandbox anybody may, otherwise the token decides. */
async function enter(): Promise<void> {
  const about = await api.call('getAddresses');
  const views = allViews.filter(({ sandboxOnly }) => about.mode === 'sandbox' || !sandboxOnly);
  const session = createSession({ about, views, api, live, toasts, dialogs });
  live.start();
  state.set({ stage: 'session', session, failure: undefined });
  follow();
}

async function begin(): Promise<void> {
  state.set({ stage: 'entering', failure: undefined });
  try {
    await enter();
  } catch (error) {
    if (state.value.stage === 'entering') state.set({ stage: 'failed', failure: error });
  }
}

const WRONG_TOKEN = 'This is not the token of this provider. Compare it with CONSOLE_TOKEN in the settings it was started with.';

async function tryToken(given: string): Promise<string | undefined> {
  // No request could carry anything else.
  if (!/^[\x21-\x7e]+$/.test(given)) return WRONG_TOKEN;
  token = given;
  try {
    await enter();
    return undefined;
  } catch (error) {
    token = undefined;
    if (!(error instanceof ApiError)) throw error;
    return error.status === 401 ? WRONG_TOKEN : `${error.title}. ${error.message}`;
  }
}

/** The session is over. */
function leave(): void {
  token = undefined;
  state.value.session?.stop();
  document.title = 'Messaging provider';
  state.set({ stage: 'login', session: undefined, view: undefined });
}

function refused(): void {
  const had = state.value.session;
  leave();
  if (had)
    toasts.say({
      tone: 'bad',
      title: 'You were signed out',
      detail: 'The provider no longer takes this token. Sign in with the one it has now.',
    });
}

/** Opens the view that the address names; the first one when it names none. */
function follow(): void {
  const { session } = state.value;
  if (!session) return;
  const wanted = /^#\/([a-z]+)/.exec(location.hash)?.[1];
  const view = session.views.find(({ id }) => id === wanted) ?? (session.views[0] as View);
  if (view.id !== wanted) history.replaceState(null, '', `#/${view.id}`);
  const isChange = state.value.view !== undefined && state.value.view !== view;
  session.placeOf(view).hidden = false;
  state.set({ view });
  session.open(view);
  document.title = `${view.title} · Messaging provider`;
  if (isChange) document.getElementById('content')?.focus({ preventScroll: true });
}

function content(): TemplateResult {
  const { stage, failure, session, view, connection } = state.value;
  if (stage === 'login') return login.render();
  if (stage === 'failed') return html`<main class="login" id="content">${errorNotice(failure, () => void begin())}</main>`;
  if (!session || !view) return html`<main class="login" id="content"><p class="quiet" role="status">Asking the provider…</p></main>`;
  const signOut = session.about.mode === 'live' ? leave : undefined;
  return frame({
    about: session.about,
    views: session.views,
    current: view,
    balance: session.balance,
    placeOf: session.placeOf,
    connection,
    reconnect: live.reconnect,
    signOut,
  });
}

function draw(): void {
  render(html`${content()}${toasts.render()}`, page);
}

state.subscribe(draw);
addEventListener('hashchange', follow);
// A machine that wakes up, or finds its network again, need not wait for the next try.
addEventListener('online', () => live.reconnect());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') live.reconnect();
});
page.replaceChildren();
await begin();
