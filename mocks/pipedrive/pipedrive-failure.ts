import { operations } from '../../generated/pipedrive-api/operations.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import { errorStatus, type RenderedError } from '../../src/http/error-bodies.ts';
import { refusalPage } from './consent-page.ts';
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
    // Tells a refusal of Pipedrive's from a request that broke the contract.
    this.name = 'PipedriveFailure';
    this.answer = answer;
  }
}

/** The form of the Channels API: success, error, error_info and a code. */
export const channelsFailure = (status: number, code: string | null, error: string, retryAfterSeconds?: number): PipedriveFailure =>
  new PipedriveFailure({
    status,
    body: { success: false, error, error_info: 'See the API reference', ...(code === null ? {} : { additional_data: { code } }) },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

/** The form of the OAuth host. */
export const oauthFailure = (status: number, error: string, description: string): PipedriveFailure =>
  new PipedriveFailure({ status, body: { error, error_description: description } });

export const unauthorizedBody: ApiSchemas['ErrorBody'] = { success: false, error: 'unauthorized access', errorCode: 401 };

/** A host that no company has (any more). */
export const noSuchDomain = (): PipedriveFailure => channelsFailure(404, null, 'No company has this domain');

export const unauthorized = (): PipedriveFailure => new PipedriveFailure({ status: 401, body: unauthorizedBody });

const documented = new Set<ErrorCode>(['NOT_FOUND', 'RATE_LIMIT_EXCEEDED', 'INTERNAL_ERROR', 'STORE_UNAVAILABLE']);

/**
 * Pipedrive's error body for every error of an operation (undefined: of an address without one). What broke the contract is a 400 in the
 * operation's own form, or a 404 where Pipedrive documents no 400.
 */
export function pipedriveError(error: AppError, operationId: string | undefined): RenderedError {
  if (operationId === 'authorize' && error.code === 'INVALID_REQUEST' && !(error instanceof PipedriveFailure)) {
    return { status: 400, contentType: 'text/html', headers: {}, body: refusalPage(error.message) };
  }
  const failure = error instanceof PipedriveFailure ? error : fromCatalogue(error, operationId);
  const { status, body, retryAfterSeconds } = failure.answer;
  const headers: Record<string, string> =
    retryAfterSeconds === undefined
      ? {}
      : { 'Retry-After': String(retryAfterSeconds), 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(retryAfterSeconds) };
  return { status, contentType: 'application/json', headers, body };
}

function fromCatalogue(error: AppError, operationId: string | undefined): PipedriveFailure {
  if (error.code === 'UNAUTHORIZED') return unauthorized();
  if (documented.has(error.code)) {
    // Whoever develops against the simulator should read what broke inside it.
    const text = error.code === 'INTERNAL_ERROR' && error.cause instanceof Error ? error.cause.message : error.message;
    return channelsFailure(errorStatus[error.code], error.code, text);
  }
  if (operationId === 'requestToken' || operationId === 'revokeToken') return oauthFailure(400, 'invalid_request', error.message);
  const entry = operationId === undefined ? undefined : (operations as OperationsTable)[operationId];
  if (entry && !('400' in entry.responses)) return channelsFailure(404, 'NOT_FOUND', error.message);
  return channelsFailure(400, operationId === 'receiveMessage' ? 'INVALID_RECEIVE_MESSAGE_PAYLOAD' : 'INVALID_BODY', error.message);
}
