import { timingSafeEqual } from 'node:crypto';
import { operations } from '../../generated/pipedrive-api/operations.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';
import type { SecurityCheck } from '../../src/contract/registry.ts';
import type { RateHeaders } from './budget.ts';
import { channelsFailure, oauthFailure, unauthorized } from './pipedrive-failure.ts';
import type { PipedriveWorld } from './world.ts';

/** The app's own credentials, for the OAuth host. */
export const clientBasic =
  ({ settings }: PipedriveWorld): SecurityCheck =>
  ({ headers }) => {
    const { clientId, clientSecret } = settings.get();
    const right = Buffer.from(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
    const given = Buffer.from(String(headers['authorization'] ?? ''));
    if (given.length === right.length && timingSafeEqual(given, right)) return true;
    throw oauthFailure(401, 'invalid_client', 'The client credentials were not accepted');
  };

export interface RateNotes {
  setRate(requestId: string, rate: RateHeaders | undefined): void;
  shutOut(requestId: string): void;
}

/** An access token: good at the moment, of a company that pays, with the scope, and inside the limits. */
export const oauthBearer =
  ({ tokens, settings, budget }: PipedriveWorld, notes: RateNotes): SecurityCheck =>
  ({ headers, operationId, requestId }) => {
    const [scheme, token = ''] = String(headers['authorization'] ?? '').split(' ');
    const scopes = scheme?.toLowerCase() === 'bearer' ? tokens.scopesOf(token) : undefined;
    if (!scopes) throw unauthorized();
    if (settings.get().plan === 'ended') throw channelsFailure(402, null, 'The company has no active plan');
    if (!scopes.includes(operationId === 'getCurrentUser' ? 'base' : 'messengers-integration')) {
      throw channelsFailure(403, null, 'Scope and URL mismatch');
    }
    const { outcome, headers: rate } = budget.charge(token, costOf(operationId));
    notes.setRate(requestId, rate);
    if (outcome === 'allowed') return true;
    if (outcome === 'shut-out') {
      notes.shutOut(requestId);
      throw channelsFailure(403, null, 'Access denied');
    }
    // Burst and daily look alike but for the headers (pipedrive/client-nodejs#725).
    throw channelsFailure(429, null, 'The request limit was exceeded');
  };

/** Tokens that one call costs, from the document. */
const costOf = (operationId: string): number => Number((operations as OperationsTable)[operationId]?.extensions['token-cost'] ?? 0);
