import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

export interface BodyLimits {
  /** Longest a body may take to arrive completely, in milliseconds. */
  timeoutMs: number;
  maxBytes: number;
}

/**
 * Reads the whole body as the bytes that arrived (the signature is made over them).
 * Throws PAYLOAD_TOO_LARGE, REQUEST_TIMEOUT, or REQUEST_ABORTED when the caller goes away in the middle.
 */
export function readBytes(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish(tooSlow(timeoutMs)), timeoutMs);
    const finish = (error?: Error) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      if (error) reject(error);
      else resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) finish(tooLarge(maxBytes));
      else chunks.push(chunk);
    };
    const onEnd = () => finish();
    const onGone = () => finish(new AppError('REQUEST_ABORTED'));
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

/** Parses a JSON body. An empty body gives undefined, so that the contract decides whether one was required. Throws INVALID_JSON. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AppError('INVALID_JSON', 'The body is not valid JSON. Send one JSON document in UTF-8.', { cause });
  }
}

/** Refuses bodies in a type or encoding the operation does not document. Throws UNSUPPORTED_MEDIA_TYPE. */
export function assertMediaType(request: IncomingMessage, contentTypes: readonly string[]): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!contentTypes.includes(type)) {
    throw new AppError(
      'UNSUPPORTED_MEDIA_TYPE',
      `This operation takes ${contentTypes.join(' or ')}, not ${type || 'a body without content type'}.`,
    );
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the body as it is, without content encoding (${encoding}).`);
}

export const tooLarge = (maxBytes: number): AppError =>
  new AppError('PAYLOAD_TOO_LARGE', `The body is larger than the ${maxBytes} bytes this operation takes.`);

export const tooSlow = (timeoutMs: number): AppError =>
  new AppError('REQUEST_TIMEOUT', `The body did not arrive within ${timeoutMs / 1000} s. Nothing was stored; send it again.`);
