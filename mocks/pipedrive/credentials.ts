import { timingSafeEqual } from 'node:crypto';
import { operations } from '../../generated/pipedrive-api/operations.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';
import type { SecurityCheck } from '../../src/contract/registry.ts';
import type { RateHeaders } from './budget.ts';
import type { Company, Owner, PipedriveUser } from './companies.ts';
import { channelsFailure, noSuchDomain, oauthFailure, unauthorized } from './pipedrive-failure.ts';
import type { PipedriveWorld } from './world.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

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

export interface RequestNotes {
  /** The company's domain that the request was addressed to; undefined on the common host. */
  domainOf(requestId: string): string | undefined;
  setRate(requestId: string, rate: RateHeaders | undefined): void;
  shutOut(requestId: string): void;
}

/** An access token: good at the moment, on its own company's host, of a company that pays, with the scope, and inside the limits. */
export const oauthBearer =
  (world: PipedriveWorld, notes: RequestNotes): SecurityCheck =>
  ({ headers, operationId, requestId }) => {
    const { companies, settings, budget, tokens } = world;
    const domain = notes.domainOf(requestId);
    const addressed = domain === undefined ? undefined : companies.withSlug(domain);
    // A host that no company has any more knows nobody's token.
    if (domain !== undefined && !addressed) throw noSuchDomain();
    const isChannels = operationId !== 'getCurrentUser';
    const { channelsApi, channelsGoneStatus } = settings.get();
    if (isChannels && channelsApi === 'gone') throw channelsFailure(channelsGoneStatus, null, 'This endpoint is no longer available');
    const token = tokenIn(headers);
    const bearer = tokens.bearerOf(token);
    if (!bearer) throw unauthorized();
    const company = companies.find(bearer.owner.companyId);
    if (addressed && addressed.id !== company.id) throw wrongScopeOrUrl();
    if (company.plan === 'ended') throw channelsFailure(402, null, 'The company has no active plan');
    if (!bearer.scopes.includes(isChannels ? 'messengers-integration' : 'base')) throw wrongScopeOrUrl();
    const { outcome, headers: rate } = budget.charge(token, company, costOf(operationId));
    notes.setRate(requestId, rate);
    if (outcome === 'allowed') return true;
    if (outcome === 'shut-out') {
      notes.shutOut(requestId);
      throw channelsFailure(403, null, 'Access denied');
    }
    // Burst and daily look alike but for the headers (pipedrive/client-nodejs#725).
    throw channelsFailure(429, null, 'The request limit was exceeded');
  };

/** Who makes a request that `oauthBearer` let pass. */
export interface Caller {
  owner: Owner;
  company: Company;
  user: PipedriveUser;
}

/** Throws what a token that has just ended deserves. */
export function callerOf({ companies, tokens }: PipedriveWorld, headers: Headers): Caller {
  const bearer = tokens.bearerOf(tokenIn(headers));
  if (!bearer) throw unauthorized();
  const { owner } = bearer;
  return { owner, company: companies.find(owner.companyId), user: companies.userOf(owner) };
}

/** Empty where there is none: no token is. */
function tokenIn(headers: Headers): string {
  const [scheme, token = ''] = String(headers['authorization'] ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' ? token : '';
}

const wrongScopeOrUrl = () => channelsFailure(403, null, 'Scope and URL mismatch');

/** Tokens that one call costs, from the document. */
const costOf = (operationId: string): number => Number((operations as OperationsTable)[operationId]?.extensions['token-cost'] ?? 0);
