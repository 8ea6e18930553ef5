import type { HttpClient, HttpRequest } from '../delivery/http-client.ts';
import type { MediaDownloads } from '../delivery/media-download.ts';
import { type Body, NO_BODY, type Side } from '../journal/exchange.ts';
import { type Recording, record } from '../journal/recording.ts';
import { MASK } from '../telemetry/redaction.ts';

/** The client with everything it sends and hears in the journal. */
export function journaledHttp(http: HttpClient, recording: Recording, sideOf: (url: string) => Side): HttpClient {
  const keep = (asked: HttpRequest, started: number, status: number, response: Body): void => {
    record(recording, {
      ...{ at: recording.now(), side: sideOf(asked.url), direction: 'out', method: asked.method.toUpperCase(), url: asked.url },
      ...{ operationId: asked.operationId ?? null, requestId: null, status, durationMs: performance.now() - started },
      ...{ request: requestOf(asked), response, broken: undefined },
    });
  };
  return {
    async send(asked) {
      const started = performance.now();
      try {
        const answer = await http.send(asked);
        keep(asked, started, answer.status, { value: answer.text, size: Buffer.byteLength(answer.text) });
        return answer;
      } catch (error) {
        keep(asked, started, 0, NO_BODY);
        throw error;
      }
    },
    close: () => http.close(),
  };
}

function requestOf({ body, headers }: HttpRequest): Body {
  if (body === undefined || body === null) return NO_BODY;
  if (typeof body === 'string') return { value: isForm(headers) ? fieldsOf(body) : body, size: Buffer.byteLength(body) };
  // A form with a file, whose bytes are nothing for a journal.
  return { value: undefined, size: null };
}

const isForm = (headers: HttpRequest['headers'] = {}): boolean =>
  Object.entries(headers).some(
    ([name, type]) => name.toLowerCase() === 'content-type' && type.startsWith('application/x-www-form-urlencoded'),
  );

/** By name, so that what has to be masked is found; the grant of an OAuth exchange is called like a harmless thing. */
function fieldsOf(form: string): Record<string, string> {
  const fields = Object.fromEntries(new URLSearchParams(form));
  return 'code' in fields ? { ...fields, code: MASK } : fields;
}

/** The downloads with each in the journal: where from, how large, but neither the bytes nor the address, which opens the file. */
export function journaledDownloads(downloads: MediaDownloads, recording: Recording): MediaDownloads {
  const keep = (address: string, started: number, status: number, size: number | null): void => {
    const url = URL.canParse(address) ? `${new URL(address).origin}/…` : 'an address that is none';
    record(recording, {
      ...{ at: recording.now(), side: 'whatsapp', direction: 'out', method: 'GET', url, operationId: null, requestId: null, status },
      ...{ durationMs: performance.now() - started, request: NO_BODY, response: { value: undefined, size }, broken: undefined },
    });
  };
  return {
    async get(address, accessToken, signal) {
      const started = performance.now();
      try {
        const download = await downloads.get(address, accessToken, signal);
        keep(address, started, download.status, (download.stream && download.contentLength) ?? null);
        return download;
      } catch (error) {
        keep(address, started, 0, 0);
        throw error;
      }
    },
    close: () => downloads.close(),
  };
}
