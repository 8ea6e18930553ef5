import { randomBytes } from 'node:crypto';

/** What anybody who looks on is told of. Data hold ids and facts without personal content; whoever wants more asks for it by id. */
export interface EventData {
  /** A request and its answer; without bodies. */
  exchange: Readonly<Record<string, unknown>>;
  /** A message was stored, or shows something else now. */
  message: { channelId: string; conversationId: string; messageId: string; change: 'stored' | 'changed' };
  /** How far a message got. */
  status: { channelId: string; conversationId: string; messageId: string; status: string };
  /** An attempt to bring a message somewhere. */
  job: {
    channelId: string;
    conversationId: string;
    messageId: string;
    destination: string;
    verdict: string;
    end: string;
    code: number | null;
    durationMs: number;
  };
  /** A channel is stopped towards one destination, or goes on (`until` null). */
  hold: { channelId: string; destination: string; until: string | null; code: number };
  /** Something on a simulated phone is new or different; without an id, any of its messages. */
  phone: { messageId?: string };
  /** The same in the simulated inbox. */
  inbox: { channelId?: string; conversationId?: string; messageId?: string };
  /** The sandbox's time was moved. */
  clock: { now: string };
  /** The sandbox was cleared: everything that was read before is gone. */
  reset: Readonly<Record<string, never>>;
}

export type EventKind = keyof EventData;

export interface JournalEvent<Kind extends EventKind = EventKind> {
  seq: number;
  kind: Kind;
  /** UTC milliseconds. */
  at: number;
  data: EventData[Kind];
}

/** What a reader who comes back has missed; undefined when that is not known any more. */
export type Missed = readonly JournalEvent[] | undefined;

export interface Events {
  /** Data that cost something to put together come as a function, which is called only when somebody reads them. */
  publish<Kind extends EventKind>(kind: Kind, data: EventData[Kind] | (() => EventData[Kind])): void;
  /** The id of an event, or of the newest one. */
  idOf(event?: Pick<JournalEvent, 'seq'>): string;
  /** What came after an id. */
  since(id: string): Missed;
  /** Calls back for each event from now on; returns how to end that. */
  subscribe(listener: (event: JournalEvent) => void): () => void;
}

const ID = /^([0-9a-f]{12})-(\d{1,15})$/;

type KeptEvent = Omit<JournalEvent, 'data'> & { data: EventData[EventKind] | (() => EventData[EventKind]) };

const read = ({ data, ...event }: KeptEvent): JournalEvent => ({ ...event, data: typeof data === 'function' ? data() : data });

/** Numbers the events of this process and keeps the newest. An id names the process as well, so that a number of another one is never taken for one of these. */
export function createEvents({ now, keep = 2000 }: { now: () => number; keep?: number }): Events {
  const epoch = randomBytes(6).toString('hex');
  const listeners = new Set<(event: JournalEvent) => void>();
  /** A ring: the event numbered n stands at n % keep. */
  const ring: KeptEvent[] = [];
  let newest = 0;
  return {
    publish(kind, data) {
      newest += 1;
      const kept: KeptEvent = { seq: newest, kind, at: now(), data };
      ring[newest % keep] = kept;
      if (listeners.size === 0) return;
      const event = read(kept);
      for (const listener of listeners) listener(event);
    },
    idOf: (event) => `${epoch}-${event?.seq ?? newest}`,
    since(id) {
      const [, ofEpoch, number] = ID.exec(id) ?? [];
      const seq = Number(number);
      if (ofEpoch !== epoch || seq > newest || seq < newest - keep) return undefined;
      return Array.from({ length: newest - seq }, (_, index) => read(ring[(seq + 1 + index) % keep] as KeptEvent));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
