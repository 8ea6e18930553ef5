import type { ErrorCode } from '../../src/errors.ts';
import type { ObservedExchange } from '../../src/http/dispatch.ts';
import type { Report } from './breaches.ts';
import { isObject } from './conversation-reading.ts';
import { isPublishedDate } from './dates.ts';
import { PipedriveFailure } from './pipedrive-failure.ts';

const breaking = new Set<ErrorCode>(['INVALID_REQUEST', 'INVALID_JSON', 'UNSUPPORTED_MEDIA_TYPE', 'PAYLOAD_TOO_LARGE']);

/** How a request or its answer broke pipedrive-api.yaml. What Pipedrive refuses for its own reasons breaks nothing. */
export function violationOf({ violation, error }: ObservedExchange): string | undefined {
  if (violation !== undefined) return violation;
  return error && breaking.has(error.code) && !(error instanceof PipedriveFailure) ? error.message : undefined;
}

/** Tells what the inbox could not have shown of a message that was refused for its form. */
export function reportRefusedMessage({ operationId, error, requestBody }: ObservedExchange, report: Report): void {
  if (operationId !== 'receiveMessage' || error?.code !== 'INVALID_REQUEST' || error instanceof PipedriveFailure) return;
  // Without an id it is no message at all.
  if (!isObject(requestBody) || typeof requestBody['id'] !== 'string') return;
  const about = { messageId: requestBody['id'] };
  if (!Array.isArray(requestBody['attachments'])) {
    report({ kind: 'attachments-missing', ...about, detail: 'receiveMessage came without its list of attachments' });
  }
  for (const field of ['created_at', 'reply_by']) {
    const value = requestBody[field];
    if (value === undefined || value === null || isPublishedDate(value)) continue;
    report({ kind: 'invalid-date', ...about, detail: `${field} is neither ISO 8601 nor YYYY-MM-DD HH:MM` });
  }
}
