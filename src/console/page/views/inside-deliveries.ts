import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { jsonText } from '../components/json-text.ts';
import { emptyState } from '../components/notice.ts';
import { time } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import type { ViewContext } from '../shell/context.ts';
import { sizeText } from './inside-exchange-words.ts';
import { createActions, createPagesOfList } from './inside-pages-of-list.ts';
import { addressOf } from './inside-place.ts';
import { reasonWords } from './inside-quarantine-reasons.ts';
import type { InsidePage } from './inside-view.ts';

type Delivery = Answer<'listDeliveries'>['deliveries'][number];

/** What WhatsApp delivered, as it came. */
export function createDeliveries({ api, live, toasts, dialogs, update }: ViewContext): InsidePage {
  const list = createPagesOfList<Delivery>({
    live,
    kinds: ['exchange', 'clock'],
    concerns: ({ kind, data }) => kind === 'clock' || (data['direction'] === 'in' && data['side'] !== 'pipedrive'),
    async read(after) {
      const { deliveries, after: next } = await api.call('listDeliveries', { query: after === undefined ? {} : { after } });
      return { items: deliveries, after: next };
    },
    update,
  });
  const actions = createActions(toasts, update);

  const replay = async ({ id }: Delivery): Promise<void> => {
    const result = await api.call('replayDelivery', { path: { deliveryId: id } });
    const { stored, quarantined, reasons } = result;
    const why = reasons.map((reason) => reasonWords(reason).title).join('. ');
    toasts.say({
      tone: quarantined > 0 ? 'bad' : 'good',
      title: stored > 0 ? 'It brought something new' : 'Nothing new in it',
      detail: `${countsOf(result)}.${why === '' ? '' : ` ${why}.`}`,
    });
    list.reload();
  };
  const look = async ({ id }: Delivery): Promise<void> => {
    const { body } = await api.call('getDelivery', { path: { deliveryId: id } });
    void dialogs.open({
      title: `Delivery ${id}`,
      wide: true,
      body: () => (body === '' ? html`<p>Its bytes were erased.</p>` : jsonText(decoded(body), 'Content of the delivery')),
    });
  };

  const row = (delivery: Delivery): TemplateResult => {
    const { id, receivedAt, size, quarantined } = delivery;
    const name = String(id);
    const button = (label: string, act: (delivery: Delivery) => Promise<void>): TemplateResult => html`
      <button class="button button-small" type="button" ?disabled=${actions.isRunning(name)} @click=${() => actions.run(name, () => act(delivery))}>${label}</button>
    `;
    return html`
      <li class="item item-flat" aria-label="Delivery ${id}">
        <div class="item-text">
          <p class="item-title">
            <strong>Delivery ${id}</strong>
            ${quarantined > 0 ? html`<a class="pill pill-warn" href=${addressOf('quarantine')}>${quarantined} set aside</a>` : nothing}
          </p>
          <p class="quiet">${time(receivedAt, 'day')}, ${time(receivedAt, 'second')} · ${sizeText(size)}</p>
        </div>
        <div class="item-actions">${button('Show content', look)} ${button('Take in again', replay)}</div>
      </li>
    `;
  };
  const rows = (items: readonly Delivery[]): TemplateResult =>
    items.length === 0
      ? emptyState({
          icon: 'incoming',
          title: 'No deliveries yet',
          advice: 'As soon as WhatsApp delivers something, it stands here byte for byte, until RETENTION_DAYS have passed.',
        })
      : html`
          <p class="quiet inside-head">Each as WhatsApp sent it. Taking one in again stores nothing twice.</p>
          <ul class="card items items-flat">${repeat(items, ({ id }) => id, row)}</ul>
        `;
  return {
    render: () => html`<div class="inside-column"><h2 class="sr-only">Deliveries</h2>${list.render(rows)}</div>`,
    stop: list.stop,
  };
}

function countsOf({ stored, duplicate, ignored, quarantined }: Answer<'replayDelivery'>): string {
  const counts = [
    [stored, 'stored'],
    [duplicate, 'there already'],
    [ignored, 'without effect'],
    [quarantined, 'set aside'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return said.length === 0 ? 'It is empty' : said.join(', ');
}

function decoded(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
