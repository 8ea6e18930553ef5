import { sandboxNumber } from '../../mocks/sandbox.ts';
import { type Bare, startBare } from './bare.ts';
import { type FormFile, formOf } from './form.ts';
import { type Live, startLive } from './live.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { ANA, type Stage } from './stage.ts';

export const BEN = '15551230002';
export const NUMBER = sandboxNumber.id;
export const CHAT = `/playground/chats/${ANA}/${NUMBER}`;
export const JSON_TYPE = { 'content-type': 'application/json' };
export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
export const TOO_LONG = 'x'.repeat(129);
export const pdf: FormFile = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 offer') };

type Method = 'GET' | 'POST' | 'PUT';

/** The playground as the page asks it: without credentials. */
export const asker = (stage: () => Stage) => ({
  get: (path: string) => stage().call(path, { auth: null }),
  send: (method: Method, path: string, body?: unknown, headers: Record<string, string> = JSON_TYPE) =>
    stage().call(path, {
      method,
      auth: null,
      ...(body === undefined ? {} : { headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  form: (path: string, fields: Parameters<typeof formOf>[0], files?: FormFile[]) =>
    stage().call(path, { method: 'POST', auth: null, ...formOf(fields, files) }),
  /** Sends the beginning of a body and nothing more. */
  async stall(method: Method, path: string, type = 'application/json', beginning = '{') {
    const connection = await openConnection(stage().url);
    const length = beginning.length + 49;
    connection.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${beginning}`);
    return parseAnswer(await connection.closed());
  },
});

/** What a provider without a sandbox answers. */
export async function outsideTheSandbox(path: string, options: Parameters<Live['call']>[1] & { method?: string } = {}) {
  const live = await startLive();
  try {
    return await live.call(path, options);
  } finally {
    await live.stop();
  }
}

/** What an operation answers whose handler breaks. */
export async function broken(operationId: string, path: string, options?: Parameters<Bare['call']>[1]) {
  const bare = await startBare('console', operationId);
  try {
    return await bare.call(path, options);
  } finally {
    await bare.stop();
  }
}
