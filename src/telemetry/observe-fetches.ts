import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

interface Fetch {
  file: { channelId: string; conversationId: string; seq: number; attempts: number };
  /** The reason is in our own words. */
  outcome: { kind: string; code?: number; reason?: string };
  end: string;
  durationMs: number;
}

/** Counts every attempt to fetch a file of a customer. A line names the message, never the file. */
export function observeFetches(metrics: Metrics, log: Log): (fetch: Fetch) => void {
  return ({ file, outcome, end, durationMs }) => {
    metrics.filesFetched.inc({ end });
    const line = {
      channelId: file.channelId,
      conversationId: file.conversationId,
      seq: file.seq,
      attempts: file.attempts + 1,
      outcome: outcome.kind,
      ...(outcome.code ? { vendorCode: outcome.code } : {}),
      ...(outcome.reason === undefined ? {} : { why: outcome.reason }),
      ms: Math.round(durationMs),
    };
    if (end === 'kept') log.debug(line, 'file fetched');
    else if (end === 'lost') log.error(line, 'a file of a customer never comes; its message says so');
    else log.warn(line, 'file not fetched');
  };
}
