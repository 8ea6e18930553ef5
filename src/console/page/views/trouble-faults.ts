import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Answer } from '../shell/api.ts';

export type Faults = Answer<'listPlaygroundFaults'>;
export type Fault = Faults['faults'][number];

const SIDES = [
  ['whatsapp', 'WhatsApp'],
  ['pipedrive', 'Pipedrive'],
] as const;

export interface FaultParts {
  faults: Faults | undefined;
  /** The name of the one that is being changed. */
  busy: string | undefined;
  set(fault: Fault): void;
  clear(fault: Fault): void;
  clearAll(): void;
}

export function faultCard({ faults, busy, set, clear, clearAll }: FaultParts): TemplateResult {
  const active = faults ? [...faults.faults.filter(({ isSet }) => isSet).map(({ title }) => title), ...faults.others.map(otherText)] : [];
  return html`
    <section class="trouble-faults" aria-labelledby="faults-title">
      <div class="trouble-head">
        <div>
          <h2 id="faults-title">Trouble</h2>
          <p role="status" class="trouble-active ${active.length > 0 ? 'is-active' : ''}">
            ${active.length === 0 ? 'Everything works.' : `Going wrong now: ${active.join(', ')}.`}
          </p>
        </div>
        <button class="button" type="button" ?disabled=${active.length === 0 || busy !== undefined} @click=${clearAll}>Let everything work again</button>
      </div>
      ${SIDES.map(
        ([side, name]) => html`
          <h3 class="trouble-side">${name}</h3>
          <ul class="trouble-list">
            ${repeat(
              (faults?.faults ?? []).filter((fault) => fault.side === side),
              (fault) => fault.name,
              (fault) => faultRow(fault, busy !== undefined, set, clear),
            )}
          </ul>
        `,
      )}
    </section>
  `;
}

const otherText = ({ side, description }: Faults['others'][number]): string => `${side}: ${description}`;

function faultRow(fault: Fault, isBusy: boolean, set: (fault: Fault) => void, clear: (fault: Fault) => void): TemplateResult {
  const { name, title, description, lasts, isSet } = fault;
  const word = isSet ? 'Take back' : lasts === 'once' ? 'Next one' : 'Now';
  return html`
    <li class="card trouble-fault ${isSet ? 'is-set' : ''}">
      <div class="trouble-words">
        <strong id="fault-${name}">${title}</strong>
        ${isSet && lasts === 'once' ? html`<span class="pill pill-warn">waits for the next one</span>` : nothing}
        <p class="quiet">${description}</p>
      </div>
      ${
        lasts === 'until-cleared'
          ? html`<button
              class="switch"
              type="button"
              role="switch"
              aria-checked=${isSet ? 'true' : 'false'}
              aria-labelledby="fault-${name}"
              ?disabled=${isBusy}
              @click=${() => (isSet ? clear(fault) : set(fault))}
            ></button>`
          : html`<button
              class="button button-small"
              type="button"
              aria-label="${word}: ${title}"
              ?disabled=${isBusy}
              @click=${() => (isSet ? clear(fault) : set(fault))}
            >
              ${word}
            </button>`
      }
    </li>
  `;
}
