import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../components/icon.ts';
import { localTime, utcTime } from '../components/time.ts';
import { badge, portrait, ticks } from './parts.ts';
import type { TalkStore } from './talk-store.ts';
import { type Conversation, samePlace } from './types.ts';

/** The conversations of the inbox. */
export function createInboxList(store: TalkStore) {
  const { state } = store;

  const row = (conversation: Conversation): TemplateResult => {
    const { channelId, id, name, avatar, last, unread } = conversation;
    const place = { channelId, conversationId: id };
    const channel = state.channels.find((one) => one.id === channelId)?.name;
    return html`
      <button class="conversation ${unread > 0 ? 'is-unread' : ''}" type="button" aria-current=${samePlace(state.thread?.place, place) ? 'true' : nothing} @click=${() => store.openThread(place)}>
        ${portrait(name, avatar)}
        <span class="conversation-words">
          <span class="conversation-top"><strong class="one-line">${name || 'Customer'}</strong>${last ? html`<time class="quiet" datetime=${last.at} title=${utcTime(last.at)}>${shortTime(last.at, store.now())}</time>` : nothing}</span>
          <span class="conversation-last">
            ${last?.from === 'business' ? ticks(last.status) : nothing}<span class="one-line">${last?.text || 'File'}</span>${badge(unread, 'unread')}
          </span>
          ${state.channels.length > 1 && channel !== undefined ? html`<span class="pill">${channel}</span>` : nothing}
        </span>
      </button>
    `;
  };
  /** Up and down lead from one to the next. */
  const keys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button.conversation')];
    const next = buttons[buttons.indexOf(event.target as HTMLElement) + step];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  };

  return (): TemplateResult => html`
    <div class="inbox-list">
      <header class="inbox-list-head">
        <h2>Inbox ${badge(state.unread, state.unread === 1 ? 'conversation unread' : 'conversations unread')}</h2>
        <div class="search-field">
          ${icon('search')}
          <input type="search" aria-label="Search the inbox" placeholder="Search names and messages" .value=${state.inboxSearch} @input=${(event: Event) => store.searchInbox((event.target as HTMLInputElement).value)} />
        </div>
        ${
          state.channels.length > 1
            ? html`<select aria-label="Channel" @change=${(event: Event) => store.filterChannel((event.target as HTMLSelectElement).value)}>
                <option value="">All channels</option>
                ${state.channels.map(({ id, name }) => html`<option value=${id} ?selected=${state.channelFilter === id}>${name}</option>`)}
              </select>`
            : nothing
        }
      </header>
      <ul class="conversations" @keydown=${keys}>
        ${repeat(
          state.conversations,
          ({ channelId, id }) => `${channelId}/${id}`,
          (conversation) => html`<li>${row(conversation)}</li>`,
        )}
        ${state.moreConversations ? html`<li><button class="button button-small more" type="button" @click=${() => store.showMore('conversations')}>Show more</button></li>` : nothing}
      </ul>
      ${state.conversations.length === 0 && !state.isLoading ? nothingFound() : nothing}
    </div>
  `;

  function nothingFound(): TemplateResult {
    if (state.inboxSearch !== '') {
      return html`<div class="list-hint"><p>Nobody is called “${state.inboxSearch}”, and no message says it.</p><button class="button button-small" type="button" @click=${() => store.searchInbox('')}>Show all</button></div>`;
    }
    return html`<div class="list-hint"><p>No conversation yet. What a customer writes on the phone appears here.</p></div>`;
  }
}

/** The time today, the date before. */
function shortTime(at: string, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? localTime(at, 'minute') : localTime(at, 'day');
}
