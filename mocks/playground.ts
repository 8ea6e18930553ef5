import { readFile } from 'node:fs/promises';
import type { Playground, PlaygroundMessage } from '../src/domain/playground.ts';
import { AppError } from '../src/errors.ts';
import type { InboxMessage } from './pipedrive/inbox.ts';
import { createPlaygroundControls } from './playground-controls.ts';
import type { SandboxPeers } from './sandbox.ts';
import type { HandsetMessage } from './whatsapp/handsets.ts';
import { metaJson } from './whatsapp/signature.ts';

/** Where a customer's conversation is found; the provider knows, the simulators do not. */
export interface ConversationPlace {
  channelId: string;
  conversationId: string;
  sourceUserId: string;
  endUserId: string;
  name: string;
}

/** The playground over both simulators. */
export function createPlayground(
  peers: Pick<SandboxPeers, 'whatsapp' | 'pipedrive' | 'clock' | 'faults' | 'reset'>,
  lookup: (phone: string) => Promise<ConversationPlace | undefined>,
): Playground {
  const { whatsapp, pipedrive, clock } = peers;
  return {
    controls: createPlaygroundControls(peers),
    deliver: (body) => whatsapp.deliver(metaJson(body)),
    async reply({ phone, text, files }) {
      const place = await lookup(phone);
      if (!place)
        throw new AppError(
          'NOT_FOUND',
          `Nobody has written from ${phone} yet, so there is no conversation to answer in. Let the customer write first: npm run trigger -- text --from ${phone}`,
        );
      const read = async ({ name, contentType, path }: (typeof files)[number]) => ({ name, contentType, bytes: await readFile(path) });
      const { status, body } = await pipedrive.typeReply({
        channelId: place.channelId,
        conversationId: place.conversationId,
        text,
        files: await Promise.all(files.map(read)),
      });
      return { status, body };
    },
    async templates() {
      const [channel] = pipedrive.channels();
      if (!channel) throw new AppError('NOT_FOUND', 'The simulated inbox has no channel any more. Start the sandbox again.');
      return pipedrive.openTemplateMenu(channel.id);
    },
    async conversation(phone) {
      const place = await lookup(phone);
      if (!place) return undefined;
      const messages = pipedrive.inbox(place.channelId, place.conversationId);
      return {
        phone,
        name: place.name,
        now: iso(clock.now()),
        replyBy: lastReplyBy(messages),
        inbox: messages.map((message) => inInbox(message, place)),
        handset: whatsapp.phone(phone).map((message) => onPhone(message, whatsapp)),
      };
    },
  };
}

const iso = (at: number): string => new Date(at).toISOString();

function lastReplyBy(messages: readonly InboxMessage[]): string | null {
  const ends = messages.flatMap(({ replyBy }) => (replyBy === null ? [] : [Date.parse(replyBy)]));
  return ends.length === 0 ? null : iso(Math.max(...ends));
}

/** The inbox knows no quotes and no templates: they stand in its text. */
const inInbox = ({ id, senderId, text, status, createdAt, attachments }: InboxMessage, { sourceUserId }: ConversationPlace) =>
  ({
    id,
    from: senderId === sourceUserId ? 'business' : 'customer',
    text,
    status,
    at: createdAt,
    files: attachments.map(({ name, type, size, url }) => ({ name, type, size, url })),
    about: null,
    template: null,
  }) satisfies PlaygroundMessage;

/** What a message on a phone is about: an outgoing quote names it otherwise than an incoming one. */
interface Content {
  context?: { id?: string; message_id?: string };
  reaction?: { message_id?: string };
  template?: { name?: string; language?: { code?: string } };
}

function onPhone(message: HandsetMessage, whatsapp: SandboxPeers['whatsapp']): PlaygroundMessage {
  const { id, from, text, status, at } = message;
  const { context, reaction, template } = message.content as Content;
  return {
    id,
    from,
    text,
    status,
    at: iso(at),
    files: whatsapp.files(message).map(({ name, mimeType, size }) => ({ name, type: mimeType, size, url: null })),
    about: reaction?.message_id ?? context?.id ?? context?.message_id ?? null,
    template: from === 'business' && template?.name ? `${template.name} (${template.language?.code ?? 'no language'})` : null,
  };
}
