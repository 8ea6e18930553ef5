import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { emptyState } from '../components/notice.ts';
import { time } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import { ApiError } from '../shell/api-error.ts';
import type { ViewContext } from '../shell/context.ts';
import { countOf, createActions, createPagesOfList } from './inside-pages-of-list.ts';
import { addressOf } from './inside-place.ts';
import type { InsidePage } from './inside-view.ts';

type Letter = Answer<'listDeadLetters'>['deadLetters'][number];

const NAMES: Readonly<Record<Letter['destination'], string>> = { crm: 'Pipedrive', whatsapp: 'WhatsApp' };
const ENDS = new Set<unknown>(['buried', 'given-up']);

/** Deliveries that were given up, and how to try them again. */
export function createLetters({ api, live, toasts, dialogs, update }: ViewContext): InsidePage {
  const list = createPagesOfList<Letter>({
    live,
    kinds: ['job', 'exchange', 'clock'],
    concerns: ({ kind, data }) => (kind === 'job' ? ENDS.has(data['end']) : kind === 'clock' || data['side'] === 'operator'),
    async read(after) {
      const { deadLetters, after: next } = await api.call('listDeadLetters', { query: after === undefined ? {} : { after } });
      return { items: deadLetters, after: next };
    },
    update,
  });
  const actions = createActions(toasts, update);

  const replay = async ({ id, destination }: Letter): Promise<void> => {
    const path = { deadLetterId: id };
    try {
      await api.call('replayDeadLetter', { path });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const mayGoTwice = await dialogs.confirm({
        title: 'The customer may have it already',
        text: 'WhatsApp never answered this send: perhaps it arrived, perhaps not. Ask the customer first. If you send it all the same, they may get it twice.',
        action: 'Send it all the same',
        danger: true,
      });
      if (!mayGoTwice) return;
      await api.call('replayDeadLetter', { path, query: { confirm: 'may-be-sent-twice' } });
    }
    toasts.say({ tone: 'good', title: 'It is tried again', detail: `It waits for its next attempt towards ${NAMES[destination]}.` });
    list.reload();
  };
  const replayAll = async (): Promise<void> => {
    let [replayed, undecided] = [0, 0];
    for (const channelId of new Set(list.items?.map((letter) => letter.channelId))) {
      let after: string | undefined;
      do {
        const query = after === undefined ? {} : { after };
        const batch = await api.call('replayDeadLettersOfChannel', { path: { channelId }, query });
        replayed += batch.replayed;
        undecided += batch.undecided;
        after = batch.after;
      } while (after !== undefined);
    }
    const left = undecided === 0 ? {} : { detail: `${undecided} may have reached the customer already. Decide about each of them.` };
    toasts.say({ tone: undecided === 0 ? 'good' : 'plain', title: `${replayed} of them tried again`, ...left });
    list.reload();
  };
  const dismiss = async ({ id }: Letter): Promise<void> => {
    const isSure = await dialogs.confirm({
      title: 'Let it go?',
      text: 'Nobody tries it again. The message stays in its conversation.',
      action: 'Let it go',
      danger: true,
    });
    if (!isSure) return;
    await api.call('dismissDeadLetter', { path: { deadLetterId: id } });
    toasts.say({ tone: 'good', title: 'It is gone' });
    list.reload();
  };

  const row = (letter: Letter): TemplateResult => {
    const { id, destination, messageId, at, attempts, code, reason } = letter;
    const name = String(id);
    return html`
      <li class="card item" aria-label="Dead letter ${id}">
        <div class="item-text">
          <p class="item-title">
            <strong>${destination === 'crm' ? 'Could not reach Pipedrive' : 'Could not reach the customer'}</strong>
            ${code === 0 ? nothing : html`<span class="pill pill-bad">${code}</span>`}
          </p>
          <p class="item-reason">${reason}</p>
          <p class="quiet">
            Given up ${time(at, 'moment')} after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`} ·
            <a href=${addressOf('message', messageId)}>where is this message</a>
          </p>
        </div>
        <div class="item-actions">
          <button class="button button-small button-main" type="button" ?disabled=${actions.isRunning(name)} @click=${() => actions.run(name, () => replay(letter))}>
            Try again
          </button>
          <button class="button button-small" type="button" ?disabled=${actions.isRunning(name)} @click=${() => actions.run(name, () => dismiss(letter))}>Let it go</button>
        </div>
      </li>
    `;
  };
  const rows = (items: readonly Letter[]): TemplateResult =>
    items.length === 0
      ? emptyState({
          icon: 'good',
          title: 'No dead letters',
          advice:
            'Good news: nothing was given up. What a destination refuses for good, or does not take within seven days, would wait here for you.',
        })
      : html`
          <div class="inside-head">
            <p class="quiet">These were refused for good, or not taken within seven days. Mend the reason, then try again.</p>
            ${
              items.length > 1
                ? html`<button class="button button-small" type="button" ?disabled=${actions.isRunning('all')} @click=${() => actions.run('all', replayAll)}>
                    Try all again
                  </button>`
                : nothing
            }
          </div>
          <ul class="items">${repeat(items, ({ id }) => id, row)}</ul>
        `;
  return {
    render: () => html`<div class="inside-column"><h2 class="sr-only">Dead letters</h2>${list.render(rows)}</div>`,
    count: () => countOf(list),
    stop: list.stop,
  };
}
