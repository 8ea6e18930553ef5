import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { describeMessage, type ShownMessage } from '../describe-message.ts';
import { lateFailure } from '../fail-late.ts';
import { refusal } from '../graph-failure.ts';
import { type KeptMessage, markRead, putMessage, threadOf } from '../handsets.ts';
import { newWamid } from '../ids.ts';
import type { BusinessNumber, Schemas } from '../options.ts';
import { isUserId, type Resident } from '../people.ts';
import { checkRecipient, checkShape, type OutboundMessage, useLimits } from '../refuse-early.ts';
import { scheduleStatuses } from '../statuses.ts';
import { checkParameters, findTemplate, renderTemplate } from '../template-check.ts';
import { businessNumber, requireScope, type WhatsAppWorld } from '../world.ts';

const TYPING_MS = 25_000;
const RECEIPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Takes a message onto the customer's phone, or a read receipt. What Meta finds out late, a closed window above all, fails by status. */
export const sendMessage =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['sendMessage']> =>
  ({ params, body }) => {
    requireScope(world, 'whatsapp_business_messaging', 10);
    const number = businessNumber(world, params.phoneNumberId);
    if ('status' in body) {
      takeReceipt(world, number, body);
      return { status: 200, body: { success: true } };
    }
    checkShape(body);
    // Observed in public: Meta accepts a user id in `to`, and then nothing happens.
    if (body.to !== undefined && isUserId(body.to)) return answer({ input: body.to }, { id: newWamid(body.to, 'outbound') });
    const template = body.template && findTemplate(world.settings().templates, body.template);
    if (template && body.template) checkParameters(template, body.template, params.version);
    checkRecipient(number, body, template);
    const person = recipientOf(world, body);
    useLimits(world, number, person);

    const message: KeptMessage = {
      id: newWamid(person.phone ?? person.userId, 'outbound'),
      phoneNumberId: number.id,
      from: 'business',
      type: body.type,
      text: template && body.template ? renderTemplate(template, body.template) : describeMessage(body as ShownMessage),
      status: 'sent',
      at: world.clock.now(),
      content: body,
      told: [],
      accepted: {
        version: params.version,
        category: template?.category?.toLowerCase() ?? body.category ?? 'service',
        callbackData: body.biz_opaque_callback_data,
        failure: lateFailure(world, number, person, body),
      },
    };
    putMessage(person.handset, message);
    world.people.own(message.id, person);
    scheduleStatuses(world, person, message);
    world.changed(person, message);
    return answer(contactOf(person, body), { id: message.id, ...(person.isGroup ? { group_id: person.userId } : {}) });
  };

const answer = (contact: Schemas['SendContact'], message: Schemas['SentMessage']) => ({
  status: 200 as const,
  body: { messaging_product: 'whatsapp', contacts: [contact], messages: [message] },
});

/** Who is meant; somebody unknown has a phone all the same. `to` wins when both are given, as at Meta. */
function recipientOf({ people }: WhatsAppWorld, { to, recipient, recipient_type }: OutboundMessage): Resident {
  if (recipient_type === 'group' && to !== undefined) return people.meetGroup(to);
  const person = people.meet(to ?? recipient ?? '');
  if (!person) throw refusal(131009, 'The recipient is neither a phone number nor a user id.');
  return person;
}

/** The number in the answer is the account's own form of it, whichever was dialled. */
function contactOf(person: Resident, { to, recipient = '' }: OutboundMessage): Schemas['SendContact'] {
  if (to === undefined) return { input: recipient, user_id: person.userId };
  return { input: to, ...(person.phone === null ? {} : { wa_id: person.phone }) };
}

function takeReceipt(world: WhatsAppWorld, number: BusinessNumber, receipt: Schemas['ReadReceipt']): void {
  const person = world.people.ownerOf(receipt.message_id);
  const message = person?.handset.messages.get(receipt.message_id);
  const now = world.clock.now();
  if (!person || message?.from !== 'customer' || message.phoneNumberId !== number.id || now - message.at > RECEIPT_MS)
    throw refusal(131009, 'The message to mark as read was not received by this number within the last 30 days.');
  markRead(person.handset, message);
  if (receipt.typing_indicator) threadOf(person.handset, number.id).typingUntil = now + TYPING_MS;
  // Messages before it are read as well.
  world.changed(person, { id: message.id, phoneNumberId: number.id });
}
