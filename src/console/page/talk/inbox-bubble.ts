import { html, nothing, type TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import { icon } from '../components/icon.ts';
import { time } from '../components/time.ts';
import { attachment } from './attachment.ts';
import { splitNote, ticks, wayOf, withLinks } from './parts.ts';
import type { Pending, Row } from './rows.ts';

export interface InboxBubbleParts {
  dialogs: Dialogs;
  customerName: string;
  isExplained(id: string): boolean;
  explain(id: string): void;
  changed(): void;
}

/** A message as the inbox shows it. */
export function inboxBubble({ message, isFirst }: Extract<Row, { kind: 'message' }>, parts: InboxBubbleParts): TemplateResult {
  const { id, from, status, at, files } = message;
  const isMine = from === 'business';
  const { words, note } = splitNote(message);
  return html`
    <div class="line ${isMine ? 'is-mine' : 'is-theirs'} ${isFirst ? 'is-first' : ''}">
      ${isFirst ? html`<p class="line-author quiet">${isMine ? 'You' : parts.customerName}</p>` : nothing}
      <div class="bubble ${status === 'failed' ? 'is-failed' : ''}">
        ${files.map((file) => attachment(file, { dialogs: parts.dialogs, voice: file.type?.startsWith('audio/') ?? false, changed: parts.changed }))}
        ${words === '' ? nothing : html`<p class="bubble-text">${withLinks(words)}</p>`}
        <span class="bubble-foot">
          ${time(at)}
          ${isMine ? html`<button class="tick-button" type="button" aria-expanded=${parts.isExplained(id)} title="What this tick says" @click=${() => parts.explain(id)}>${ticks(status)}</button>` : nothing}
        </span>
      </div>
      ${status === 'failed' ? failure(note) : nothing}
      ${isMine && parts.isExplained(id) ? html`<p class="explanation" role="status">${explanation(status, parts.customerName)} ${wayOf(id)}</p>` : nothing}
    </div>
  `;
}

const failure = (note: string | undefined): TemplateResult => html`
  <div class="failure">${icon('bad')}<p><strong>Not delivered.</strong> ${note?.replace(/^not delivered: /, '') ?? 'WhatsApp gave no reason.'}</p></div>
`;

function explanation(status: string, name: string): string {
  if (status === 'failed') return 'WhatsApp, or the provider, gave up on it. The reason stands with the message, with what to do.';
  if (status === 'read') return `${name} has read it.`;
  if (status === 'delivered') return `It is on the phone. It turns blue when ${name} opens the chat, unless read receipts are off there.`;
  return 'WhatsApp has taken it from the provider. The second tick comes when it is on the phone.';
}

/** What is on its way from this screen to the provider, or was refused by it. */
export const pendingReply = (
  { text, files, failure: reason }: Pending,
  { again, dismiss }: { again(): void; dismiss(): void },
): TemplateResult => html`
  <div class="line is-mine is-first">
    <div class="bubble ${reason === undefined ? 'is-pending' : 'is-failed'}">
      ${files.map(({ name }) => html`<span class="file-card"><span class="file-mark">${icon('file')}</span><span class="file-name"><strong>${name}</strong></span></span>`)}
      ${text === '' ? nothing : html`<p class="bubble-text">${text}</p>`}
      <span class="bubble-foot" role="status">${reason === undefined ? 'Sending…' : 'Not sent'}</span>
    </div>
    ${
      reason === undefined
        ? nothing
        : html`<div class="failure" role="alert">
            ${icon('bad')}
            <div>
              <p><strong>Not sent.</strong> ${reason}</p>
              <p class="failure-actions"><button class="button button-small" type="button" @click=${again}>Try again</button><button class="button button-small" type="button" @click=${dismiss}>Put it back</button></p>
            </div>
          </div>`
    }
  </div>
`;
