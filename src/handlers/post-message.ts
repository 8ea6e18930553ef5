import { basename } from 'node:path';
import type { ReceivedFile } from '../contract/operation.ts';
import { markAnswered, sendMessage } from '../domain/outbound.ts';
import type { OutgoingFile } from '../domain/outgoing-files.ts';
import { recipientIdsOf } from '../domain/recipients.ts';
import { AppError } from '../errors.ts';
import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

export const postMessage =
  (services: ProviderServices): ProviderHandler<'postMessage'> =>
  async ({ params, body, files, onAnswered }) => {
    const channel = await admit(services, params.providerChannelId);
    const sent = await sendMessage(services, channel, {
      conversationId: body.conversationId,
      senderId: body.senderId,
      recipientIds: recipientIdsOf(body.recipientIds, body['recipientIds[]']),
      text: body.message ?? '',
      files: files.map(outgoingFile),
    });
    onAnswered(() => {
      // A failure here only makes a repeat within the next minute look like this message; the message itself is safe.
      markAnswered(services, channel, sent).catch(services.onBackgroundError);
    });
    if (sent.refusal !== undefined) throw new AppError('MESSAGE_REFUSED', sent.refusal);
    return { status: 200, body: { success: true, data: { id: sent.id } } };
  };

function outgoingFile(file: ReceivedFile): OutgoingFile {
  const { name, contentType, size, sha256, path } = file;
  return { name, contentType, size, sha256, file: basename(path), path, keep: () => file.keep() };
}
