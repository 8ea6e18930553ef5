import { html, nothing, type TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import { icon } from '../components/icon.ts';
import { time } from '../components/time.ts';
import { attachment } from './attachment.ts';
import { gistOf, ticks, wayOf, withLinks } from './parts.ts';
import type { Pending, Row } from './rows.ts';
import type { Message } from './types.ts';

export interface PhoneBubbleParts {
  dialogs: Dialogs;
  /** Whose name a quote of the business's message carries. */
  businessName: string;
  find(id: string): Message | undefined;
  /** Whether its tick explains itself. */
  isExplained(id: string): boolean;
  explain(id: string): void;
  /** Whose reactions are offered; undefined: none. */
  reactingTo: string | undefined;
  offerReactions(id: string | undefined): void;
  react(id: string, emoji: string | null): void;
  quote(id: string): void;
  goTo(id: string): void;
  changed(): void;
}

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
/** Words that only say what can be seen. */
const STANDS_FOR = /^\[(image|video|audio|voice message|document .*|location .*|contact .*|sticker)\]$/s;

/** A message as WhatsApp shows it. */
export function phoneBubble({ message, reactions, isFirst }: Extract<Row, { kind: 'message' }>, parts: PhoneBubbleParts): TemplateResult {
  const { id, from, text, status, at, files, voice } = message;
  const isMine = from === 'customer';
  const shownText = STANDS_FOR.test(text) ? '' : text;
  return html`
    <div class="line ${isMine ? 'is-mine' : 'is-theirs'} ${isFirst ? 'is-first' : ''} ${reactions.length > 0 ? 'has-reactions' : ''}">
      <div class="bubble">
        ${quoteOf(message, parts)}
        ${message.template ? html`<span class="bubble-template">${icon('template')} Template ${message.template}</span>` : nothing}
        ${files.map((file) => attachment(file, { dialogs: parts.dialogs, voice, changed: parts.changed }))}
        ${placeOf(message)} ${message.contacts.map(contactCard)}
        ${message.kind === 'reaction' ? html`<p class="bubble-text">Reacted with ${message.emoji ?? 'nothing any more'} to an earlier message</p>` : shownText === '' ? nothing : html`<p class="bubble-text">${withLinks(shownText)}</p>`}
        <span class="bubble-foot">
          ${time(at)}
          ${isMine ? html`<button class="tick-button" type="button" aria-expanded=${parts.isExplained(id)} title="What this tick says" @click=${() => parts.explain(id)}>${ticks(status)}</button>` : nothing}
        </span>
        ${reactions.length > 0 ? html`<span class="reactions"><span class="sr-only">Reactions: </span>${reactions.join(' ')}</span>` : nothing}
      </div>
      ${tools(message, reactions, parts)}
      ${isMine && parts.isExplained(id) ? html`<p class="explanation" role="status">${explanation(status)} ${wayOf(id)}</p>` : nothing}
    </div>
  `;
}

function quoteOf({ about, kind }: Message, { find, goTo, businessName }: PhoneBubbleParts): TemplateResult | typeof nothing {
  if (about === null || kind === 'reaction') return nothing;
  const quoted = find(about);
  if (!quoted) return html`<span class="quote"><span>An earlier message</span></span>`;
  const author = quoted.from === 'customer' ? 'You' : businessName;
  return html`<button class="quote" type="button" @click=${() => goTo(about)}><strong>${author}</strong><span>${gistOf(quoted)}</span></button>`;
}

const placeOf = ({ location }: Message): TemplateResult | typeof nothing =>
  location === null
    ? nothing
    : html`
        <a
          class="place"
          href="https://www.openstreetmap.org/?mlat=${location.latitude}&mlon=${location.longitude}#map=16/${location.latitude}/${location.longitude}"
          target="_blank"
          rel="noopener noreferrer"
        >
          <span class="place-map" aria-hidden="true">${icon('pin')}</span>
          <span class="place-words"
            ><strong>${location.name ?? 'Location'}</strong><span class="quiet">${location.address ?? `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`}</span></span
          >
        </a>
      `;

const contactCard = ({ name, phones }: Message['contacts'][number]): TemplateResult => html`
  <div class="contact-card">
    <span class="portrait" aria-hidden="true">${icon('person')}</span>
    <span class="file-name"><strong>${name || 'Contact'}</strong><span class="quiet">${phones.join(', ') || 'no number'}</span></span>
  </div>
`;

function tools({ id, kind }: Message, reactions: readonly string[], parts: PhoneBubbleParts): TemplateResult | typeof nothing {
  if (kind === 'reaction') return nothing;
  const isOpen = parts.reactingTo === id;
  return html`
    <div class="bubble-tools ${isOpen ? 'is-open' : ''}">
      <button class="button-icon" type="button" aria-label="React" title="React" aria-expanded=${isOpen} @click=${() => parts.offerReactions(isOpen ? undefined : id)}>${icon('smile')}</button>
      <button class="button-icon" type="button" aria-label="Reply to this message" title="Reply" @click=${() => parts.quote(id)}>${icon('reply')}</button>
      ${
        isOpen
          ? html`<div class="emojis" role="group" aria-label="Reactions" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && parts.offerReactions(undefined)}>
              ${EMOJIS.map((emoji) => html`<button type="button" aria-label="React with ${emoji}" @click=${() => parts.react(id, emoji)}>${emoji}</button>`)}
              ${reactions.length > 0 ? html`<button type="button" aria-label="Take the reaction back" title="Take it back" @click=${() => parts.react(id, null)}>${icon('close')}</button>` : nothing}
            </div>`
          : nothing
      }
    </div>
  `;
}

const explanation = (status: string): string =>
  status === 'read'
    ? 'The business marked it as read.'
    : 'WhatsApp has it, and told the provider. It turns blue when the business marks it as read: with WHATSAPP_READ_RECEIPTS=on-reply the provider does so when a salesperson answers.';

/** What is on its way from this screen to the phone. */
export const pendingBubble = ({ text, files, failure }: Pending, dismiss: () => void): TemplateResult => html`
  <div class="line is-mine is-first">
    <div class="bubble ${failure === undefined ? 'is-pending' : 'is-failed'}">
      ${files.map(({ name }) => html`<span class="file-card"><span class="file-mark">${icon('file')}</span><span class="file-name"><strong>${name}</strong></span></span>`)}
      ${text === '' ? nothing : html`<p class="bubble-text">${text}</p>`}
      <span class="bubble-foot">${failure === undefined ? 'Sending…' : 'Not sent'}</span>
    </div>
    ${failure === undefined ? nothing : html`<div class="explanation" role="alert">${failure} <button class="button-link" type="button" @click=${dismiss}>Put it back</button></div>`}
  </div>
`;
