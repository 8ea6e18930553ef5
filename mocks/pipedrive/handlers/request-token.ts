import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { oauthFailure } from '../pipedrive-failure.ts';
import { apiDomainOf, type PipedriveWorld } from '../world.ts';

/** Exchanges a code or a refresh token. A code works once; a refresh token stays the same, as Pipedrive's usually does, unless the settings say otherwise. */
export const requestToken =
  (world: PipedriveWorld): OperationHandler<OperationTypes['requestToken']> =>
  ({ body }) => {
    const isRefresh = body.grant_type === 'refresh_token';
    const grant = isRefresh ? body.refresh_token : body.code;
    if (!grant) throw oauthFailure(400, 'invalid_request', `The field ${isRefresh ? 'refresh_token' : 'code'} is missing`);
    if (!isRefresh && !body.redirect_uri) throw oauthFailure(400, 'invalid_request', 'The field redirect_uri is missing');
    const pair = isRefresh ? world.tokens.refresh(grant) : world.tokens.exchange(grant, body.redirect_uri ?? '');
    if (pair === 'already-exchanged') throw oauthFailure(400, 'invalid_grant', 'The refresh token has already been exchanged');
    if (pair === 'unknown') throw oauthFailure(400, 'invalid_grant', 'The grant is not valid, used up or expired');
    if (pair === 'other-redirect-uri')
      throw oauthFailure(400, 'invalid_grant', 'The redirect_uri is not the one that the code was sent to');
    world.installations.add(pair.owner);
    return {
      status: 200,
      body: {
        access_token: pair.accessToken,
        token_type: 'Bearer',
        expires_in: pair.expiresInSeconds,
        refresh_token: pair.refreshToken,
        scope: pair.scopes.join(','),
        api_domain: apiDomainOf(world, pair.owner.companyId),
      },
    };
  };
