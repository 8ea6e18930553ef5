import { describe, expect, test } from 'vitest';
import { operations } from '../../generated/pipedrive-api/operations.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';
import { type PipedriveAnswer, readPipedriveAnswer } from '../../src/delivery/pipedrive-answer.ts';
import { type PipedriveOperation, tokenCosts } from '../../src/delivery/pipedrive-costs.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const MIDNIGHT = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;

const read = (
  status: number,
  body: unknown = {},
  {
    headers = {},
    operationId = 'receiveMessage',
    now = NOON,
  }: { headers?: Record<string, string>; operationId?: PipedriveOperation; now?: number } = {},
): PipedriveAnswer => readPipedriveAnswer(operationId, { status, headers, body, text: JSON.stringify(body) }, now);
const coded = (code: string) => ({ success: false, error: 'private words of a customer', additional_data: { code } });

test('token costs: the table and x-token-cost of the contract say the same, operation by operation', () => {
  const documented = Object.entries(operations as OperationsTable).flatMap(([id, { extensions }]) =>
    extensions['token-cost'] === undefined ? [] : [[id, extensions['token-cost']]],
  );
  expect(Object.fromEntries(documented)).toEqual(tokenCosts);
});

describe('readPipedriveAnswer', () => {
  test('what is not documented as an answer of an operation: still means one thing', () => {
    expect(read(200, { success: true })).toEqual({ kind: 'ok', body: { success: true } });
    expect(read(401)).toEqual({ kind: 'unauthorised' });
    expect(read(402)).toEqual({ kind: 'plan-ended' });
    for (const code of [301, 308, 421]) expect(read(code)).toEqual({ kind: 'elsewhere', code });
    for (const code of [405, 408, 425, 500, 503]) expect(read(code)).toEqual({ kind: 'server-fault', code, until: undefined });
    expect(read(503, {}, { headers: { 'retry-after': '90' } })).toMatchObject({ until: NOON + 90_000 });
    for (const code of [400, 409, 413, 415, 422]) expect(read(code)).toEqual({ kind: 'invalid', code, vendorCode: undefined });
  });

  test('a code is taken over where it looks like one; text never is', () => {
    expect(read(400, coded('INVALID_BODY'))).toEqual({ kind: 'invalid', code: 400, vendorCode: 'INVALID_BODY' });
    for (const odd of ['a text of a customer', '', 'x'.repeat(200)]) expect(read(400, coded(odd))).toMatchObject({ vendorCode: undefined });
  });

  test('403: an administrator is wanted, the scope is missing, the user may not, or Cloudflare shuts out', () => {
    expect(read(403, coded('ADMIN_ONLY'), { operationId: 'addChannel' })).toEqual({ kind: 'admin-only' });
    expect(read(403, { success: false, error: 'Scope and URL mismatch' })).toEqual({ kind: 'missing-scope' });
    expect(read(403, coded('FORBIDDEN_USER_REQUEST'), { operationId: 'deleteConversation' })).toEqual({
      kind: 'forbidden',
      vendorCode: 'FORBIDDEN_USER_REQUEST',
    });
    expect(read(403, undefined, { headers: { 'content-type': 'text/html; charset=UTF-8', 'retry-after': '600' } })).toEqual({
      kind: 'blocked',
      until: NOON + 600_000,
    });
    const page = { status: 403, headers: {}, body: undefined, text: '\n<!DOCTYPE html><title>Access denied</title>' };
    expect(readPipedriveAnswer('addChannel', page, NOON)).toEqual({ kind: 'blocked', until: undefined });
  });

  test('404 and 410: the API is gone, or the one channel or conversation is not there', () => {
    const gone = { kind: 'gone', code: 404 };
    const missing = { kind: 'not-found' };
    expect(read(404)).toEqual(gone);
    expect(read(404, coded('NOT_FOUND'))).toEqual(missing);
    for (const body of [{}, coded('NOT_FOUND')]) {
      expect(read(404, body, { operationId: 'addChannel' })).toEqual(gone);
      expect(read(404, body, { operationId: 'deleteChannel' })).toEqual(missing);
      expect(read(404, body, { operationId: 'deleteConversation' })).toEqual(missing);
    }
    for (const operationId of ['addChannel', 'receiveMessage', 'deleteChannel', 'deleteConversation'] as const) {
      expect(read(410, {}, { operationId })).toEqual({ kind: 'gone', code: 410 });
    }
    expect(read(404, {}, { operationId: 'getCurrentUser' })).toEqual({ kind: 'elsewhere', code: 404 });
  });

  test('429: the headers tell a burst, which ends in seconds, from a day, which ends at midnight', () => {
    const limited = (headers: Record<string, string>, now = NOON) => read(429, {}, { headers, now });
    const burst = { 'x-ratelimit-limit': '80', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' };
    const daily = { ...burst, 'x-ratelimit-remaining': '79' };
    expect(limited(burst)).toEqual({ kind: 'burst-limit', until: NOON + 2000 });
    expect(limited({ 'retry-after': '7' })).toEqual({ kind: 'burst-limit', until: NOON + 7000 });
    expect(limited({})).toEqual({ kind: 'burst-limit', until: undefined });
    expect(limited({ ...burst, 'x-ratelimit-reset': String(NOON / 1000 + 2) })).toEqual({ kind: 'burst-limit', until: undefined });
    expect(limited(daily)).toEqual({ kind: 'daily-limit', until: MIDNIGHT + 5000 });
    expect(limited(daily, MIDNIGHT - 1)).toEqual({ kind: 'daily-limit', until: MIDNIGHT + 5000 });
    expect(limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7200' })).toEqual({
      kind: 'daily-limit',
      until: NOON + 7_200_000,
    });
  });

  test('429 of the day just after our midnight: Pipedrive’s may not have come yet, so a quarter of an hour is enough', () => {
    const headers = { 'x-ratelimit-remaining': '79' };
    expect(read(429, {}, { headers, now: MIDNIGHT + MINUTE })).toEqual({ kind: 'daily-limit', until: MIDNIGHT + 16 * MINUTE });
    expect(read(429, {}, { headers, now: MIDNIGHT + 60 * MINUTE })).toEqual({ kind: 'daily-limit', until: MIDNIGHT + 86_400_000 + 5000 });
  });

  test('already registered: counts for registering only', () => {
    const body = coded('channel_already_exists');
    expect(read(400, body, { operationId: 'addChannel' })).toEqual({ kind: 'already-exists' });
    expect(read(409, body, { operationId: 'addChannel' })).toEqual({ kind: 'already-exists' });
    expect(read(400, body)).toMatchObject({ kind: 'invalid' });
  });
});
