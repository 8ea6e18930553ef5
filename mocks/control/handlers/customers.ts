import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../../../src/errors.ts';
import { unreachable } from '../control-failure.ts';
import { readCustomerMessage } from '../customer-message.ts';
import { type ControlWorld, numberOf } from '../world.ts';
import type { ControlHandlers } from './index.ts';
import { shownPhone } from './people.ts';
import { keepsWebhooksBack, needWebhookUrl } from './webhooks.ts';

/** What customers do with their phones. */
export function customerHandlers(world: ControlWorld): ControlHandlers<'writeAsCustomer' | 'readAsCustomer' | 'storeCustomerFile'> {
  const { whatsapp } = world;
  return {
    async writeAsCustomer({ body: { from, to, text, message, replyTo, forwarded, forwardedOften } }) {
      const address = needWebhookUrl(world);
      const keptBack = keepsWebhooksBack(world);
      const written = await whatsapp.write({
        from: from.replace(/^\+(?=\d)/, ''),
        to,
        message: readCustomerMessage({ text, message }, world.files),
        replyTo,
        forwarded: forwardedOften ? 'frequently' : forwarded,
      });
      if (written.webhook.status === 0 && !keptBack) throw noAnswer(address, written.webhook.body);
      return { status: 200, body: written };
    },
    async readAsCustomer({ body: { address, upTo } }) {
      await whatsapp.read({ address, upTo });
      return { status: 200, body: shownPhone(address, whatsapp.phone(address)) };
    },
    async storeCustomerFile({ body, files: [file] }) {
      if (!file) throw new AppError('INVALID_REQUEST', 'The form needs one part `file`: curl -F file=@photo.jpg');
      const number = numberOf(world, body.phoneNumberId);
      if (!number) throw new AppError('NOT_FOUND', `There is no business number ${body.phoneNumberId}. GET /settings lists them.`);
      const id = `${randomInt(1, 10)}${String(randomInt(0, 1e12)).padStart(15, '0')}`;
      const bytes = await readFile(file.path);
      whatsapp.storeMedia({ id, bytes, mimeType: file.contentType, phoneNumberId: number.id });
      world.files.set(id, { bytes, mimeType: file.contentType, filename: file.name });
      return { status: 201, body: { mediaId: id, mimeType: file.contentType, size: bytes.length } };
    },
  };
}

const noAnswer = (address: string, why: string) =>
  unreachable(
    `The webhook at ${address} did not answer: ${why}. The message stands on the phone, and the webhook is repeated as Meta does.`,
  );
