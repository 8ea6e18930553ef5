import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What a webhook delivery came to, as the domain reports it. */
interface ReceiptNumbers {
  messages: readonly string[];
  statuses: readonly string[];
  reasons: readonly string[];
  /** Rows of the rendering table that showed less than WhatsApp does. */
  simplified: readonly string[];
  stored: number;
  duplicate: number;
  quarantined: number;
  ignored: number;
  parked: number;
}

interface Answer {
  document: string;
  operationId: string;
  requestId: string;
  status: number;
  durationMs: number;
  error?: (Error & { code?: unknown }) | undefined;
  violation?: string | undefined;
}

interface Attempt {
  destination: string;
  job: { channelId: string; conversationId: string; seq: number; attempts: number; createdAt: number };
  verdict: { kind: string; code?: number; reason?: string };
  end: string;
  durationMs: number;
}

/** Message types and status words are WhatsApp's and open: whatever is not known counts as `other`, so that nobody can blow up the metrics. */
const KNOWN_TYPES = new Set(
  'text image video audio document sticker location contacts interactive button order reaction system unsupported unknown edit revoke media_placeholder template control_passed control_taken'.split(
    ' ',
  ),
);
const KNOWN_STATUSES = new Set(['sent', 'delivered', 'read', 'played', 'failed', 'deleted']);
const known = (words: ReadonlySet<string>, word: string): string => (words.has(word) ? word : 'other');

export function observeReceipts(metrics: Metrics, log: Log): (receipt: ReceiptNumbers) => void {
  return (receipt) => {
    metrics.received.inc();
    for (const type of receipt.messages) metrics.storedMessages.inc({ type: known(KNOWN_TYPES, type) });
    for (const status of receipt.statuses) metrics.storedStatuses.inc({ status: known(KNOWN_STATUSES, status) });
    for (const kind of receipt.simplified) metrics.simplifiedMessages.inc({ kind });
    for (const reason of receipt.reasons) metrics.quarantined.inc({ reason });
    if (receipt.duplicate > 0) metrics.duplicates.inc(receipt.duplicate);
    if (receipt.ignored > 0) metrics.ignored.inc(receipt.ignored);
    if (receipt.parked > 0) metrics.parked.inc(receipt.parked);
    if (receipt.quarantined > 0)
      log.warn({ reasons: [...new Set(receipt.reasons)], items: receipt.quarantined }, 'items went into quarantine');
  };
}

/** Refusals are worth a line each, our faults a loud one; `answeredLevel` is for everything that went well. */
export function observeAnswers(metrics: Metrics, log: Log, answeredLevel: 'info' | 'debug'): (answer: Answer) => void {
  return ({ document, operationId, requestId, status, durationMs, error, violation }) => {
    metrics.requestSeconds.observe({ operation: operationId, status }, durationMs / 1000);
    const line = { document, operationId, requestId, status, ms: Math.round(durationMs * 10) / 10 };
    if (violation) {
      metrics.violations.inc({ operation: operationId });
      log.error({ ...line, violation }, 'an answer broke its contract');
    }
    if (status >= 500) log.error({ ...line, errorCode: error?.code, err: error?.cause ?? error }, 'request failed');
    else if (error) log.warn({ ...line, errorCode: error.code }, 'request refused');
    else log[answeredLevel](line, 'answered');
  };
}

/** WhatsApp's reasons may quote the message or a number; the reasons we give ourselves (code 0, pauses, lost answers) may be logged. */
const isOurWord = ({ kind, code }: Attempt['verdict']): boolean =>
  kind === 'unknown' || kind === 'pause-channel' || (code === 0 && (kind === 'retry' || kind === 'final'));

export function observeAttempts(metrics: Metrics, log: Log, now: () => number): (attempt: Attempt) => void {
  return ({ destination, job, verdict, end, durationMs }) => {
    metrics.attempts.inc({ destination, verdict: verdict.kind });
    // What was put off asked nobody: its time is not that of a delivery.
    if (verdict.kind !== 'postponed') metrics.deliverySeconds.observe({ destination }, durationMs / 1000);
    if (verdict.kind === 'delivered') metrics.deliveryAge.observe({ destination }, Math.max(0, now() - job.createdAt) / 1000);
    if (end === 'buried') metrics.deadLetters.inc({ destination });
    const line = {
      destination,
      channelId: job.channelId,
      conversationId: job.conversationId,
      seq: job.seq,
      attempts: job.attempts + 1,
      verdict: verdict.kind,
      ...(verdict.code === undefined ? {} : { vendorCode: verdict.code }),
      ...(isOurWord(verdict) ? { why: verdict.reason } : {}),
      ms: Math.round(durationMs * 10) / 10,
    };
    if (end === 'buried') log.error(line, 'delivery given up; see the dead letters');
    else if (verdict.kind === 'delivered' || verdict.kind === 'more') log.debug(line, 'delivered');
    else if (verdict.kind === 'postponed') log.debug(line, 'put off');
    else log.warn(line, 'not delivered');
  };
}
