import type { ErrorCode } from '../errors.ts';
import { PAGE_HEADERS, renderPage } from '../handlers/page.ts';
import { type ErrorRenderer, errorStatus, headersOf } from '../http/error-bodies.ts';

/** Errors of the operations that a person's browser opens, as pages that say how to begin again. */
export const errorPages =
  (now: () => number, publicUrl: string): ErrorRenderer =>
  (error, requestId) => ({
    status: errorStatus[error.code],
    contentType: PAGE_HEADERS['Content-Type'] as string,
    headers: { ...PAGE_HEADERS, ...headersOf(error, now()) },
    body: renderPage({
      title: 'Not installed',
      paragraphs: [TEXTS[error.code] ?? error.message, `Request ${requestId}`],
      link: { href: `${publicUrl}/auth/pipedrive`, text: 'Begin again' },
    }),
  });

/** Where the text of the error speaks of what is no matter here. */
const TEXTS: Partial<Record<ErrorCode, string>> = {
  STORE_UNAVAILABLE: 'This provider cannot keep anything at the moment, so nothing was installed. Begin again in a minute.',
};
