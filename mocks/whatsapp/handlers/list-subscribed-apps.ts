import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { numbersOfAccount, type WhatsAppWorld } from '../world.ts';

/** The one app there is, when it is subscribed to the account. */
export const listSubscribedApps =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['listSubscribedApps']> =>
  ({ params: { businessAccountId } }) => {
    numbersOfAccount(world, businessAccountId);
    const { id, name, subscribedTo } = world.settings().app;
    const isSubscribed = subscribedTo === 'all' || subscribedTo.includes(businessAccountId);
    return { status: 200, body: { data: isSubscribed ? [{ whatsapp_business_api_data: { id, name } }] : [] } };
  };
