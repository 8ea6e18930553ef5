import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from './desk.ts';
import type { Hook } from './hook.ts';
import { find, manifestOf } from './layout.ts';
import { isSame, type Process } from './process.ts';
import { Refusal } from './refusal.ts';
import { fileBehind } from './view.ts';

export const HOOK_PATH = '/hooks/wa';
const MB = 1024 * 1024;

/** Answers one request, whatever happens. */
export async function serve(process: Process, hook: Hook, desk: Desk, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const address = new URL(incoming.url ?? '/', process.url);
    if (address.pathname === HOOK_PATH) await serveHook(process, hook, incoming, outgoing, address);
    else if (address.pathname === '/manifest.json') serveManifest(process, outgoing);
    else if (address.pathname.startsWith('/files/')) serveFile(process, incoming, outgoing, address);
    else await serveDesk(process, desk, incoming, outgoing, address);
  } catch (error) {
    refuse(process, outgoing, error);
  }
}

async function serveHook(process: Process, hook: Hook, incoming: IncomingMessage, outgoing: ServerResponse, address: URL): Promise<void> {
  if (incoming.method === 'GET') {
    const challenge = hook.greet(address.searchParams, incoming.headers);
    outgoing.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }).end(challenge);
    return;
  }
  if (incoming.method !== 'POST') throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'GET or POST', { allow: 'GET, POST' });
  const status = await hook.receive(await bodyOf(incoming, process.faulty('body-limit-100-kb') ? 100_000 : 8 * MB), incoming.headers);
  if (!process.faulty('acknowledged-before-stored')) process.save();
  outgoing.writeHead(status, { 'content-type': 'text/plain' }).end('EVENT_RECEIVED');
}

function serveManifest({ settings, url }: Process, outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(manifestOf(settings.layout, url)));
}

function serveFile(process: Process, { method }: IncomingMessage, outgoing: ServerResponse, address: URL): void {
  const file = fileBehind(process, address);
  const isAllowed = method === 'GET' || (method === 'HEAD' && !process.faulty('head-refused'));
  if (!isAllowed) throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'GET or HEAD', { allow: 'GET, HEAD' });
  if (!file) throw new Refusal(403, 'FORBIDDEN', 'This link is not valid, or no longer');
  outgoing
    .writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length })
    .end(method === 'HEAD' ? undefined : file.bytes);
}

async function serveDesk(process: Process, desk: Desk, incoming: IncomingMessage, outgoing: ServerResponse, address: URL): Promise<void> {
  const found = find(process.settings.layout, incoming.method ?? '', address.pathname);
  if (found === undefined) throw new Refusal(404, 'NOT_FOUND', 'No such page');
  if (found === 'otherMethod') throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'Not with this method');
  if (
    !isPipedrive(process, incoming.headers.authorization ?? '') &&
    !(process.faulty('templates-without-basic-check') && found.operation === 'getTemplates')
  ) {
    throw new Refusal(401, 'UNAUTHORIZED', 'Who is asking?', { 'www-authenticate': 'Basic realm="desk"' });
  }
  const body = await bodyOf(incoming, 32 * MB);
  const variables = Object.fromEntries(Object.entries(found.variables).map(([name, value]) => [name, plain(process, value)]));
  const visit = { variables, query: address.searchParams, contentType: incoming.headers['content-type'] ?? '', body };
  const answer = await desk[found.operation](visit);
  if (incoming.method !== 'GET') process.save();
  outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
}

function plain(process: Process, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    throw process.faulty('bad-escape-crashes') ? error : new Refusal(400, 'BAD_REQUEST', 'The address cannot be read');
  }
}

function isPipedrive({ settings, faulty }: Process, header: string): boolean {
  const [, given = ''] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(header) ?? [];
  const pair = Buffer.from(given, 'base64').toString('utf8');
  if (faulty('any-password-accepted')) return pair.startsWith(`${settings.clientId}:`);
  return isSame(pair, `${settings.clientId}:${settings.clientSecret}`);
}

async function bodyOf(incoming: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    size += piece.length;
    // The rest is read and thrown away, so that the answer is heard.
    if (size <= limit) pieces.push(piece);
  }
  if (size > limit) throw new Refusal(413, 'PAYLOAD_TOO_LARGE', 'Too much at once');
  return Buffer.concat(pieces);
}

function refuse(process: Process, outgoing: ServerResponse, error: unknown): void {
  const { faulty } = process;
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'INTERNAL_ERROR', 'Something broke here. Try again later.');
  if (outgoing.headersSent || (error instanceof URIError && faulty('bad-escape-crashes'))) {
    outgoing.destroy();
    return;
  }
  const { status, code, message, headers } = refusal;
  if ((faulty('bare-500') && status === 500) || (faulty('plain-401') && status === 401)) {
    outgoing.writeHead(status, { ...headers, 'content-type': 'text/plain' }).end(status === 401 ? 'Unauthorized' : 'Internal Server Error');
    return;
  }
  const told = faulty('stack-trace-told') ? String((error as Error).stack) : message;
  const body = faulty('foreign-error-shape')
    ? { success: false, error: message, error_info: code }
    : { success: false, data: { message: told, code } };
  outgoing.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
