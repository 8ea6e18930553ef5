import { html, nothing, type TemplateResult } from 'lit-html';
import { copyButton } from '../components/copy-button.ts';
import { icon } from '../components/icon.ts';
import { emptyState, errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import { time } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import { ApiError } from '../shell/api-error.ts';
import type { ViewContext } from '../shell/context.ts';
import type { LiveEvent } from '../shell/live.ts';
import type { RecentMessage } from './inside-log.ts';
import { addressOf, placeOf } from './inside-place.ts';
import { traceOf } from './inside-trace-hops.ts';
import type { InsidePage } from './inside-view.ts';

export type Trace = Answer<'findTrace'>;

/** What waits says for how long: its words are read again, in milliseconds. */
const WAITING_AGE_MS = 5000;

/** The way of one message, as it goes on. */
export function createTracing({ api, live, toasts, update }: ViewContext, recentMessages: () => RecentMessage[]): InsidePage {
  let id = '';
  let trace: Trace | undefined;
  let failure: unknown;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = async (): Promise<void> => {
    clearTimeout(timer);
    const wanted = id;
    if (wanted === '') return;
    const answer = await api.call('findTrace', { query: { id: wanted } }).then(
      (found) => ({ found, error: undefined }),
      (error: unknown) => ({ found: undefined, error }),
    );
    // Meanwhile somebody asked for another one.
    if (wanted !== id) return;
    const isUnknown = answer.error instanceof ApiError && answer.error.status === 404;
    if (answer.found || isUnknown) trace = answer.found;
    failure = answer.error;
    if (trace?.course === 'waiting') timer = setTimeout(() => isInSight() && following.reload(), WAITING_AGE_MS);
    update();
    // So that it is read again when the provider is back.
    if (answer.error !== undefined && !isUnknown) throw answer.error;
  };
  const concerns = ({ kind, data }: LiveEvent): boolean => {
    if (id === '') return false;
    if (kind === 'hold' || kind === 'clock') return true;
    return trace === undefined || data['messageId'] === trace.messageId || (id.startsWith('cv_') && data['conversationId'] === id);
  };
  const following = live.follow({
    kinds: ['message', 'status', 'job', 'hold', 'clock'],
    reload: read,
    event: (event) => concerns(event) && later.ask(),
    failed() {
      // `read` has kept it: it belongs to one message.
    },
  });
  const later = createPulse(async () => following.reload(), 80);

  const search = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = String(new FormData(event.target as HTMLFormElement).get('id')).trim();
    if (wanted === '') return;
    const address = addressOf('message', wanted);
    if (location.hash === address) following.reload();
    else location.hash = address;
  };

  const result = (): TemplateResult => {
    if (id === '') return nothingAsked(recentMessages());
    if (failure instanceof ApiError && failure.status === 404)
      return html`<div class="trace-unknown">${emptyState({ icon: 'search', title: 'No message has this id', advice: `${failure.message} If it is still on its way here, it appears by itself.` })}</div>`;
    if (!trace)
      return failure === undefined
        ? html`<p class="inside-wait quiet" role="status">Looking for it…</p>`
        : errorNotice(failure, following.reload);
    return html`${failure === undefined ? nothing : errorNotice(failure, following.reload)} ${traceOf(
      trace,
      copyButton('Copy the id', () => trace?.messageId ?? '', toasts),
    )}`;
  };

  return {
    render: () => html`
      <div class="inside-column">
        <form class="trace-search" role="search" aria-label="Find a message" @submit=${search}>
          <label for="trace-id">Id of the message</label>
          <div class="trace-field">
            <input id="trace-id" name="id" autocomplete="off" spellcheck="false" maxlength="512" placeholder="ms_…, wamid.… or cv_…" .value=${id} />
            <button class="button button-main" type="submit">${icon('search')}Find it</button>
          </div>
        </form>
        <div aria-live="polite">${result()}</div>
      </div>
    `,
    opened(rest) {
      if (rest !== id) {
        id = rest;
        trace = undefined;
        failure = undefined;
      }
      following.reload();
    },
    stop() {
      clearTimeout(timer);
      later.stop();
      following.stop();
    },
  };
}

const isInSight = (): boolean => placeOf(location.hash)?.page === 'message';

const nothingAsked = (recent: readonly RecentMessage[]): TemplateResult =>
  recent.length === 0
    ? emptyState({
        icon: 'search',
        title: 'Which message?',
        advice: 'Give its id, or open a line of the log and ask where its message is. Ids of messages that come appear here.',
      })
    : html`
        <section class="trace-recent">
          <h2>Of late</h2>
          <ul class="card items items-flat">
            ${recent.map(
              ({ id, at, operation }) => html`
                <li class="item item-flat">
                  <a href=${addressOf('message', id)}><code>${id}</code></a>
                  <span class="quiet">${operation}, ${time(at, 'second')}</span>
                </li>
              `,
            )}
          </ul>
        </section>
      `;
