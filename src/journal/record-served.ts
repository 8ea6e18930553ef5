import { type Body, type Exchange, NO_BODY, type Side } from './exchange.ts';
import { type Recording, record } from './recording.ts';

/** An exchange as the dispatcher gives it. */
interface Served {
  document: string;
  operationId: string;
  requestId: string;
  method: string;
  url: string;
  requestBody: unknown;
  rawBody: Buffer;
  files: readonly { name: string; contentType: string; size: number }[];
  status: number;
  responseHeaders: Readonly<Record<string, unknown>>;
  responseBody: unknown;
  durationMs: number;
  error?: (Error & { code?: unknown }) | undefined;
  violation?: string | undefined;
}

const SIDES: Readonly<Record<string, Side>> = { 'pipedrive-provider': 'pipedrive', 'whatsapp-webhooks': 'whatsapp' };

/** Refusals of requests that do not fit the contract. */
const UNFIT = new Set(['INVALID_REQUEST', 'INVALID_JSON', 'INVALID_MULTIPART', 'UNSUPPORTED_MEDIA_TYPE', 'PAYLOAD_TOO_LARGE']);

/** Somebody who looks on asks all the time; in the journal that would bury what they look for. */
const isLookingOn = ({ method, url }: Served): boolean =>
  (method === 'GET' || method === 'HEAD') && /^\/(?:(?:console|assets|playground|health|metrics)(?:[/?]|$)|\?|$)/.test(url);

/** Keeps what was asked of us and what we answered. */
export const recordServed =
  (recording: Recording) =>
  (served: Served): void => {
    if (isLookingOn(served)) return;
    record(recording, {
      at: recording.now(),
      side: SIDES[served.document] ?? 'operator',
      direction: 'in',
      method: served.method,
      url: served.url,
      operationId: served.operationId,
      requestId: served.requestId,
      status: served.status,
      durationMs: served.durationMs,
      request: requestOf(served),
      response: responseOf(served),
      broken: brokenBy(served),
    });
  };

function requestOf({ rawBody, requestBody, files }: Served): Body {
  // What nobody decoded stays as it came.
  if (requestBody === undefined) return rawBody.length > 0 ? { value: rawBody, size: rawBody.length } : NO_BODY;
  if (rawBody.length > 0) return { value: requestBody, size: rawBody.length };
  return { value: files.length === 0 ? requestBody : { ...(requestBody as object), files }, size: null };
}

/** A stream is read once, by whom it was meant for. */
function responseOf({ responseBody, responseHeaders }: Served): Body {
  if (responseBody === undefined) return NO_BODY;
  const isStream = typeof responseBody === 'object' && responseBody !== null && 'pipe' in responseBody;
  return { value: isStream ? undefined : responseBody, size: sizeIn(responseHeaders) };
}

function sizeIn(headers: Served['responseHeaders']): number | null {
  const length = Number(headers['content-length']);
  return Number.isFinite(length) ? length : null;
}

function brokenBy({ violation, error }: Served): Exchange['broken'] {
  if (violation !== undefined) return { by: 'answer', how: violation };
  // A message of ours, which repeats no values.
  return error && UNFIT.has(String(error.code)) ? { by: 'request', how: error.message } : undefined;
}
