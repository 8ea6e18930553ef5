import { AppError, type ErrorCode } from '../../src/errors.ts';
import { type ErrorRenderer, errorStatus } from '../../src/http/error-bodies.ts';
import type { ApiSchemas } from './options.ts';

interface PipedriveFailureOptions {
  status: number;
  body: ApiSchemas['ErrorBody'];
  retryAfterSeconds?: number;
}

/** An error in one of Pipedrive's own shapes. */
export class PipedriveFailure extends AppError {
  readonly answer: PipedriveFailureOptions;

  constructor(answer: PipedriveFailureOptions) {
    super('INVALID_REQUEST', answer.body.error_description ?? answer.body.error);
    this.answer = answer;
  }
}

/** The form of the Channels API: success, error, error_info and a code. */
export const channelsFailure = (status: number, code: string, error: string, retryAfterSeconds?: number): PipedriveFailure =>
  new PipedriveFailure({
    status,
    body: { success: false, error, error_info: 'See the API reference', additional_data: { code } },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

/** The form of the OAuth host. */
export const oauthFailure = (status: number, error: string, description: string): PipedriveFailure =>
  new PipedriveFailure({ status, body: { error, error_description: description } });

export const unauthorized = (): PipedriveFailure =>
  new PipedriveFailure({ status: 401, body: { success: false, error: 'unauthorized access', errorCode: 401 } });

const documented = new Set<ErrorCode>(['NOT_FOUND', 'RATE_LIMIT_EXCEEDED', 'INTERNAL_ERROR', 'STORE_UNAVAILABLE']);

/** Pipedrive's error body for every error; what broke the contract is 400 INVALID_BODY. */
export const pipedriveError: ErrorRenderer = (error) => {
  const failure = error instanceof PipedriveFailure ? error : fromCatalogue(error);
  const { status, body, retryAfterSeconds } = failure.answer;
  const headers: Record<string, string> =
    retryAfterSeconds === undefined
      ? {}
      : { 'Retry-After': String(retryAfterSeconds), 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(retryAfterSeconds) };
  return { status, contentType: 'application/json', headers, body };
};

function fromCatalogue(error: AppError): PipedriveFailure {
  if (error.code === 'UNAUTHORIZED') return unauthorized();
  const status = documented.has(error.code) ? errorStatus[error.code] : 400;
  // Whoever develops against the simulator should read what broke inside it.
  const text = error.code === 'INTERNAL_ERROR' && error.cause instanceof Error ? error.cause.message : error.message;
  return channelsFailure(status, status === 400 ? 'INVALID_BODY' : error.code, text);
}
