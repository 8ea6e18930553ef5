import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Counts what was removed because nobody needs it any more; a round that removed something gives a line. */
export function observeHousekeeping(
  metrics: Metrics,
  log: Log,
): (removed: Readonly<Record<'deliveries' | 'statuses' | 'attempts' | 'uploads', number>>) => void {
  return (removed) => {
    for (const [what, count] of Object.entries(removed)) metrics.removed.inc({ what }, count);
    if (Object.values(removed).some((count) => count > 0)) log.info(removed, 'what is past its time was removed');
  };
}
