import { html, nothing, type TemplateResult } from 'lit-html';
import { localTime, utcTime } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';

type Clock = Answer<'getPlaygroundClock'>;

/** What the buttons let pass. */
const JUMPS = [
  { by: 'PT1M', label: 'A minute' },
  { by: 'PT1H', label: 'An hour' },
  { by: 'P1D', label: 'A day' },
  { by: 'PT24H1M', label: 'Past the reply window' },
] as const;

export interface ClockParts {
  clock: Clock | undefined;
  /** The machine's time when the clock was read. */
  readAt: number;
  isMoving: boolean;
  jump(by: string): void;
}

/** The sandbox's time now, which runs as the machine's does. */
export const sandboxNow = ({ clock, readAt }: Pick<ClockParts, 'clock' | 'readAt'>): number | undefined =>
  clock && Date.parse(clock.now) + (clock.running ? Date.now() - readAt : 0);

export function clockCard(parts: ClockParts): TemplateResult {
  const { isMoving } = parts;
  const now = sandboxNow(parts);
  const ahead = now === undefined ? undefined : aheadText(now - Date.now());
  return html`
    <section class="card trouble-time" aria-labelledby="time-title">
      <h2 id="time-title">Time</h2>
      <p class="trouble-clock">
        ${
          now === undefined
            ? '––:––:––'
            : html`<time datetime=${new Date(now).toISOString()} title=${utcTime(now)}>
                <span class="trouble-hour">${localTime(now, 'second')}</span>
                <span class="trouble-day">${localTime(now, 'day')}</span>
              </time>`
        }
      </p>
      <p class="quiet" role="status">${isMoving ? 'Time passes…' : (ahead ?? nothing)}</p>
      ${jumpButtons(parts, now === undefined)}
      <p class="quiet">
        Everything that belongs to the time between happens on the way, each at its moment: ticks come, links end, the 24-hour window closes, what failed is tried
        again. Time never goes back.
      </p>
    </section>
  `;
}

function jumpButtons({ isMoving, jump }: ClockParts, isUnknown: boolean): TemplateResult {
  const isDisabled = isMoving || isUnknown;
  return html`
    <div class="trouble-jumps" role="group" aria-label="Let time pass">
      ${JUMPS.map(
        ({ by, label }) => html`<button class="button" type="button" ?disabled=${isDisabled} @click=${() => jump(by)}>${label}</button>`,
      )}
    </div>
    <form class="trouble-span" @submit=${(event: SubmitEvent) => submitSpan(event, jump)}>
      <div>
        <label for="span-amount">Another time</label>
        <input id="span-amount" name="amount" type="number" min="1" max="366" step="1" value="3" required />
      </div>
      <div>
        <label for="span-unit">in</label>
        <select id="span-unit" name="unit">
          <option value="minutes">minutes</option>
          <option value="hours">hours</option>
          <option value="days" selected>days</option>
        </select>
      </div>
      <button class="button" type="submit" ?disabled=${isDisabled}>Let it pass</button>
    </form>
  `;
}

function submitSpan(event: SubmitEvent, jump: (by: string) => void): void {
  event.preventDefault();
  const form = new FormData(event.currentTarget as HTMLFormElement);
  const amount = Number(form.get('amount'));
  const spans: Record<string, string> = { minutes: `PT${amount}M`, hours: `PT${amount}H`, days: `P${amount}D` };
  jump(spans[String(form.get('unit'))] as string);
}

/** How far the sandbox is ahead of the machine, in the largest two units. */
function aheadText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'The same as on this machine.';
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return `${said.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(' and ')} ahead of this machine.`;
}
