/**
 * The catalogue of everything that can go wrong in a way somebody outside must be told. The code is stable and public, the title is
 * the default public text; the cause stays inside. Which HTTP status and which body shape a code gets is decided at the edge (`http/error-bodies.ts`).
 */
export const errorTitles = {
  INVALID_REQUEST: 'The request does not fit the contract',
  INVALID_JSON: 'The body is not valid JSON',
  INVALID_MULTIPART: 'The body is not valid multipart/form-data',
  MESSAGE_REFUSED: 'WhatsApp refused the message',
  UNAUTHORIZED: 'Credentials are missing or wrong',
  ACCOUNT_SUSPENDED: 'The WhatsApp account behind this channel is suspended',
  SIGNATURE_INVALID: 'The signature is missing or wrong',
  VERIFY_TOKEN_INVALID: 'The verify token is wrong',
  FORBIDDEN: 'Not allowed',
  NOT_FOUND: 'Not found',
  CONFLICT: 'The request does not fit what is there',
  METHOD_NOT_ALLOWED: 'This address does not know that method',
  REQUEST_TIMEOUT: 'The request arrived too slowly',
  REQUEST_ABORTED: 'The request ended before its body did',
  PAYLOAD_TOO_LARGE: 'The request is too large',
  RANGE_NOT_SATISFIABLE: 'The file has no such part',
  UNSUPPORTED_MEDIA_TYPE: 'The body has a content type or encoding that this operation does not take',
  RATE_LIMIT_EXCEEDED: 'Too many requests',
  HEADERS_TOO_LARGE: 'The request headers are too large',
  INTERNAL_ERROR: 'Internal error',
  VENDOR_UNAVAILABLE: 'WhatsApp does not answer at the moment',
  PIPEDRIVE_UNAVAILABLE: 'Pipedrive does not take it at the moment',
  PIPEDRIVE_FAILED: 'Pipedrive did not carry it out',
  STORE_UNAVAILABLE: 'The message store is out of reach',
} as const;

export type ErrorCode = keyof typeof errorTitles;

interface ErrorOptions {
  /** Why, for the log only. */
  cause?: unknown;
  /** When repeating makes sense, UTC milliseconds. */
  retryAt?: number;
  /** Methods the address does know (with METHOD_NOT_ALLOWED). */
  allow?: readonly string[];
  /** Size of the file whose part was asked for (with RANGE_NOT_SATISFIABLE). */
  totalBytes?: number;
}

/** An error with a public code and a public text. `message` is what the caller reads: what happened and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAt: number | undefined;
  readonly allow: readonly string[] | undefined;
  readonly totalBytes: number | undefined;

  constructor(code: ErrorCode, message: string = errorTitles[code], options: ErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'AppError';
    this.code = code;
    this.retryAt = options.retryAt;
    this.allow = options.allow;
    this.totalBytes = options.totalBytes;
  }
}

/** Anything thrown, as an AppError; what nobody foresaw becomes INTERNAL_ERROR with the original as its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    'INTERNAL_ERROR',
    'Something went wrong on our side. Repeat the request; if it stays, search the log for the request id.',
    {
      cause: error,
    },
  );
}
