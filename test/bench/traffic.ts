import { createHmac } from 'node:crypto';
import { sha256Of } from './file.ts';

export const appSecret = 'bench-app-secret';
export const phoneNumberId = '106540352242922';
export const CONTACTS = 500;
export const waIdOf = (contact: number): string => String(37250000000 + contact * 7);
/** The WhatsApp id of the n-th message that the business sent, for statuses that find their message. */
export const sentWamid = (n: number): string => `wamid.${Buffer.from(`sent${String(n).padStart(27, '0')}`).toString('base64url')}`;

export interface TrafficOptions {
  seed: number;
  updatesPerWebhook: number;
  /** Where the sends begin that the statuses speak of, when the provider knows them; undefined: it knows none. */
  firstSend?: number | undefined;
  mix: Mix;
}

/** `all`: as in life. `no-files`: the same, with a text in the place of every file. The others: nothing but that. */
export type Mix = 'all' | 'no-files' | 'statuses' | 'texts' | 'pictures';

export interface SignedWebhook {
  body: Buffer;
  signature: string;
}

/** Three statuses (sent, delivered, read) for each message of the business, and as many of those as customers write: 75 % statuses. */
const STATUS_SHARE = 0.75;
const FAILED_SHARE = 0.01;
const STATUS_SHARES: Partial<Record<Mix, number>> = { statuses: 1, texts: 0, pictures: 0 };
const FILES = ['image', 'audio', 'document'];
const TYPES = { text: 75, image: 10, audio: 5, document: 3, location: 1, reaction: 3, interactive: 3 };
const WORDS = 'please confirm the delivery of order tomorrow morning thank you we would like a new offer for windows doors and paint'.split(
  ' ',
);

/** Webhooks as WhatsApp sends them, every one with ids of its own, signed. */
export function createTraffic({ seed, updatesPerWebhook, firstSend, mix }: TrafficOptions): () => SignedWebhook {
  const run = `${Date.now().toString(36)}${process.pid.toString(36)}${seed.toString(36)}`;
  const random = randomFrom(seed);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const statusShare = STATUS_SHARES[mix] ?? STATUS_SHARE;
  const wheel = Object.entries(TYPES).flatMap(([type, weight]) => Array<string>(weight).fill(type));
  const typeOf = (drawn: string): string => {
    if (mix === 'pictures') return 'image';
    return mix === 'texts' || (mix === 'no-files' && FILES.includes(drawn)) ? 'text' : drawn;
  };
  const now = () => String(Math.floor(Date.now() / 1000));
  let messages = 0;
  let sends = 0;
  let turn = 0;
  const toDeliver: OpenSend[] = [];
  const toRead: OpenSend[] = [];

  const text = (start: string): string => {
    let result = start;
    while (result.length < 60) result += ` ${oneOf(WORDS)}`;
    return result.slice(0, 60);
  };
  const media = (mimeType: string) => {
    const id = String(1e15 + seed * 1e7 + messages);
    return { mime_type: mimeType, sha256: sha256Of(id), id };
  };
  const contentOf = (type: string): Record<string, unknown> => {
    const caption = text(`no ${messages}`);
    if (type === 'text') return { body: caption };
    if (type === 'image') return { caption, ...media('image/jpeg') };
    if (type === 'audio') return { ...media('audio/ogg; codecs=opus'), voice: true };
    if (type === 'document') return { caption, filename: `offer-${messages}.pdf`, ...media('application/pdf') };
    if (type === 'location') return { latitude: 59.43, longitude: 24.75, name: 'office', address: 'Tallinn' };
    if (type === 'reaction') return { message_id: sentWamid(firstSend ?? 0), emoji: '\u{1F44D}' };
    return { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } };
  };
  const message = (): Update => {
    messages += 1;
    const type = typeOf(oneOf(wheel));
    const contact = Math.floor(random() * CONTACTS);
    const id = `wamid.${Buffer.from(`in${run}${String(messages).padStart(9, '0')}`).toString('base64url')}`;
    return {
      kind: 'messages',
      contact: { profile: { name: `Customer ${contact}` }, wa_id: waIdOf(contact) },
      data: { from: waIdOf(contact), id, timestamp: now(), type, [type]: contentOf(type) },
    };
  };
  const nextSend = (): OpenSend => {
    const n = sends++;
    const wamid =
      firstSend === undefined
        ? `wamid.${Buffer.from(`out${run}${String(n).padStart(9, '0')}`).toString('base64url')}`
        : sentWamid(firstSend + n);
    return { wamid, recipient: waIdOf(n % CONTACTS), fails: random() < FAILED_SHARE };
  };
  const status = (): Update => {
    const step = turn++ % 3;
    let send = step === 1 ? toDeliver.shift() : step === 2 ? toRead.shift() : undefined;
    let word = send ? (step === 1 ? 'delivered' : 'read') : 'sent';
    send ??= nextSend();
    if (word === 'sent') toDeliver.push(send);
    if (word === 'delivered' && send.fails) word = 'failed';
    else if (word === 'delivered') toRead.push(send);
    const about = { id: send.wamid, status: word, timestamp: now(), recipient_id: send.recipient };
    const data =
      word === 'failed'
        ? {
            ...about,
            errors: [
              {
                code: 131047,
                title: 'Re-engagement message',
                message: 'Re-engagement message',
                error_data: { details: 'More than 24 hours have passed since the customer last replied.' },
              },
            ],
          }
        : {
            ...about,
            conversation: { id: send.wamid.slice(-32), origin: { type: 'service' } },
            pricing: { billable: true, pricing_model: 'PMP', category: 'service' },
          };
    return { kind: 'statuses', data };
  };

  return () => {
    const changes: { field: string; value: Value }[] = [];
    for (let count = 0; count < updatesPerWebhook; count += 1) addUpdate(changes, random() < statusShare ? status() : message());
    const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] }));
    return { body, signature: createHmac('sha256', appSecret).update(body).digest('hex') };
  };
}

interface OpenSend {
  wamid: string;
  recipient: string;
  fails: boolean;
}

interface Update {
  kind: 'messages' | 'statuses';
  contact?: { profile: { name: string }; wa_id: string };
  data: unknown;
}

interface Value {
  messaging_product: 'whatsapp';
  metadata: { display_phone_number: string; phone_number_id: string };
  contacts?: { wa_id: string }[];
  messages?: unknown[];
  statuses?: unknown[];
}

/** Neighbours of one kind share a change, as WhatsApp packs them. */
function addUpdate(changes: { field: string; value: Value }[], { kind, contact, data }: Update): void {
  let value = changes.at(-1)?.value;
  if (!value?.[kind]) {
    value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId },
      [kind]: [],
    };
    changes.push({ field: 'messages', value });
  }
  if (contact) {
    value.contacts ??= [];
    if (!value.contacts.some(({ wa_id }) => wa_id === contact.wa_id)) value.contacts.push(contact);
  }
  value[kind]?.push(data);
}

/** xorshift: the same traffic for every contestant of a round. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}
