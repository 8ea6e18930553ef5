import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Events, JournalEvent } from './events.ts';

export interface EventStreams {
  /** Server-sent events from now on, or from the one after `lastId`. */
  open(lastId: string | undefined): Readable;
  /** Ends every stream, and those that are opened later. */
  close(): void;
}

export interface EventStreamOptions {
  events: Events;
  clock: Clock;
  /** The most that waits for a reader who does not read; beyond it the stream is cut, and the reader comes back for the rest. */
  maxQueuedBytes?: number;
  maxStreams?: number;
}

/** Proxies close what is silent for a minute; four times as often keeps them open. */
const HEARTBEAT_MS = 15_000;
const QUEUE = 512 * 1024;
const STREAMS = 64;

/**
 * Lets any number of readers follow the events, in the format of server-sent events. A stream begins with `ready`, with what the reader missed, or with `resync` when that is not known any more:
 * then everything is to be read anew. The oldest stream gives way when there are too many.
 */
export function createEventStreams({ events, clock, maxQueuedBytes = QUEUE, maxStreams = STREAMS }: EventStreamOptions): EventStreams {
  /** Each with how to stop following. */
  const streams = new Map<Readable, () => void>();
  let cancelHeartbeat = () => {};
  let isClosed = false;

  const write = (stream: Readable, text: string): void => {
    stream.push(text);
    if (stream.readableLength > maxQueuedBytes) stream.destroy();
  };
  const beat = (): void => {
    cancelHeartbeat = clock.after(HEARTBEAT_MS, () => {
      for (const stream of streams.keys()) write(stream, ': still here\n\n');
      if (streams.size > 0) beat();
    });
  };
  const leave = (stream: Readable): void => {
    streams.get(stream)?.();
    streams.delete(stream);
    if (streams.size === 0) cancelHeartbeat();
  };
  /** Nothing is written behind the end. Somebody who does not read would never come to it. */
  const end = (stream: Readable): void => {
    leave(stream);
    if (stream.readableLength > 0) stream.destroy();
    else stream.push(null);
  };
  const begin = (stream: Readable, lastId: string | undefined): void => {
    const missed = lastId === undefined ? [] : events.since(lastId);
    const note = missed === undefined ? 'resync' : lastId === undefined ? 'ready' : undefined;
    // How soon a reader who was cut off comes back.
    write(stream, 'retry: 1000\n\n');
    if (note) write(stream, `id: ${events.idOf()}\nevent: ${note}\ndata: ${JSON.stringify({ at: isoOf(clock.now()) })}\n\n`);
    for (const event of missed ?? []) write(stream, textOf(events, event));
  };

  return {
    open(lastId) {
      const stream = new Readable({ read() {} });
      begin(stream, lastId);
      if (isClosed) {
        stream.push(null);
        return stream;
      }
      const [oldest] = streams.keys();
      if (oldest && streams.size >= maxStreams) end(oldest);
      streams.set(
        stream,
        events.subscribe((event) => write(stream, textOf(events, event))),
      );
      stream.once('close', () => leave(stream));
      if (streams.size === 1) beat();
      return stream;
    },
    close() {
      isClosed = true;
      for (const stream of [...streams.keys()]) end(stream);
    },
  };
}

const isoOf = (at: number): string => new Date(at).toISOString();

/** JSON holds no line breaks, so that one data line is enough. */
const textOf = (events: Events, event: JournalEvent): string =>
  `id: ${events.idOf(event)}\nevent: ${event.kind}\ndata: ${JSON.stringify({ at: isoOf(event.at), ...event.data })}\n\n`;
