import type { Verdict } from './verdict.ts';

type Kind = 'retry' | 'pause-recipient' | 'pause-number' | 'hold-channel' | 'final';

const MINUTE = 60_000;

/**
 * What WhatsApp's error codes mean for the queue (reference/whatsapp.md 1.8). Codes that are not listed are final: an unknown refusal is
 * shown, never repeated blindly.
 */
const kinds: Readonly<Record<number, Kind>> = {
  0: 'hold-channel',
  1: 'retry',
  2: 'retry',
  3: 'hold-channel',
  4: 'pause-number',
  10: 'hold-channel',
  33: 'hold-channel',
  190: 'hold-channel',
  368: 'hold-channel',
  80007: 'pause-number',
  130429: 'pause-number',
  131000: 'retry',
  131005: 'hold-channel',
  131016: 'retry',
  131031: 'hold-channel',
  131037: 'hold-channel',
  131042: 'hold-channel',
  131045: 'hold-channel',
  131048: 'hold-channel',
  131056: 'pause-recipient',
  131057: 'pause-number',
  133004: 'retry',
  133010: 'hold-channel',
};

/** Codes that WhatsApp gives for faults of its own as well as for messages it cannot take: tried a few times, then final. */
const fewTimes = new Set([1, 131000]);
const FEW = 5;
const FEW_MS = 5 * 60_000;

const kindOf = (code: number): Kind => kinds[code] ?? (code >= 200 && code <= 299 ? 'hold-channel' : 'final');

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

/** The verdict on an error that WhatsApp answered with. Its own words reach the salesperson only: a pause shows on open pages, and those words may quote a token. */
export function judgeGraphError(
  { code, subcode, reason }: GraphError,
  attempts: number,
  now: number,
  notBefore: number | undefined,
  failingForMs = Number.POSITIVE_INFINITY,
): Verdict {
  // Code 100 is an invalid parameter; with subcode 33 the phone number itself is unknown to the token.
  const kind = code === 100 && subcode === 33 ? 'hold-channel' : kindOf(code);
  const later = notBefore === undefined ? {} : { at: notBefore };
  if (fewTimes.has(code) && attempts + 1 >= FEW && failingForMs >= FEW_MS) return { kind: 'final', code, reason };
  switch (kind) {
    case 'retry':
      return { kind: 'retry', code, reason, ...later };
    case 'pause-recipient':
      // WhatsApp advises 4^X seconds, X counting the refusals; capped at about four minutes.
      return { kind: 'pause-recipient', code, reason, at: Math.max(notBefore ?? 0, now + 1000 * 4 ** Math.min(attempts, 4)) };
    case 'pause-number':
      return {
        kind: 'pause-channel',
        code,
        reason: 'WhatsApp asks for a slower pace',
        at: notBefore ?? now + (code === 130429 ? 2000 : MINUTE),
      };
    case 'hold-channel':
      return { kind: 'pause-channel', code, reason: 'WhatsApp refuses this account, its number or its access token', at: now + 5 * MINUTE };
    case 'final':
      return { kind: 'final', code, reason };
  }
}
