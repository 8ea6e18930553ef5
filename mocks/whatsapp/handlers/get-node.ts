import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { unknownObject } from '../graph-failure.ts';
import type { BusinessNumber, Schemas } from '../options.ts';
import type { WhatsAppWorld } from '../world.ts';

export const DEFAULT_FIELDS: readonly string[] = ['verified_name', 'display_phone_number', 'quality_rating', 'id'];

/** Reads a file's node, with a fresh address, or a business number with the fields asked for. */
export const getNode =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['getNode']> =>
  ({ params: { nodeId }, query }) => {
    const file = world.media.find(nodeId);
    if (file) {
      if (query.phone_number_id !== undefined && query.phone_number_id !== file.phoneNumberId) throw unknownObject(nodeId);
      const { id, mimeType, sha256, bytes } = file;
      const url = world.media.address(world.baseUrl(), id);
      return { status: 200, body: { messaging_product: 'whatsapp', url, mime_type: mimeType, sha256, file_size: bytes.length, id } };
    }
    const number = world.numbers.find(({ id }) => id === nodeId);
    if (!number) throw unknownObject(nodeId);
    return { status: 200, body: nodeWith(phoneNumberNode(world, number), query.fields?.split(',') ?? DEFAULT_FIELDS) };
  };

/** What Meta shows of a node: its id, and the fields that were asked for. */
export function nodeWith(node: Schemas['Node'], fields: readonly string[]): Schemas['Node'] {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name === 'id' || fields.includes(name))) as Schemas['Node'];
}

export function phoneNumberNode(world: WhatsAppWorld, number: BusinessNumber): Schemas['Node'] {
  const { canSend, reason } = world.settings().health;
  return {
    id: number.id,
    display_phone_number: number.displayNumber,
    verified_name: number.verifiedName ?? 'Harbour Sales',
    quality_rating: 'GREEN',
    name_status: 'APPROVED',
    code_verification_status: 'VERIFIED',
    status: 'CONNECTED',
    throughput: { level: 'STANDARD' },
    platform_type: 'CLOUD_API',
    is_on_biz_app: false,
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    webhook_configuration: { application: world.settings().webhookUrl },
    health_status: {
      can_send_message: canSend,
      entities: [
        {
          entity_type: 'PHONE_NUMBER',
          id: number.id,
          can_send_message: canSend,
          ...(reason === undefined ? {} : { additional_info: [reason] }),
        },
        { entity_type: 'WABA', id: number.businessAccountId, can_send_message: 'AVAILABLE' },
      ],
    },
  };
}
