import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import Koa, { type Context, type Next } from 'koa';
import { AppError, toAppError } from '../errors.ts';
import { createDispatcher, type DispatchOptions, type ServedDocument, writeError } from './dispatch.ts';
import { type ErrorRenderer, errorStatus } from './error-bodies.ts';
import { createServer, Router } from './http-libraries.ts';

export interface HttpServerOptions extends DispatchOptions {
  /** Those that are asked most first: their routes are tried in this order. */
  documents: readonly ServedDocument[];
  /** Which error body an address outside every operation gets. */
  fallbackError(path: string): ErrorRenderer;
  /** Called for errors on the way that no operation could answer. */
  onError(error: unknown, requestId: string): void;
}

export interface HttpServer {
  /** Listens and returns the port (useful with port 0). */
  listen(port: number, host: string): Promise<number>;
  /** Stops taking connections and waits for the answers under way. */
  close(): Promise<void>;
}

/** A Koa server that answers exactly the operations of the given documents. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  // One for each document: a router tries every route it has, and a webhook has no need of the routes of the console.
  const routers: Router[] = [];
  for (const document of options.documents) {
    const router = new Router();
    const dispatch = await createDispatcher(document, options);
    // Literal paths first, so that a template never hides them.
    const entries = Object.entries(document.contract.operations).sort(([, a], [, b]) => variables(a.path) - variables(b.path));
    for (const [operationId, { method, path }] of entries) {
      const stages = [...(document.around ? [owned(operationId), document.around(operationId)] : []), dispatch(operationId)];
      router.register(path.replace(/\{([^}]+)\}/g, ':$1'), [method], stages as never, { name: operationId });
    }
    routers.push(router);
  }

  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    const requestId = randomUUID();
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    ctx.set('X-Content-Type-Options', 'nosniff');
    try {
      // @koa/router takes a segment that cannot be decoded as it stands; no id of ours looks like that.
      decodeURIComponent(ctx.path);
      await next();
      if (ctx.state['operationId'] === undefined) answerUnmatched(ctx, routers, options);
    } catch (error) {
      const shown =
        error instanceof URIError
          ? new AppError('INVALID_REQUEST', 'The address holds a percent sign that encodes nothing.')
          : toAppError(error);
      if (shown.code === 'INTERNAL_ERROR') options.onError(error, requestId);
      writeError(ctx, options.fallbackError(ctx.path)(shown, requestId));
    }
    // While stopping, a connection ends with its answer: kept alive it would hold the stop up for a minute.
    if (!server.listening) ctx.set('Connection', 'close');
  });
  for (const router of routers) app.use(router.routes() as never);
  app.on('error', (error: NodeJS.ErrnoException, ctx?: Context) => {
    // Callers go away; that is told by the answer they did not get, and is no fault of ours.
    if (!CALLER_GONE.has(error.code ?? '')) options.onError(error, (ctx?.state['requestId'] as string | undefined) ?? 'none');
  });

  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 66_000, requestTimeout: 0, maxHeaderSize: 16_384 },
    app.callback(),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseConnection(error, socket, options));
  // Connections that never asked for anything (browsers and load balancers open them in advance): Node does not count them as idle.
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    silent.delete(socket);
    // A file that was under way when we closed has promised to keep its connection, which would hold the stop up for that long.
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
  return { listen: (port, host) => listen(server, port, host), close: () => close(server, silent) };
}

/** Marks the request as answered by an operation, whatever becomes of it. */
const owned = (operationId: string) => (ctx: Context, next: Next) => {
  ctx.state['operationId'] = operationId;
  return next();
};

const CALLER_GONE = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

const variables = (path: string): number => path.split('{').length;

function answerUnmatched(ctx: Context, routers: readonly Router[], options: HttpServerOptions): void {
  const layers = routers.flatMap((router) => router.match(ctx.path, ctx.method).path);
  const known = [...new Set(layers.flatMap((layer) => layer.methods))];
  const error =
    known.length > 0
      ? new AppError('METHOD_NOT_ALLOWED', `${ctx.method} is not among the methods of this address: ${known.join(', ')}.`, { allow: known })
      : new AppError(
          'NOT_FOUND',
          'No operation has this address. GET /console/addresses names the most useful ones; the contracts in openapi/ hold them all.',
        );
  writeError(ctx, options.fallbackError(ctx.path)(error, ctx.state['requestId'] as string));
}

/** Answers what Node's HTTP parser refuses before there is a request: oversized headers, broken syntax, endless headers. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket, options: HttpServerOptions): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new AppError('HEADERS_TOO_LARGE', 'Request headers may hold 16384 bytes in all.')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? new AppError('REQUEST_TIMEOUT', 'The request headers did not arrive in time.')
        : new AppError('INVALID_REQUEST', 'This is not a valid HTTP request.');
  const rendered = options.fallbackError('')(refusal, randomUUID());
  const body = JSON.stringify(rendered.body);
  socket.end(
    `HTTP/1.1 ${errorStatus[refusal.code]} ${refusal.code}\r\nContent-Type: ${rendered.contentType}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** How long answers under way may take once the server was asked to stop: longer than postMessage waits, shorter than a supervisor does. */
const CLOSE_GRACE_MS = 10_000;

function close(server: Server, silent: ReadonlySet<Socket>): Promise<void> {
  // A server that never came to listen has nothing to end.
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
    for (const socket of silent) socket.destroy();
  });
}
