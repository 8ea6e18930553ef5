import { AppError } from '../errors.ts';
import { type ChannelId, type ConversationId, type MessageRef, messageIdOf, messageRefOf, type Wamid } from '../store/ids.ts';
import type { Passage } from '../store/passage.ts';
import type { Store } from '../store/store.ts';
import type { Course } from '../store/tallies.ts';
import { hopsOf } from './trace/hops.ts';

/** One thing that happened to a message, or is still to happen, in words for a person. */
export interface Hop {
  kind: 'written' | 'received' | 'stored' | 'file' | 'attempt' | 'status' | 'waiting' | 'dead-letter' | 'next';
  /** UTC milliseconds; null where nobody recorded when, and for what is still to come. */
  at: number | null;
  text: string;
  details: Readonly<Record<string, string | number | boolean>>;
}

export interface Trace {
  messageId: string;
  channelId: ChannelId;
  conversationId: ConversationId;
  /** `inbound`: from WhatsApp to Pipedrive. `outbound`: from Pipedrive to WhatsApp. */
  direction: 'inbound' | 'outbound';
  course: Course;
  hops: Hop[];
}

export interface TraceServices {
  store: Store;
  now: number;
  /** Whether vendors' own words may be shown, which may quote a message or a number: where everything is simulated. */
  showsVendorWords: boolean;
}

/** The way of one message, by our id of it. Throws NOT_FOUND. */
export async function traceMessage(services: TraceServices, messageId: string): Promise<Trace> {
  const ref = messageRefOf(messageId);
  const passage = ref && (await passageOf(services.store, ref));
  if (!passage)
    throw new AppError('NOT_FOUND', `No channel here has a message ${messageId}. Message ids are those that Pipedrive sees, ms_….`);
  return traceOf(services, passage);
}

/** The way of a message by whatever id a person has: ours, WhatsApp's, or a conversation's, whose newest message it is. Throws NOT_FOUND. */
export async function findTrace(services: TraceServices, id: string): Promise<Trace> {
  const { store } = services;
  if (messageRefOf(id)) return traceMessage(services, id);
  for (const channel of await store.channels()) {
    const place = id.startsWith('cv_') ? await newestOf(store, channel.id, id) : await store.messageByWamid(channel.id, id as Wamid);
    const passage = place && (await store.passage(channel.id, place));
    if (passage) return traceOf(services, passage);
  }
  throw new AppError(
    'NOT_FOUND',
    'Nothing here has this id. Give the id of a message (ms_…), the one WhatsApp gave it (wamid.…), or that of a conversation (cv_…) for its newest message.',
  );
}

async function newestOf(store: Store, channelId: ChannelId, id: string): Promise<MessageRef | undefined> {
  const [newest] = await store.messages(channelId, id as ConversationId, { limit: 1 });
  return newest;
}

async function passageOf(store: Store, ref: MessageRef): Promise<Passage | undefined> {
  for (const channel of await store.channels()) {
    const passage = await store.passage(channel.id, ref);
    if (passage) return passage;
  }
  return undefined;
}

function traceOf({ now, showsVendorWords }: TraceServices, passage: Passage): Trace {
  const { message, channel, boundFor, course } = passage;
  return {
    messageId: messageIdOf(message),
    channelId: channel.id,
    conversationId: message.conversationId,
    direction: boundFor === 'crm' ? 'inbound' : 'outbound',
    course,
    hops: hopsOf(passage, { now, showsVendorWords }),
  };
}
