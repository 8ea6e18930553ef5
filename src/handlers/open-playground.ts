import type { Playground, PlaygroundBytes } from '../domain/playground.ts';
import { AppError } from '../errors.ts';
import { servedHeaders } from './served-media.ts';

/** What the playground's handlers need. */
export interface PlaygroundServices {
  playground: Playground | undefined;
}

/** Throws NOT_FOUND outside the sandbox. */
export function openPlayground({ playground }: PlaygroundServices): Playground {
  if (!playground) throw new AppError('NOT_FOUND', 'There is no playground here: this provider talks to the real WhatsApp and Pipedrive.');
  return playground;
}

/** A file as a whole, under the headers of message files; parts of it are not served. */
export function wholeFile(file: PlaygroundBytes) {
  const { 'Accept-Ranges': _ranges, ...headers } = servedHeaders(file);
  return { status: 200 as const, body: file.bytes, headers: { ...headers, 'Content-Length': String(file.bytes.length) } };
}
