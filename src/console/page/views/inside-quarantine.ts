import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { jsonText } from '../components/json-text.ts';
import { emptyState } from '../components/notice.ts';
import { time } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import type { ViewContext } from '../shell/context.ts';
import { countOf, createActions, createPagesOfList } from './inside-pages-of-list.ts';
import { reasonWords } from './inside-quarantine-reasons.ts';
import type { InsidePage } from './inside-view.ts';

type Item = Answer<'listQuarantine'>['items'][number];

/** What came of taking something in, as a toast's title. */
const RESULTS: Readonly<Record<string, string>> = {
  stored: 'It was taken in',
  duplicate: 'It is there already',
  ignored: 'It changes nothing any more',
};

/** What WhatsApp delivered and nobody could take in. */
export function createQuarantine({ api, live, toasts, dialogs, update }: ViewContext): InsidePage {
  const list = createPagesOfList<Item>({
    live,
    kinds: ['exchange', 'clock'],
    concerns: ({ kind, data }) => kind === 'clock' || (data['direction'] === 'in' && data['side'] !== 'pipedrive'),
    async read(after) {
      const { items, after: next } = await api.call('listQuarantine', { query: after === undefined ? {} : { after } });
      return { items, after: next };
    },
    update,
  });
  const actions = createActions(toasts, update);

  const replay = async ({ id }: Item): Promise<void> => {
    const { result, reason } = await api.call('replayQuarantinedItem', { path: { itemId: id } });
    if (result === 'quarantined') {
      const { title, advice } = reasonWords(reason ?? '');
      toasts.say({ tone: 'bad', title: `It stays here: ${title.charAt(0).toLowerCase()}${title.slice(1)}`, detail: advice });
    } else toasts.say({ tone: 'good', title: RESULTS[result] ?? result });
    list.reload();
  };
  const replayAll = async (): Promise<void> => {
    let [taken, stayed] = [0, 0];
    let after: string | undefined;
    do {
      const batch = await api.call('replayQuarantine', { query: after === undefined ? {} : { after } });
      taken += batch.stored + batch.duplicate + batch.ignored;
      stayed += batch.quarantined;
      after = batch.after;
    } while (after !== undefined);
    const left = stayed === 0 ? {} : { detail: `${stayed} cannot be taken in yet, and stay here.` };
    toasts.say({ tone: stayed === 0 ? 'good' : 'plain', title: `${taken} taken in`, ...left });
    list.reload();
  };
  const dismiss = async ({ id }: Item): Promise<void> => {
    const isSure = await dialogs.confirm({
      title: 'Let it go?',
      text: 'It leaves the quarantine for good and never becomes a message. The delivery it came in stays until its time is over.',
      action: 'Let it go',
      danger: true,
    });
    if (!isSure) return;
    await api.call('dismissQuarantinedItem', { path: { itemId: id } });
    toasts.say({ tone: 'good', title: 'It is gone' });
    list.reload();
  };
  const look = async ({ id }: Item): Promise<void> => {
    const { item } = await api.call('getQuarantinedItem', { path: { itemId: id } });
    void dialogs.open({ title: `As WhatsApp sent it (item ${id})`, wide: true, body: () => jsonText(item, 'Content of the item') });
  };

  const row = (item: Item): TemplateResult => {
    const { id, reason, kind, at, phoneNumberId } = item;
    const { title, advice } = reasonWords(reason);
    const name = String(id);
    const button = (label: string, act: (item: Item) => Promise<void>, tone = ''): TemplateResult => html`
      <button class="button button-small ${tone}" type="button" ?disabled=${actions.isRunning(name)} @click=${() => actions.run(name, () => act(item))}>${label}</button>
    `;
    return html`
      <li class="card item" aria-label="Item ${id}">
        <div class="item-text">
          <p class="item-title"><strong>${title}</strong> <span class="pill">${kind}</span></p>
          <p class="item-reason">${advice}</p>
          <p class="quiet">
            Came ${time(at, 'moment')}${phoneNumberId === null ? nothing : html` · for the number with id <code>${phoneNumberId}</code>`} · reason
            <code>${reason}</code>
          </p>
        </div>
        <div class="item-actions">
          ${button('Take in again', replay, 'button-main')} ${button('Show content', look)} ${button('Let it go', dismiss)}
        </div>
      </li>
    `;
  };
  const rows = (items: readonly Item[]): TemplateResult =>
    items.length === 0
      ? emptyState({
          icon: 'good',
          title: 'Nothing is set aside',
          advice:
            'Good news: everything that WhatsApp delivered was understood. What cannot be taken in would wait here, with its reason, and nothing of it is lost.',
        })
      : html`
          <div class="inside-head">
            <p class="quiet">WhatsApp delivered these and they could not be taken in. They stay until you take them in again or let them go.</p>
            ${
              items.length > 1
                ? html`<button class="button button-small" type="button" ?disabled=${actions.isRunning('all')} @click=${() => actions.run('all', replayAll)}>
                    Take all in again
                  </button>`
                : nothing
            }
          </div>
          <ul class="items">${repeat(items, ({ id }) => id, row)}</ul>
        `;
  return {
    render: () => html`<div class="inside-column"><h2 class="sr-only">Quarantine</h2>${list.render(rows)}</div>`,
    count: () => countOf(list),
    stop: list.stop,
  };
}
