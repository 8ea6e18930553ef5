import { type AppError, type ErrorCode, errorTitles } from '../errors.ts';

/** The HTTP status of every error of the catalogue. */
export const errorStatus: Readonly<Record<ErrorCode, number>> = {
  INVALID_REQUEST: 400,
  INVALID_JSON: 400,
  INVALID_MULTIPART: 400,
  MESSAGE_REFUSED: 400,
  REQUEST_ABORTED: 400,
  UNAUTHORIZED: 401,
  ACCOUNT_SUSPENDED: 401,
  SIGNATURE_INVALID: 401,
  VERIFY_TOKEN_INVALID: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  RATE_LIMIT_EXCEEDED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_ERROR: 500,
  PIPEDRIVE_FAILED: 502,
  VENDOR_UNAVAILABLE: 503,
  PIPEDRIVE_UNAVAILABLE: 503,
  STORE_UNAVAILABLE: 503,
};

export interface RenderedError {
  status: number;
  contentType: string;
  /** A text stands as it is, everything else becomes JSON. */
  body: unknown;
  headers: Record<string, string>;
}

/** Turns an error into the body that the contract owning the operation documents. */
export type ErrorRenderer = (error: AppError, requestId: string) => RenderedError;

/** Seconds until `retryAt`, rounded up, at least one. */
function retryAfter(error: AppError, now: number): string {
  return String(Math.max(1, Math.ceil(((error.retryAt ?? now + 1000) - now) / 1000)));
}

/** The credentials an operation asks for. A suspended account is a 401 as well, and each of those names them (RFC 9110, 11.6.1). */
export const BASIC = 'Basic realm="provider", charset="UTF-8"';
const BEARER = 'Bearer realm="console"';

export function headersOf(error: AppError, now: number, challenge: string = BEARER): Record<string, string> {
  const headers: Record<string, string> = {};
  if (error.code === 'UNAUTHORIZED' || error.code === 'ACCOUNT_SUSPENDED') headers['WWW-Authenticate'] = challenge;
  if (errorStatus[error.code] === 429 || errorStatus[error.code] === 503) headers['Retry-After'] = retryAfter(error, now);
  if (error.totalBytes !== undefined) headers['Content-Range'] = `bytes */${error.totalBytes}`;
  if (error.allow) headers['Allow'] = error.allow.join(', ').toUpperCase();
  return headers;
}

/** RFC 9457 problem details, for the contracts that are ours. */
export function problemJson(now: () => number, challenge?: string): ErrorRenderer {
  return (error, requestId) => ({
    status: errorStatus[error.code],
    contentType: 'application/problem+json',
    headers: headersOf(error, now(), challenge),
    body: {
      type: 'about:blank',
      title: errorTitles[error.code],
      status: errorStatus[error.code],
      code: error.code,
      detail: error.message,
      requestId,
    },
  });
}

/** Pipedrive's words for our codes, as pipedrive-provider.yaml documents them. */
const pipedriveCodes: Partial<Record<ErrorCode, string>> = {
  INVALID_REQUEST: 'INVALID_BODY',
  INVALID_JSON: 'INVALID_BODY',
  INVALID_MULTIPART: 'INVALID_BODY',
  MESSAGE_REFUSED: 'INVALID_BODY',
  REQUEST_ABORTED: 'INVALID_BODY',
  VENDOR_UNAVAILABLE: 'UNAVAILABLE',
  PIPEDRIVE_UNAVAILABLE: 'UNAVAILABLE',
  STORE_UNAVAILABLE: 'UNAVAILABLE',
};

/** The `{success:false,data:{message,code}}` envelope that Pipedrive's messaging inbox reads. */
export function pipedriveEnvelope(now: () => number): ErrorRenderer {
  return (error) => {
    const time = now();
    const retryBy = error.code === 'RATE_LIMIT_EXCEEDED' ? { retry_by: new Date(error.retryAt ?? time + 1000).toISOString() } : {};
    return {
      status: errorStatus[error.code],
      contentType: 'application/json',
      headers: headersOf(error, time, BASIC),
      body: { success: false, data: { message: error.message, code: pipedriveCodes[error.code] ?? error.code, ...retryBy } },
    };
  };
}
