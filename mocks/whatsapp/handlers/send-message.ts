import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { describeMessage, type ShownMessage } from '../describe-message.ts';
import { GraphFailure } from '../graph-failure.ts';
import { newWamid } from '../ids.ts';
import type { BusinessNumber, Schemas } from '../options.ts';
import { type LateFailure, scheduleStatuses } from '../statuses.ts';
import { findTemplate, renderTemplate } from '../template-catalogue.ts';
import { businessNumber, type WhatsAppWorld } from '../world.ts';

type OutboundMessage = Schemas['OutboundMessage'];

/** Takes a message onto the customer's phone, or a read receipt. What Meta finds out late, a closed window above all, fails by status. */
export const sendMessage =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['sendMessage']> =>
  ({ params, body }) => {
    const number = businessNumber(world, params.phoneNumberId);
    if ('status' in body) {
      world.handsets.markRead(body.message_id);
      return { status: 200, body: { success: true } };
    }
    const input = addressOf(body);
    const customer = world.handsets.keyOf(body.to === undefined ? input : phoneDigits(body));
    if (customer === number.displayNumber) throw refusal(131021, 'The recipient is the sending number itself.');
    if (body[body.type] === undefined) throw refusal(131008, `The parameter ${body.type} is required for messages of type ${body.type}.`);
    const template = body.template && findTemplate(world.templates, body.template);

    const id = newWamid(customer, 'outbound');
    world.handsets.put(customer, {
      id,
      phoneNumberId: number.id,
      from: 'business',
      type: body.type,
      text: template && body.template ? renderTemplate(template, body.template) : describeMessage(body as ShownMessage),
      status: 'sent',
      at: world.clock.now(),
      content: body,
    });
    const accepted = {
      id,
      type: body.type,
      number,
      customer,
      version: params.version,
      category: template?.category?.toLowerCase() ?? 'service',
      callbackData: body.biz_opaque_callback_data,
    };
    scheduleStatuses(world, accepted, lateFailure(world, number, customer, body));
    const contact = body.to === undefined ? { input, user_id: world.handsets.profile(customer).userId } : { input, wa_id: customer };
    return { status: 200, body: { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id }] } };
  };

const refusal = (code: number, details: string): GraphFailure => new GraphFailure({ status: 400, code, details });

/** `to` wins when both are given, as at Meta. */
function addressOf({ to, recipient }: OutboundMessage): string {
  const address = to ?? recipient;
  if (address === undefined) throw refusal(131008, 'The parameter to, or recipient, is required.');
  return address;
}

const phoneDigits = ({ to = '', recipient_type }: OutboundMessage): string => (recipient_type === 'group' ? to : to.replace(/\D/g, ''));

function lateFailure(world: WhatsAppWorld, number: BusinessNumber, customer: string, message: OutboundMessage): LateFailure | undefined {
  const isFreeForm = message.type !== 'template' && message.category === undefined;
  if (isFreeForm && !world.handsets.windowOpen(customer, number.id, world.clock.now())) {
    return {
      code: 131047,
      details: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    };
  }
  const mediaId = (message[message.type] as { id?: string } | undefined)?.id;
  if (mediaId !== undefined && world.media.find(mediaId)?.phoneNumberId !== number.id) {
    return { code: 131053, details: `The media ${mediaId} does not exist or does not belong to this number.` };
  }
  return undefined;
}
