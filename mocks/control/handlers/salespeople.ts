import { AppError } from '../../../src/errors.ts';
import { conflict, unreachable } from '../control-failure.ts';
import { readBase64 } from '../customer-message.ts';
import { type ConversationPlace, findByCustomer, findById } from '../find-conversation.ts';
import { needProviderUrl } from '../provider-place.ts';
import type { ControlWorld } from '../world.ts';
import type { ControlHandlers } from './index.ts';

/** How long a message that the customer wrote just now may take into the inbox. Real time: a provider's way there does not follow the clock. */
const ARRIVAL_MS = 2000;
const LOOK_AGAIN_MS = 20;

/** What salespeople type. */
export function salespeopleHandlers(world: ControlWorld): ControlHandlers<'writeAsSalesperson'> {
  return {
    async writeAsSalesperson({ body: { to, conversationId, channelId, text, files } }) {
      if ((to === undefined) === (conversationId === undefined)) throw invalid('Say to whom: either `to` or `conversationId`.');
      if (!text && files === undefined) throw invalid('Say what is written: `text`, `files` or both.');
      const given = files?.map(({ name, contentType, base64 }) => ({ name, contentType, bytes: readBase64(base64) }));
      const providerUrl = needProviderUrl(world);
      needChannel(world, channelId);
      const place =
        conversationId === undefined ? await awaitCustomer(world, to ?? '', channelId) : findById(world, conversationId, channelId);
      const { status, body } = await world.pipedrive.typeReply({ ...place, text: text ?? '', ...(given ? { files: given } : {}) });
      if (status === 0) throw unreachable(`The provider at ${providerUrl} did not answer postMessage: ${body}.`);
      return { status: 200, body: { ...place, provider: { status, body } } };
    },
  };
}

function needChannel({ pipedrive }: ControlWorld, channelId: string | undefined): void {
  const channels = pipedrive.channels();
  if (channels.length === 0) {
    throw conflict(
      'The inbox has no channel yet. Let the provider register one (addChannel), or do it here: POST /channels {"providerChannelId":"…","name":"…"}',
    );
  }
  if (channelId !== undefined && !channels.some(({ id }) => id === channelId)) {
    throw new AppError('NOT_FOUND', `The inbox has no channel ${channelId}. GET /inbox/channels lists them.`);
  }
}

/** The customer's conversation; waits for it while a message of the customer may still be on its way through the provider. */
async function awaitCustomer(world: ControlWorld, to: string, channelId: string | undefined): Promise<ConversationPlace> {
  const address = to.replace(/^\+/, '');
  if (!world.whatsapp.phone(address).some(({ from }) => from === 'customer')) {
    throw new AppError('NOT_FOUND', 'This customer has written nothing yet, so there is no conversation: POST /customers/messages.');
  }
  const deadline = performance.now() + ARRIVAL_MS;
  for (;;) {
    const place = findByCustomer(world, address, channelId);
    if (place) return place;
    if (performance.now() > deadline) {
      throw new AppError(
        'NOT_FOUND',
        "None of the customer's messages has arrived in the inbox. GET /transcript.txt shows what the provider did with them.",
      );
    }
    await new Promise<void>((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

const invalid = (detail: string): AppError => new AppError('INVALID_REQUEST', detail);
