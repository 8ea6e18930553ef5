import type { Failure } from '../faults.ts';
import type { ApiSchemas } from './options.ts';
import { PipedriveFailure, unauthorizedBody } from './pipedrive-failure.ts';

type ErrorBody = ApiSchemas['ErrorBody'];

/** What openapi/pipedrive-api.yaml shows for each code, so that a fault reads like the mock's example. A test compares them. */
const textsByCode: Readonly<Record<string, string>> = {
  INVALID_BODY: 'The request does not have the expected fields',
  INVALID_RECEIVE_MESSAGE_PAYLOAD: 'The message does not have the expected fields',
  ADMIN_ONLY: 'Only an administrator can register channels',
  FORBIDDEN_USER_REQUEST: 'Only the owner of the app can delete conversations',
  NOT_FOUND: 'The channel was not found',
  channel_already_exists: 'channel_already_exists',
};

/** Of the OAuth host, whose codes stand in `error`. */
const oauthBodies: Readonly<Record<string, ErrorBody>> = {
  invalid_grant: { success: false, error: 'invalid_grant', message: 'The refresh token is not valid or has already been exchanged' },
  invalid_request: { error: 'invalid_request', error_description: 'The field redirect_uri is missing' },
  invalid_client: { error: 'invalid_client', error_description: 'The client credentials were not accepted' },
};

/** What it says of a status, whatever the code. */
const textsByStatus: Readonly<Record<number, string>> = {
  400: 'The request does not have the expected fields',
  402: 'The company has no active plan',
  403: 'Scope and URL mismatch',
  404: 'No company has this domain',
  410: 'This endpoint is no longer available',
  429: 'The request limit was exceeded',
  500: 'An unexpected error occurred',
  503: 'The service is not available for the moment',
};

/** The refusal that a fault asks for, worded like the contract's example. */
export function wordedFault({ status, code, retryAfterSeconds }: Failure<string | undefined>): PipedriveFailure {
  return new PipedriveFailure({ status, body: bodyOf(status, code), ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });
}

function bodyOf(status: number, code: string | undefined): ErrorBody {
  const oauth = code === undefined || !Object.hasOwn(oauthBodies, code) ? undefined : oauthBodies[code];
  if (oauth) return oauth;
  if (status === 401) return unauthorizedBody;
  const byCode = code === undefined || !Object.hasOwn(textsByCode, code) ? undefined : textsByCode[code];
  return {
    success: false,
    error: byCode ?? textsByStatus[status] ?? 'The contract gives no example of this status',
    error_info: 'See the API reference',
    ...(code === undefined ? {} : { additional_data: { code } }),
  };
}
