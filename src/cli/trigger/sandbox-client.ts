import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormData, request } from 'undici';
import { TriggerError } from './trigger-error.ts';

/** What an address answered. */
export interface Answer {
  status: number;
  body: string;
}

export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Buffer | FormData;
}

/** Where the two addresses of a sandbox come from when they are not given. */
export interface Addresses {
  /** The provider's. */
  url?: string | undefined;
  /** The control API's. */
  control?: string | undefined;
}

/** Calls one of the sandbox's playground operations. Any answer but 200 throws. */
export async function callPlayground<T>(addresses: Addresses, path: string, body?: object): Promise<T> {
  return read<T>(await call(`${await providerUrl(addresses)}${path}`, requestOf(body)));
}

/** Calls an operation of the control API. Any answer but a 2xx throws. */
export async function callControl<T>(addresses: Addresses, path: string, body?: object, method?: 'POST' | 'DELETE'): Promise<T> {
  const url = await controlUrl(addresses);
  if (url === undefined)
    throw new TriggerError(`The control API of this sandbox is not known. Name it with --control; the start prints its address.`);
  return read<T>(await call(`${url}${path}`, { ...requestOf(body), ...(method ? { method } : {}) }));
}

/** The sandbox's time, UTC milliseconds; the machine's where no control API is known. */
export async function sandboxTime(addresses: Addresses, otherwise: number): Promise<number> {
  if ((await controlUrl(addresses)) === undefined) return otherwise;
  return Date.parse((await callControl<{ now: string }>(addresses, '/clock')).now);
}

const requestOf = (body: object | undefined): Call => {
  if (body === undefined) return { method: 'GET' };
  if (body instanceof FormData) return { method: 'POST', body };
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
};

function read<T>(answer: Answer): T {
  if (answer.status < 200 || answer.status > 299) throw new TriggerError(`${wordsOf(answer.body)} (status ${answer.status})`);
  return (answer.body === '' ? undefined : JSON.parse(answer.body)) as T;
}

/** The text a person can use out of an error answer: problem details, or Pipedrive's envelope. */
export function wordsOf(body: string): string {
  try {
    const { detail, data } = JSON.parse(body) as { detail?: string; data?: { message?: string } };
    return detail ?? data?.message ?? body;
  } catch {
    // Not JSON: then the text itself is all there is.
    return body;
  }
}

/** One request; throws in words when nobody answers. */
export async function call(url: string, options: Call): Promise<Answer> {
  try {
    const response = await request(url, options);
    return { status: response.statusCode, body: await response.body.text() };
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_INVALID_URL')
      throw new TriggerError(`${url} is no address. An address begins with http:// or https://.`, 2);
    throw new TriggerError(
      `Nobody answers at ${new URL(url).origin}. Is the provider running there? The sandbox is started with npm start, in another terminal.`,
    );
  }
}

async function providerUrl({ url }: Addresses): Promise<string> {
  const known = url ?? (await readSandbox()).providerUrl;
  if (known) return known.replace(/\/$/, '');
  throw new TriggerError(
    `No sandbox has been started here (${sandboxFile()} does not name one). Start it first, in another terminal: npm start`,
  );
}

/** What stands in the sandbox's file belongs to its provider, not to the one of a given address. */
async function controlUrl({ url, control }: Addresses): Promise<string | undefined> {
  const known = control ?? (url === undefined ? (await readSandbox()).controlUrl : undefined);
  return known?.replace(/\/$/, '');
}

const sandboxFile = (): string => join(process.env['DATA_DIR'] ?? 'data', 'sandbox', 'sandbox.json');

async function readSandbox(): Promise<{ providerUrl?: string; controlUrl?: string }> {
  try {
    return JSON.parse(await readFile(sandboxFile(), 'utf8')) as { providerUrl?: string; controlUrl?: string };
  } catch {
    // Not there, or only half of it: the sandbox has not been started here.
    return {};
  }
}
