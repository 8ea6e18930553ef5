import type { components } from '../../../generated/console/types.ts';
import { wrap } from '../trigger/wrap.ts';

const WIDTH = 100;
const WAYS = { inbound: 'from WhatsApp to Pipedrive', outbound: 'from Pipedrive to WhatsApp' } as const;

/** A trace for a terminal: one hop a line, with the time of this machine's zone; the day where it changes. */
export function renderTrace({ messageId, channelId, conversationId, direction, course, hops }: components['schemas']['Trace']): string {
  const lines = [`${messageId}  ${WAYS[direction]}: ${course}`, `channel ${channelId}  conversation ${conversationId}`];
  let day = '';
  for (const { at, text } of hops) {
    const [date = '', time = ''] = at === null ? ['', ''] : partsOf(new Date(at));
    if (date !== '' && date !== day) {
      lines.push('', date);
      day = date;
    }
    const [first = '', ...rest] = wrap(text, WIDTH - 12);
    lines.push(`${(time || '→').padStart(8)}  ${first}`, ...rest.map((line) => `${' '.repeat(10)}${line}`));
  }
  return lines.join('\n');
}

function partsOf(at: Date): [date: string, time: string] {
  const two = (value: number): string => String(value).padStart(2, '0');
  return [
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`,
  ];
}
