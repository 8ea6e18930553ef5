import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Places } from '../../src/domain/places.ts';
import type { ChatPlace, ListPage, Playground, PlaygroundCustomerMessage, PlaygroundPerson } from '../../src/domain/playground.ts';
import { AppError } from '../../src/errors.ts';
import type { SandboxPeers } from '../sandbox.ts';
import type { Chat, ChatOwner } from '../whatsapp/chats.ts';
import type { CustomerMessage } from '../whatsapp/customer-message.ts';
import { kindOf } from '../whatsapp/media-types.ts';
import { pageOfList, pageOfMessages } from './paging.ts';
import { beginningOf, searchFor, standingFor } from './search.ts';
import { iso, isoOrNull, onPhone } from './shown-message.ts';

type PhoneSide = Pick<Playground, 'people' | 'putPerson' | 'chat' | 'write' | 'sendFiles' | 'readChat' | 'file'>;

/** The customers' phones, as the simulated WhatsApp has them. */
export function createPhoneSide(
  { whatsapp, numbers, clock }: Pick<SandboxPeers, 'whatsapp' | 'numbers' | 'clock'>,
  places: Places,
): PhoneSide {
  const write = (place: ChatPlace, message: CustomerMessage, replyTo: string | undefined) =>
    whatsapp.write({ from: place.address, to: place.phoneNumberId, message, replyTo });
  return {
    async people(page) {
      const { items, after } = pageOfList(found(whatsapp.chatOwners(), page), page);
      const channels = (await places.channels()).map((channel) => ({
        ...channel,
        phone: numbers.find(({ id }) => id === channel.phoneNumberId)?.displayNumber ?? null,
      }));
      return { now: iso(clock.now()), channels, people: items.map(({ person }) => person), after };
    },
    putPerson(address, change) {
      const given = /^\+?\d+$/.test(address) ? { phone: address } : { userId: address };
      const { phone, userId } = whatsapp.people.put({ ...change, ...given });
      return shownPerson(ownerOf(whatsapp, phone ?? userId), undefined) as PlaygroundPerson;
    },
    chat({ address, phoneNumberId }, page) {
      const chat = ownerOf(whatsapp, address).chats.find((one) => one.phoneNumberId === phoneNumberId);
      const { messages, more } = pageOfMessages(chat?.messages ?? [], page);
      return { now: iso(clock.now()), ...timesOf(chat), more, messages: messages.map((message) => onPhone(message, whatsapp)) };
    },
    async write(place, message) {
      const { content, replyTo } = await contentOf(message);
      return write(place, content, replyTo);
    },
    async sendFiles(place, { files, caption, replyTo, voice }) {
      if (files.length === 0) throw new AppError('INVALID_REQUEST', 'The form needs at least one part `files`.');
      const written = [];
      for (const [index, { name, contentType, path }] of files.entries()) {
        // A form leaves parameters of the type out; what a phone sends as Ogg is Opus.
        const mimeType = contentType === 'audio/ogg' ? 'audio/ogg; codecs=opus' : contentType;
        const file = { bytes: await readFile(path), mimeType, filename: name };
        const type = kindOf(mimeType) ?? 'document';
        const words = index === 0 && caption && type !== 'audio' && type !== 'sticker' ? caption : undefined;
        written.push(await write(place, { type, file, caption: words, voice }, replyTo));
      }
      return written;
    },
    async readChat({ address, phoneNumberId }) {
      return (await whatsapp.read({ address, phoneNumberId })).messageIds;
    },
    file(id) {
      const file = whatsapp.file(id);
      if (!file)
        throw new AppError(
          'NOT_FOUND',
          'WhatsApp no longer has this file: those of customers go after 7 days, those of the business after 30.',
        );
      return { name: id, contentType: file.mimeType, sha256: file.sha256, bytes: file.bytes };
    },
  };
}

const ownerOf = (whatsapp: SandboxPeers['whatsapp'], address: string): ChatOwner => {
  const owner = whatsapp.chatOwner(address);
  if (!owner) throw new AppError('NOT_FOUND', 'Nobody has WhatsApp under that number. PUT /playground/people/{address} makes somebody.');
  return owner;
};

function found(owners: readonly ChatOwner[], page: ListPage) {
  return owners.flatMap((owner) => {
    const person = shownPerson(owner, page.search);
    if (!person) return [];
    const at = Math.max(0, ...owner.chats.map(({ messages }) => messages.at(-1)?.at ?? 0));
    return { person, at, key: person.address };
  });
}

/** Undefined when what is looked for is neither in the names nor in any chat. */
function shownPerson(owner: ChatOwner, search: string | undefined): PlaygroundPerson | undefined {
  const { phone, userId, name, username, readReceipts, readsByItself, reachable } = owner;
  const names = [name, phone ?? userId, username ?? ''];
  const wanted = searchFor(search);
  const chats = owner.chats.map((chat) => ({ chat, standing: standingFor(chat.messages, names, wanted) }));
  if (wanted && !names.some(wanted) && !chats.some(({ standing }) => standing)) return undefined;
  return {
    ...{ address: phone ?? userId, phone, name, username, readReceipts, readsByItself, reachable },
    chats: chats.map(({ chat, standing }) => {
      const last = standing?.message ?? chat.messages.at(-1);
      return {
        phoneNumberId: chat.phoneNumberId,
        unread: chat.unread,
        ...timesOf(chat),
        last: last ? { from: last.from, text: beginningOf(last.text), status: last.status, at: iso(last.at) } : null,
      };
    }),
  };
}

const timesOf = (chat: Chat | undefined) => ({
  windowUntil: isoOrNull(chat?.windowUntil ?? null),
  typingUntil: isoOrNull(chat?.typingUntil ?? null),
});

const samples = {
  image: { file: 'kayak.png', mimeType: 'image/png', voice: false },
  document: { file: 'offer.pdf', mimeType: 'application/pdf', voice: false },
  voice: { file: 'voice.ogg', mimeType: 'audio/ogg; codecs=opus', voice: true },
} as const;

async function contentOf(given: PlaygroundCustomerMessage): Promise<{ content: CustomerMessage; replyTo: string | undefined }> {
  const { replyTo, ...parts } = given;
  const [part, ...others] = Object.keys(parts);
  if (part === undefined || others.length > 0)
    throw new AppError('INVALID_REQUEST', 'Say exactly one thing: text, location, contact, reaction or sample.');
  const { text, location, contact, reaction, sample } = parts;
  const content = (content: CustomerMessage) => ({ content, replyTo });
  if (location) return content({ type: 'location', location });
  if (contact) return content({ type: 'contacts', contacts: [cardOf(contact)] });
  if (reaction) return content({ type: 'reaction', ...reaction });
  if (sample) return content(await sampleMessage(sample));
  return content({ type: 'text', text: text ?? '' });
}

/** As WhatsApp builds it: names in parts, the number as people write it and as WhatsApp knows it. */
const cardOf = ({ name, phone }: NonNullable<PlaygroundCustomerMessage['contact']>) => ({
  name: { formatted_name: name, first_name: name },
  phones: [{ phone, wa_id: phone.replace(/\D/g, ''), type: 'CELL' }],
});

async function sampleMessage(name: keyof typeof samples): Promise<CustomerMessage> {
  const { file, mimeType, voice } = samples[name];
  const path = fileURLToPath(new URL(`../files/${file}`, import.meta.url));
  return {
    type: kindOf(mimeType) ?? 'document',
    file: { bytes: await readFile(path), mimeType, filename: basename(path) },
    voice,
  };
}
