import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Answer, Api } from '../shell/api.ts';
import type { Live } from '../shell/live.ts';
import { createPulse } from './pulse.ts';
import { utcTime } from './time.ts';

type Sheets = Answer<'getBalance'>;
type Sheet = Sheets['inbound'];

export interface Balance {
  readonly element: HTMLElement;
  stop(): void;
}

/** Often enough that nobody waits for it, seldom enough that a thousand messages cost nothing. */
const READ_MS = 400;
/** Without an event stream. */
const LOOK_MS = 2000;

/** The balance sheet of both directions, in sight in every view and read anew whenever something moved. */
export function createBalance({ api, live }: { api: Api; live: Live }): Balance {
  const element = document.createElement('aside');
  element.className = 'balance';
  element.setAttribute('aria-label', 'Balance sheet');
  let sheets: Sheets | undefined;
  let isOld = false;
  const draw = () => render(sheets ? content(sheets, isOld) : nothing, element);
  const read = async (): Promise<void> => {
    sheets = await api.call('getBalance');
    isOld = false;
    draw();
  };
  const failed = (): void => {
    // Numbers that may be wrong are marked, not shown as if they were true.
    isOld = true;
    draw();
  };
  const pulse = createPulse(() => read().catch(failed), READ_MS);
  const following = live.follow({ kinds: ['message', 'status', 'job', 'hold', 'clock', 'reset'], reload: read, event: pulse.ask, failed });
  const looking = setInterval(pulse.ask, LOOK_MS);
  return {
    element,
    stop() {
      clearInterval(looking);
      pulse.stop();
      following.stop();
    },
  };
}

const content = ({ at, inbound, outbound, quarantined }: Sheets, isOld: boolean): TemplateResult => html`
  <div class="balance-sheets ${isOld ? 'is-old' : ''}" title=${isOld ? `As of ${utcTime(at)}: the provider does not answer` : nothing}>
    ${sheet('From WhatsApp', 'In', inbound)}${sheet('To WhatsApp', 'Out', outbound)}
    ${quarantined > 0 ? html`<span class="balance-aside"><a href="#/inside/quarantine">${quarantined} in quarantine</a></span>` : nothing}
  </div>
`;

function sheet(title: string, short: string, { received, delivered, waiting, refused, unknown, missing }: Sheet): TemplateResult {
  return html`
    <p class="balance-sheet">
      <span class="balance-title" title=${title}><span class="balance-long">${title}</span><span class="balance-short" aria-hidden="true">${short}</span></span>
      ${term(received, 'received')} ${sign('=')} ${term(delivered, 'delivered')} ${sign('+')} ${term(waiting, 'waiting', 'warn')} ${sign('+')}
      ${term(refused, 'refused', 'bad')}
      ${unknown === 0 ? nothing : html`${sign('+')} ${term(unknown, 'without an answer', 'warn')}`}
      ${missing === 0 ? nothing : html`${sign('+')} ${term(missing, 'missing', 'bad')}`}
    </p>
  `;
}

const sign = (text: string): TemplateResult => html`<span class="balance-sign">${text}</span>`;
const term = (count: number, word: string, tone?: 'warn' | 'bad'): TemplateResult =>
  html`<span class="balance-term ${tone && count > 0 ? `is-${tone}` : ''}"><b>${count}</b> ${word}</span>`;
