import type { PlaygroundMessage } from '../../src/domain/playground.ts';
import type { InboxMessage } from '../pipedrive/inbox.ts';
import type { HandsetMessage } from '../whatsapp/handsets.ts';
import type { WhatsAppSimulator } from '../whatsapp/simulator.ts';

/** UTC milliseconds as ISO 8601. */
export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** A message of the inbox, which knows no kinds, no quotes and no templates: they stand in its text. */
export const inInbox = (message: InboxMessage, channelId: string, salespersonId: string | null): PlaygroundMessage => ({
  id: message.id,
  from: message.senderId === salespersonId ? 'business' : 'customer',
  kind: 'message',
  text: message.text,
  status: message.status,
  at: dateOf(message.createdAt),
  files: message.attachments.map(({ id, name, type, size, url }) => ({
    ...{ name, type, size, url },
    path: pathOf('playground', 'inbox', channelId, message.conversationId, 'messages', message.id, 'files', id),
  })),
  about: null,
  template: null,
  emoji: null,
  voice: false,
  location: null,
  contacts: [],
});

/** Both published formats, one without a zone, are UTC. A provider that says neither has a breach for it; here it stands at the beginning of time. */
function dateOf(createdAt: string): string {
  const at = Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(createdAt) ? `${createdAt.replace(' ', 'T')}Z` : createdAt);
  return iso(Number.isNaN(at) ? 0 : at);
}

/** What a message on a phone may hold. An outgoing quote is named otherwise than an incoming one. */
interface Content {
  context?: { id?: string; message_id?: string };
  reaction?: { message_id?: string; emoji?: string };
  template?: { name?: string; language?: { code?: string } };
  audio?: { voice?: boolean };
  location?: { latitude?: unknown; longitude?: unknown; name?: unknown; address?: unknown };
  contacts?: { name?: { formatted_name?: unknown }; phones?: { phone?: unknown }[] }[];
}

export function onPhone(message: HandsetMessage, whatsapp: Pick<WhatsAppSimulator, 'files' | 'file'>): PlaygroundMessage {
  const { id, from, type, text, status, at } = message;
  const { context, reaction, template, audio, location, contacts } = message.content as Content;
  return {
    ...{ id, from, kind: type, text, status, at: iso(at) },
    files: whatsapp.files(message).map(({ id: fileId, name, mimeType, size }) => ({
      ...{ name, type: mimeType, size, url: null },
      path: fileId !== null && whatsapp.file(fileId) ? pathOf('playground', 'files', fileId) : null,
    })),
    about: reaction?.message_id ?? context?.id ?? context?.message_id ?? null,
    template: from === 'business' && template?.name ? `${template.name} (${template.language?.code ?? 'no language'})` : null,
    emoji: (type === 'reaction' && reaction?.emoji) || null,
    voice: type === 'audio' && audio?.voice === true,
    location: type === 'location' ? placeOf(location) : null,
    contacts: type === 'contacts' ? listOf(contacts).map(cardOf) : [],
  };
}

/** Whatever a raw delivery held there: a place without coordinates is none. */
function placeOf({ latitude, longitude, name, address }: NonNullable<Content['location']> = {}): PlaygroundMessage['location'] {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  return { latitude, longitude, name: textOf(name), address: textOf(address) };
}

const cardOf = ({ name, phones }: NonNullable<Content['contacts']>[number]) => ({
  name: textOf(name?.formatted_name) ?? '',
  phones: listOf(phones).flatMap(({ phone }) => textOf(phone) ?? []),
});

const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const pathOf = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');
