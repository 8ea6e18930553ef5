import type { ErrorRule } from '../whatsapp-errors/error-rule.ts';
import { errorRuleOf } from '../whatsapp-errors/whatsapp-errors.ts';
import type { Verdict } from './verdict.ts';

/** How often, and over how long at least, a message is tried whose code may be WhatsApp's fault as well as ours (class `retry-few`). */
const FEW = 5;
const FEW_MS = 5 * 60_000;

/** Graph's error envelope, as far as decisions need it. */
interface GraphError {
  code: number;
  subcode: number | undefined;
  reason: string;
}

/** The error of an answer; undefined when it carries none, or one without a code, which is a gateway's and not WhatsApp's. */
export function graphErrorOf(body: unknown): GraphError | undefined {
  const error = (body as { error?: Record<string, unknown> } | null | undefined)?.error;
  if (error === undefined || error === null || typeof error !== 'object') return undefined;
  if (error['code'] === undefined || error['code'] === null || !Number.isInteger(Number(error['code']))) return undefined;
  const details = (error['error_data'] as { details?: unknown } | undefined)?.details;
  const reason = [details, error['error_user_msg'], error['message']].find((text) => typeof text === 'string' && text !== '');
  const subcode = Number(error['error_subcode']);
  return {
    code: Number(error['code']) || 0,
    subcode: Number.isFinite(subcode) ? subcode : undefined,
    reason: String(reason ?? 'no reason given'),
  };
}

/**
 * The verdict on an error that WhatsApp answered with, by the table's class. A code that is not in the table is final: an unknown refusal is shown, never repeated blindly.
 * WhatsApp's own words reach the salesperson only: a pause shows on open pages, and those words may quote a token.
 */
export function judgeGraphError(
  { code, subcode, reason }: GraphError,
  attempts: number,
  now: number,
  notBefore: number | undefined,
  failingForMs = Number.POSITIVE_INFINITY,
): Verdict {
  const rule: ErrorRule | undefined = errorRuleOf(code, subcode);
  const later = notBefore === undefined ? {} : { at: notBefore };
  switch (rule?.class) {
    case 'retry':
      return { kind: 'retry', code, reason, ...later };
    case 'retry-few':
      return attempts + 1 >= FEW && failingForMs >= FEW_MS ? { kind: 'final', code, reason } : { kind: 'retry', code, reason, ...later };
    case 'pause-recipient':
      // WhatsApp advises 4^X seconds, X counting the refusals; capped at about four minutes.
      return { kind: 'pause-recipient', code, reason, at: Math.max(notBefore ?? 0, now + 1000 * 4 ** Math.min(attempts, 4)) };
    case 'pause-number':
      return { kind: 'pause-channel', code, reason: rule.hold, at: notBefore ?? now + rule.restMs };
    case 'hold-account':
      return { kind: 'pause-channel', code, reason: rule.hold, at: now + rule.restMs };
    case 'fix-message':
    case 'fix-template':
    case 'final':
    case 'inbound':
    case 'elsewhere':
    case undefined:
      return { kind: 'final', code, reason };
  }
}
