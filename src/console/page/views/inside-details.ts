import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { copyButton } from '../components/copy-button.ts';
import { icon } from '../components/icon.ts';
import { jsonText } from '../components/json-text.ts';
import { time } from '../components/time.ts';
import type { ViewContext } from '../shell/context.ts';
import type { Entry, Exchange } from './inside-exchange-log.ts';
import { durationText, SIDES, sizeText, statusPill, verdictText } from './inside-exchange-words.ts';
import { isBroken } from './inside-filter.ts';
import { mentionedIn } from './inside-mentions.ts';
import { addressOf } from './inside-place.ts';

export interface LogDetails {
  /** Of the line that is open; undefined when none is. */
  readonly key: string | undefined;
  choose(entry: Extract<Entry, { exchange: Exchange }>): void;
  close(): void;
  render(): TemplateResult | typeof nothing;
}

const MOST_MESSAGES = 3;

/** Everything about one line: who asked whom, what the contract says, both bodies, and where its message is. */
export function createLogDetails(context: ViewContext, changed: () => void): LogDetails {
  const { api, toasts, update, about } = context;
  let open: Extract<Entry, { exchange: Exchange }> | undefined;
  let before: HTMLElement | undefined;

  const show = (entry: typeof open): void => {
    open = entry;
    update();
    changed();
  };
  const close = (): void => {
    if (!open) return;
    show(undefined);
    if (before?.isConnected) before.focus();
  };
  /** WhatsApp's bodies know nothing of our conversations: the message does. */
  const followMessage = async (wamid: string): Promise<void> => {
    try {
      const { conversationId } = await api.call('findTrace', { query: { id: wamid } });
      location.hash = addressOf('conversation', conversationId);
    } catch (error) {
      toasts.fail(error);
    }
  };

  const ways = (exchange: Exchange): TemplateResult => {
    const { messages, wamids, conversationId } = mentionedIn(exchange);
    const ids = (messages.length > 0 ? messages : wamids).slice(0, MOST_MESSAGES);
    const [wamid] = wamids;
    const follow =
      conversationId === undefined
        ? wamid !== undefined &&
          html`<button class="button button-small" type="button" @click=${() => void followMessage(wamid)}>Follow this conversation</button>`
        : html`<a class="button button-small" href=${addressOf('conversation', conversationId)}>Follow this conversation</a>`;
    const where = (id: string, index: number): TemplateResult => html`
      <a class="button button-small" href=${addressOf('message', id)} title=${id}
        >Where is ${ids.length === 1 ? 'this message' : `message ${index + 1}`}</a
      >
    `;
    return html`<div class="details-ways">${ids.map(where)}${follow || nothing}</div>`;
  };

  return {
    get key() {
      return open?.key;
    },
    choose(entry) {
      if (document.activeElement instanceof HTMLElement) before = document.activeElement;
      show(entry);
      // On a phone the details lie over the list.
      if (matchMedia('(max-width: 1000px)').matches)
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.details-close')?.focus());
    },
    close,
    render() {
      if (!open) return nothing;
      const { exchange } = open;
      return html`
        <aside class="details" aria-label="Details of the line">
          <div class="details-head">
            <button class="button-icon details-close" type="button" aria-label="Close the details" @click=${close}>
              ${icon('close')}
            </button>
            <h2>${exchange.operationId ?? 'File'}</h2>
            ${copyButton('Copy as JSON', () => JSON.stringify(exchange, null, 2), toasts)}
          </div>
          ${keyed(open.key, html`<div class="details-body">${factsOf(exchange)} ${ways(exchange)} ${bodies(exchange, about.mode)}</div>`)}
        </aside>
      `;
    },
  };
}

function factsOf(exchange: Exchange): TemplateResult {
  const { at, side, direction, method, address, durationMs, requestId, violation } = exchange;
  const fact = (name: string, value: unknown): TemplateResult => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`
    <p class="details-address"><b>${method}</b> <code>${address}</code></p>
    <div class="details-verdict ${isBroken(exchange) ? 'is-broken' : ''}">
      ${icon(isBroken(exchange) ? 'bad' : 'good')}
      <div>
        <p>${verdictText(exchange)}</p>
        ${violation === null ? nothing : html`<p><code>${violation}</code></p>`}
      </div>
    </div>
    <dl class="details-facts">
      ${fact('When', html`${time(at, 'day')}, ${time(at, 'second')}`)}
      ${fact('Who', direction === 'in' ? `${SIDES[side]} asked the provider` : `The provider asked ${SIDES[side]}`)}
      ${fact('Answer', statusPill(exchange))} ${fact('Took', durationText(durationMs))}
      ${requestId === null ? nothing : fact('Request', html`<code>${requestId}</code>`)}
    </dl>
  `;
}

const bodies = ({ request, response }: Exchange, mode: string): TemplateResult => html`
  ${body('Request', request)} ${body('Answer', response)}
  <p class="quiet">${
    mode === 'sandbox'
      ? 'Secrets are masked. Everything else here is simulated, and shown.'
      : 'What the contracts call secret or personal is masked.'
  }</p>
`;

function body(title: string, { size, content, note }: Exchange['request']): TemplateResult {
  const isEmpty = content === null && note === null;
  return html`
    <section class="details-part">
      <h3>${title} <span class="quiet">${size === null ? '' : sizeText(size)}</span></h3>
      ${isEmpty ? html`<p class="quiet">No body.</p>` : nothing}
      ${content === null ? nothing : jsonText(content, `${title} body`)}
      ${note === null ? nothing : html`<p class="quiet">${content === null ? 'Not shown: ' : ''}${note}</p>`}
    </section>
  `;
}
