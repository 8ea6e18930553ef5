import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { numbersOfAccount, type WhatsAppWorld } from '../world.ts';
import { DEFAULT_FIELDS, nodeWith, phoneNumberNode } from './get-node.ts';

/** The numbers of an account, all in one page. */
export const listPhoneNumbers =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['listPhoneNumbers']> =>
  ({ params: { businessAccountId } }) => {
    const data = numbersOfAccount(world, businessAccountId).map((number) => nodeWith(phoneNumberNode(world, number), DEFAULT_FIELDS));
    return { status: 200, body: { data } };
  };
