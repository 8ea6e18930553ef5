import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import type { WhatsAppWorld } from '../world.ts';

/** What the token in question is; it is known when it is the one that is in use. */
export const debugToken =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['debugToken']> =>
  ({ query }) => {
    const { accessToken, app } = world.settings();
    if (query.input_token !== accessToken)
      return {
        status: 200,
        body: { data: { is_valid: false, scopes: [], error: { code: 190, message: 'The access token could not be decrypted.' } } },
      };
    const { id, name, scopes, tokenExpiresAt } = app;
    const data = {
      app_id: id,
      type: 'SYSTEM_USER',
      application: name,
      data_access_expires_at: 0,
      expires_at: tokenExpiresAt === null ? 0 : Math.floor(tokenExpiresAt / 1000),
      is_valid: true,
      scopes: [...scopes],
    };
    return { status: 200, body: { data } };
  };
