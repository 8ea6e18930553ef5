import { securityHeaders } from '../console/security-headers.ts';
import type { PageFile } from './console-services.ts';

/**
 * A file of the page as an answer: 304 when the browser has it already. Browsers ask each time (`no-cache`), so that a new version shows at once.
 */
export function servedPage(file: PageFile, ifNoneMatch: string | undefined) {
  const headers = {
    ...securityHeaders,
    'Cache-Control': 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (knows(ifNoneMatch, file.etag)) return { status: 304, headers } as const;
  return {
    status: 200,
    body: file.bytes,
    headers: {
      ...headers,
      'Content-Type': file.contentType,
      'Content-Length': String(file.bytes.length),
      ...(file.encoding === 'identity' ? {} : { 'Content-Encoding': file.encoding }),
    },
  } as const;
}

const knows = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === etag);
