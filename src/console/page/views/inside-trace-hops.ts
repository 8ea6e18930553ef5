import { html, nothing, type TemplateResult } from 'lit-html';
import { type IconName, icon } from '../components/icon.ts';
import { time } from '../components/time.ts';
import { addressOf } from './inside-place.ts';
import type { Trace } from './inside-trace.ts';

type Hop = Trace['hops'][number];
type Tone = 'good' | 'warn' | 'bad' | 'plain';

const COURSES: Readonly<Record<Trace['course'], { word: string; tone: Tone }>> = {
  delivered: { word: 'delivered', tone: 'good' },
  waiting: { word: 'waiting', tone: 'warn' },
  refused: { word: 'refused', tone: 'bad' },
  unknown: { word: 'unknown', tone: 'warn' },
  kept: { word: 'kept', tone: 'plain' },
};

const ICONS: Readonly<Record<Hop['kind'], IconName>> = {
  written: 'pencil',
  received: 'incoming',
  stored: 'stored',
  file: 'file',
  attempt: 'outgoing',
  status: 'good',
  waiting: 'clock',
  'dead-letter': 'letter',
  next: 'next',
};

/** The hops of a message from top to bottom; at the end, what happens next. */
export function traceOf({ messageId, conversationId, direction, course, hops }: Trace, copy: TemplateResult): TemplateResult {
  const { word, tone } = COURSES[course];
  const happened = hops.filter(({ kind }) => kind !== 'next');
  const next = hops.find(({ kind }) => kind === 'next');
  return html`
    <article class="card trace">
      <header class="trace-head">
        <div class="trace-title">
          <h2>${direction === 'inbound' ? 'From WhatsApp to Pipedrive' : 'From Pipedrive to WhatsApp'}</h2>
          <span class="pill pill-${tone}">${word}</span>
        </div>
        <p class="trace-id"><code>${messageId}</code>${copy}</p>
      </header>
      <ol class="hops" aria-label="Its way">
        ${happened.map(hopRow)}
      </ol>
      ${
        next
          ? html`<div class="trace-next trace-next-${tone}">
              ${icon('next')}
              <div>
                <h3>What happens next</h3>
                <p>${sentence(next.text)}</p>
              </div>
            </div>`
          : nothing
      }
      <footer class="trace-foot">
        <a class="button button-small" href=${addressOf('conversation', conversationId)}>Follow its conversation in the log</a>
        ${
          course === 'refused' && happened.some(({ kind }) => kind === 'dead-letter')
            ? html`<a class="button button-small" href=${addressOf('dead-letters')}>To the dead letters</a>`
            : nothing
        }
      </footer>
    </article>
  `;
}

const hopRow = (hop: Hop): TemplateResult => html`
  <li class="hop hop-${toneOf(hop)}">
    <span class="hop-mark">${icon(toneOf(hop) === 'bad' && hop.kind !== 'dead-letter' ? 'bad' : ICONS[hop.kind])}</span>
    <p class="hop-text">${sentence(hop.text)}</p>
    <span class="hop-time quiet">${hop.at === null ? '' : html`${time(hop.at, 'day')}, ${time(hop.at, 'second')}`}</span>
  </li>
`;

function toneOf({ kind, details }: Hop): Tone {
  if (kind === 'dead-letter') return 'bad';
  if (kind === 'waiting') return 'warn';
  if (kind === 'status') return details['status'] === 'failed' ? 'bad' : 'good';
  if (kind !== 'attempt') return 'plain';
  const { end, verdict } = details;
  if (end === 'done') return verdict === 'unknown' ? 'warn' : 'good';
  if (end === 'lost' || verdict === 'more') return 'plain';
  return end === 'buried' || end === 'given-up' ? 'bad' : 'warn';
}

const sentence = (text: string): string => {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(upper) ? upper : `${upper}.`;
};
