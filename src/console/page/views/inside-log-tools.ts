import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from '../components/icon.ts';
import { EVERYTHING, type Filter, partsInUse } from './inside-filter.ts';
import { addressOf } from './inside-place.ts';

export interface LogTools {
  filter: Filter;
  change(part: Partial<Filter>): void;
  /** The conversation whose lines are shown; undefined for all. */
  follows: string | undefined;
  /** Operations that one can choose from. */
  operations: readonly string[];
  /** Lines in the list. */
  shown: number;
  isFrozen: boolean;
  /** Lines that came since it was stopped, and fit. */
  waiting: number;
  freeze(isFrozen: boolean): void;
  /** Whether the choices below the search are shown. */
  isOpen: boolean;
  toggle(): void;
}

/** Above the log: what to show, and whether it runs. */
export function logTools(tools: LogTools): TemplateResult {
  const { filter, change, follows, operations, shown, isFrozen, waiting, freeze, isOpen, toggle } = tools;
  const used = partsInUse(filter);
  const choice = (
    label: string,
    part: 'side' | 'direction' | 'operationId' | 'status',
    options: readonly (readonly [string, string])[],
  ) => html`
    <select
      aria-label=${label}
      class=${filter[part] === '' ? '' : 'is-used'}
      .value=${live(filter[part])}
      @change=${(event: Event) => change({ [part]: (event.target as HTMLSelectElement).value })}
    >
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === filter[part]}>${text}</option>`)}
    </select>
  `;
  const chosen = filter.operationId;
  const known = chosen !== '' && !operations.includes(chosen) ? [chosen, ...operations] : operations;
  return html`
    <div class="log-tools" role="search" aria-label="Filter the log">
      <label class="log-find">
        ${icon('search')}<span class="sr-only">Find in the log</span>
        <input
          type="search"
          placeholder="Find a word, an id, an address…"
          .value=${live(filter.text)}
          @input=${(event: Event) => change({ text: (event.target as HTMLInputElement).value })}
        />
      </label>
      <button class="button log-more" type="button" aria-expanded=${isOpen ? 'true' : 'false'} aria-controls="log-choices" @click=${toggle}>
        ${icon('filter')}<span>Filter</span>${used > 0 ? html`<span class="pill pill-good">${used}</span>` : nothing}
      </button>
      <div class="log-run">
        <span class="quiet log-count">${shown === 1 ? '1 line' : `${shown} lines`}</span>
        ${
          isFrozen && waiting > 0
            ? html`<button class="pill pill-good log-waiting" type="button" @click=${() => freeze(false)}>${waiting} new</button>`
            : nothing
        }
        <button class="button" type="button" @click=${() => freeze(!isFrozen)}>
          ${icon(isFrozen ? 'play' : 'pause')}<span>${isFrozen ? 'Go on' : 'Pause'}</span>
        </button>
      </div>
      <div class="log-choices" id="log-choices" ?hidden=${!isOpen}>
        ${choice('Side', 'side', [
          ['', 'Every side'],
          ['whatsapp', 'WhatsApp'],
          ['pipedrive', 'Pipedrive'],
          ['operator', 'Operator'],
        ])}
        ${choice('Direction', 'direction', [
          ['', 'In and out'],
          ['in', 'In: asked of the provider'],
          ['out', 'Out: asked by the provider'],
        ])}
        ${choice('Operation', 'operationId', [['', 'Every operation'], ...known.map((name) => [name, name] as const)])}
        ${choice('Status', 'status', [
          ['', 'Every status'],
          ...(['2xx', '3xx', '4xx', '5xx'] as const).map((name) => [name, name] as const),
          ['none', 'No answer'],
        ])}
        <label class="log-check">
          <input
            type="checkbox"
            .checked=${live(filter.violations)}
            @change=${(event: Event) => change({ violations: (event.target as HTMLInputElement).checked })}
          />
          Broken contracts only
        </label>
        ${used > 0 ? html`<button class="button-link" type="button" @click=${() => change(EVERYTHING)}>Show everything</button>` : nothing}
      </div>
    </div>
    ${
      follows === undefined
        ? nothing
        : html`<p class="log-follows">
            <span>Only conversation <code>${follows}</code></span>
            <a href=${addressOf('log')}>Show all lines</a>
          </p>`
    }
  `;
}
