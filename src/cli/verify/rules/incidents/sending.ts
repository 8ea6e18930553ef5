import type { FilePart } from '../../provider-caller.ts';
import type { Rule, VerifyStage } from '../../rule.ts';
import { whileTimePasses } from '../reliable/reply.ts';
import {
  begin,
  HOUR,
  inInbox,
  MINUTE,
  messageNow,
  onPhone,
  passTime,
  reply,
  statusEntry,
  withFaults,
  within,
  withoutStatuses,
} from '../reliable/scene.ts';
import { documents, meta } from '../reliable/sources.ts';

/** A PNG of one pixel. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const imageFile: FilePart = { name: 'pixel.png', contentType: 'image/png', bytes: onePixel };

/** Failures in bringing replies to the phone. */
export const sendingIncidents = [
  {
    name: 'incident/unknown-outcome-double-send',
    level: 'reliable',
    expects:
      'A reply that WhatsApp accepted while the answer was lost, or broke off, is never sent again by itself: the customer has it once.',
    source: documents.sendMessage,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'unknown-outcome-double-send',
      what: 'A send that timed out was repeated. There is no idempotency key, the first attempt had been accepted, and customers got the same message twice or more.',
      where: ['chatwoot/chatwoot#9314', 'chatwoot/chatwoot#15743', 'fazer-ai/chatwoot#258'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        for (const misfortune of [{ kind: 'drop', afterHandling: true }, { kind: 'disconnect' }] as const) {
          const { customer, conversation } = await begin(stage);
          const text = stage.customers.unique('answer');
          stage.whatsapp.faults.add({ ...misfortune, operationId: 'sendMessage' });
          await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
          await passTime(stage, 6 * HOUR, 3);
          const count = onPhone(stage, customer.phone, text).length;
          stage.expect(count === 1, `after a lost answer the message stands on the phone ${count} times`);
        }
      }),
  },
  {
    name: 'incident/status-before-id',
    level: 'reliable',
    expects:
      'Statuses that come before the provider learnt the message id are answered 200 and neither lost nor doubled: where they echo its own key, the message has them.',
    source: meta.status,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'status-before-id',
      what: 'The first statuses overtook the answer to the send, found no message with that id, and were dropped; the message stayed "sent" for ever.',
      where: ['opengovsg/postmangovsg#2151', 'botpress/botpress#15029'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, () =>
        withoutStatuses(stage, async () => {
          const { customer, conversation } = await begin(stage);
          const text = stage.customers.unique('answer');
          stage.whatsapp.faults.dropNext('sendMessage', { afterHandling: true });
          const answer = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
          const shown = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
          const key = (shown.content as { biz_opaque_callback_data?: string }).biz_opaque_callback_data;
          const echo = key === undefined ? {} : { biz_opaque_callback_data: key };
          for (const status of ['read', 'sent', 'delivered']) {
            const told = await stage.webhook.deliver([{ statuses: [statusEntry(stage, customer, shown.id, status, echo)] }], {
              retries: 3,
            });
            stage.expect(told.status === 200, `a status of a message whose id is not known was answered ${told.status}`, [told.evidence]);
          }
          await passTime(stage, HOUR, 4);
          stage.expect(
            onPhone(stage, customer.phone, text).length === 1,
            'the message was sent again although a status told that it arrived',
          );
          if (key === undefined || answer.status !== 200) return;
          const { status } = await messageNow(stage, conversation, (answer.json as { data: { id: string } }).data.id);
          stage.expect(status === 'read', `the statuses carried the provider's own key, yet the message is shown as ${status}`);
        }),
      ),
  },
  {
    name: 'incident/token-expired-shown-as-sent',
    level: 'reliable',
    expects:
      'A reply that WhatsApp refused because of the access token is sent once the token is accepted again, or refused, or shown as failed.',
    source: meta.errors,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'token-expired-shown-as-sent',
      what: 'The access token had expired. Every send was refused, and every message was shown as sent; it took days until somebody noticed.',
      where: ['chatwoot/chatwoot#9708', 'shridarpatil/frappe_whatsapp#148'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const { customer, conversation } = await begin(stage);
        const text = stage.customers.unique('answer');
        const fault = stage.whatsapp.faults.add({
          kind: 'fail',
          operationId: 'sendMessage',
          status: 401,
          code: 190,
          times: Number.POSITIVE_INFINITY,
        });
        const answer = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
        await passTime(stage, 20 * MINUTE, 4);
        const status = answer.status === 200 ? await statusNow(stage, conversation, answer.json) : 'refused';
        stage.expect(status === 'refused' || status === 'sent' || status === 'failed', `a reply that never left is shown as ${status}`);
        stage.whatsapp.faults.remove(fault);
        if (status === 'refused' || status === 'failed') return;
        const arrived = () => onPhone(stage, customer.phone, text).length;
        for (let passed = 0; passed < 12 && arrived() === 0; passed++) await passTime(stage, HOUR, 2);
        stage.expect(arrived() <= 1, 'a reply that was held back was sent twice');
        if (arrived() === 1) return;
        const after = await statusNow(stage, conversation, answer.json);
        stage.expect(
          after === 'failed',
          `half a day after the token was accepted again a reply is not on the phone, and shown as ${after}`,
        );
      }),
  },
  {
    name: 'incident/text-overtakes-image',
    level: 'reliable',
    expects: 'A text that is sent after an image was taken stands on the phone after it, however long the upload takes.',
    source: meta.send,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'text-overtakes-image',
      what: 'Image and text went out side by side; the upload took longer, and the customer read "goodbye" before the picture it belonged to.',
      where: ['theopenconversationkit/tock#1860', 'glific/glific#2647'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        const { customer, conversation } = await begin(stage);
        stage.whatsapp.faults.delayNext('uploadMedia', 20_000);
        const image = await whileTimePasses(stage, stage.provider.reply({ conversation, text: '', files: [imageFile] }));
        stage.expect(image.status === 200 || (image.status >= 400 && image.status < 500), `an image was answered ${image.status}`, [
          image.evidence,
        ]);
        const text = stage.customers.unique('goodbye');
        const after = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
        stage.expect(after.status === 200, `the text after an image was answered ${after.status}`, [after.evidence]);
        await within(stage, HOUR, 'the text on the phone', () => onPhone(stage, customer.phone, text).length > 0);
        await passTime(stage, 2 * MINUTE, 2);
        // An image that was refused is the salesperson's to send again; only its order is judged here.
        if (image.status !== 200) return;
        const types = onPhone(stage, customer.phone, '').map(({ type }) => type);
        stage.expect(
          types.length === 2 && types[0] !== 'text' && types[1] === 'text',
          `an image and then a text stand on the phone as ${types.join(', ')}`,
        );
      }),
  },
  {
    name: 'incident/window-131047-sync-and-async',
    level: 'reliable',
    expects:
      'A reply that WhatsApp refuses with 131047, at once or by a later status, is refused or shown as failed; it is not shown as sent for ever.',
    source: meta.errors,
    needs: ['webhook', 'whatsapp', 'clock'],
    incident: {
      name: 'window-131047-sync-and-async',
      what: 'The refusal came by webhook after the send had been answered 200. Who only looked at the answer showed the message as sent; the reason never reached anybody.',
      where: ['shridarpatil/frappe_whatsapp#133', 'shridarpatil/whatomate#172', 'chatwoot/chatwoot#10143'],
    },
    check: (stage: VerifyStage) =>
      withFaults(stage.whatsapp, async () => {
        for (const manner of ['at once', 'by a later status'] as const) {
          const { customer, conversation } = await begin(stage);
          if (manner === 'at once') stage.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131047, times: 3 });
          else await passTime(stage, 25 * HOUR, 2);
          const text = stage.customers.unique('too-late');
          const answer = await whileTimePasses(stage, stage.provider.reply({ conversation, text }));
          await passTime(stage, 10 * MINUTE, 4);
          stage.whatsapp.faults.clear();
          if (answer.status !== 200) continue;
          const status = await statusNow(stage, conversation, answer.json);
          const arrived = onPhone(stage, customer.phone, text).some((message) => message.status !== 'failed');
          stage.expect(
            status === 'failed' || (arrived && status !== undefined),
            `a reply that was refused with 131047 ${manner} is shown as ${status}`,
          );
        }
      }),
  },
  {
    name: 'incident/failure-reaches-the-inbox',
    level: 'reliable',
    expects: 'A failure that WhatsApp tells later reaches the inbox as the status failed of that message.',
    source: documents.receiveMessage,
    needs: ['webhook', 'whatsapp', 'pipedrive', 'clock'],
    incident: {
      name: 'failure-reaches-the-inbox',
      what: 'Late failures were kept in a log. Salespeople waited for answers to messages that had never arrived.',
      where: ['shridarpatil/whatomate#172', 'chatwoot/chatwoot#8503'],
    },
    check: (stage: VerifyStage) =>
      withoutStatuses(stage, async () => {
        const { customer, conversation } = await begin(stage);
        const text = stage.customers.unique('answer');
        const id = await reply(stage, conversation, text);
        const { id: wamid } = await stage.eventually('the reply on the phone', () => onPhone(stage, customer.phone, text)[0]);
        const errors = [
          { code: 131026, title: 'Message undeliverable', message: 'Message undeliverable', error_data: { details: 'Not reachable.' } },
        ];
        await stage.webhook.deliver([{ statuses: [statusEntry(stage, customer, wamid, 'failed', { errors })] }], { retries: 3 });
        await within(stage, HOUR, 'the status failed in the inbox', () =>
          inInbox(stage, conversation).some((message) => message.id === id && message.status === 'failed'),
        );
      }),
  },
] as const satisfies readonly Rule[];

async function statusNow(stage: VerifyStage, conversation: Parameters<typeof messageNow>[1], answer: unknown): Promise<string> {
  const { id } = (answer as { data: { id: string } }).data;
  return (await messageNow(stage, conversation, id)).status;
}
