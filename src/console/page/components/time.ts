import { html, type TemplateResult } from 'lit-html';

const styles = {
  /** 14:05 */
  minute: { hour: '2-digit', minute: '2-digit' },
  /** 14:05:09 */
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  /** 28 Nov */
  day: { day: 'numeric', month: 'short' },
  /** 28 Nov, 14:05 */
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeStyle = keyof typeof styles;

const formats = new Map<TimeStyle, Intl.DateTimeFormat>();

/** A moment in the viewer's zone, as text. */
export function localTime(at: string | number, style: TimeStyle): string {
  const format = formats.get(style) ?? new Intl.DateTimeFormat(undefined, { ...styles[style], hourCycle: 'h23' });
  formats.set(style, format);
  return format.format(new Date(at));
}

/** `2026-11-28 14:05:09 UTC` */
export const utcTime = (at: string | number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A moment in the viewer's zone; UTC stands in its title. */
export const time = (at: string | number, style: TimeStyle = 'minute'): TemplateResult =>
  html`<time datetime=${new Date(at).toISOString()} title=${utcTime(at)}>${localTime(at, style)}</time>`;
