import { channel } from 'node:diagnostics_channel';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Context, Next } from 'koa';
import type { OperationEntry, UntypedResponse } from '../contract/operation.ts';
import { type Contract, createRegistry, type Exchange, type SecurityCheck } from '../contract/registry.ts';
import { type AppError, toAppError } from '../errors.ts';
import { assertMediaType, parseJson, readBytes } from './body.ts';
import type { ErrorRenderer, RenderedError } from './error-bodies.ts';
import { createMultipartReader, type KeptFile } from './multipart.ts';

/** A document together with everything needed to answer its operations. */
export interface ServedDocument {
  contract: Contract;
  handlers: Readonly<Record<string, unknown>>;
  security: Readonly<Record<string, SecurityCheck>>;
  renderError: ErrorRenderer;
  /** For operations that tell errors in another way than the rest of their document. */
  renderErrorOf?: Readonly<Record<string, ErrorRenderer>>;
  /** What runs around all stages of an operation; simulators lose answers here. */
  around?: (operationId: string) => (ctx: Context, next: Next) => Promise<void>;
}

/** One request and its answer, for whoever keeps a journal: the simulators' transcript, the coverage map. Holds what must not be logged. */
export interface ObservedExchange {
  document: string;
  operationId: string;
  requestId: string;
  method: string;
  /** Path with its query. */
  url: string;
  requestHeaders: IncomingHttpHeaders;
  /** The decoded body; undefined when there was none or a stage refused before decoding it. */
  requestBody: unknown;
  /** The bytes as they arrived; empty for multipart. */
  rawBody: Buffer;
  /** Files of a multipart body. */
  files: readonly { name: string; contentType: string; size: number }[];
  status: number;
  responseHeaders: OutgoingHttpHeaders;
  /** As the handler gave it: an object, text, bytes, or a stream that must not be read here. */
  responseBody: unknown;
  durationMs: number;
  error?: AppError | undefined;
  violation?: string | undefined;
}

/** Every exchange of every dispatcher in this process is published here, when somebody listens. */
export const exchanges = channel('contract-exchange');

/** What the dispatcher tells about each answer. */
export interface DispatchEvent {
  document: string;
  operationId: string;
  requestId: string;
  status: number;
  durationMs: number;
  error?: AppError | undefined;
  /** How the answer broke the contract, if it did. */
  violation?: string | undefined;
}

export interface DispatchOptions {
  /** `enforce` turns an answer that breaks its contract into a 500, `report` sends it and tells. */
  responseValidation: 'enforce' | 'report';
  /** Where multipart files are spooled. */
  uploadFolder: string;
  /** Longest a JSON body may take to arrive, and a form with files, in milliseconds. */
  bodyTimeoutMs: number;
  formTimeoutMs: number;
  onAnswer(event: DispatchEvent): void;
  /** Given every exchange with its bodies, once the answer is decided. */
  onExchange?(exchange: ObservedExchange): void;
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

type Middleware = (ctx: Context) => Promise<void>;

/**
 * The stages of one document's operations as Koa middleware by operationId: read → authenticate → parse → validate → handle →
 * validate the response. Each stage refuses by throwing; nothing runs after a stage that did.
 */
export async function createDispatcher(document: ServedDocument, options: DispatchOptions): Promise<(operationId: string) => Middleware> {
  const registry = await createRegistry(document);
  return (operationId) => {
    const entry = document.contract.operations[operationId];
    if (!entry) throw new Error(`${document.contract.name} has no operation ${operationId}`);
    const readBody = bodyReader(entry, options);
    const renderError = document.renderErrorOf?.[operationId] ?? document.renderError;
    return async (ctx) => {
      const started = performance.now();
      const requestId = ctx.state['requestId'] as string;
      ctx.state['operationId'] = operationId;
      const exchange = createExchange(ctx, operationId, requestId);
      const event: DispatchEvent = { document: document.contract.name, operationId, requestId, status: 0, durationMs: 0 };
      let responseBody: unknown;
      try {
        await readBody.before?.(ctx, exchange);
        exchange.parseBody = () => readBody.after(ctx, exchange);
        const response = await registry.handle(exchange);
        const violation = registry.responseViolation(operationId, response);
        if (violation) {
          event.violation = violation;
          if (options.responseValidation === 'enforce') throw new Error(`the answer of ${operationId} breaks the contract: ${violation}`);
        }
        responseBody = response.body;
        writeResponse(ctx, entry, response);
      } catch (thrown) {
        const error = toAppError(thrown);
        event.error = error;
        const rendered = renderError(error, requestId);
        // Nobody is left to read the answer to a request that was broken off, so it cannot break a contract.
        if (error.code !== 'REQUEST_ABORTED') event.violation ??= registry.responseViolation(operationId, rendered);
        responseBody = rendered.body;
        writeError(ctx, rendered);
      } finally {
        if (exchange.files.length > 0) await Promise.all(exchange.files.map((file) => (file as KeptFile).discard()));
        event.status = ctx.status;
        event.durationMs = performance.now() - started;
        options.onAnswer(event);
        if (options.onExchange || exchanges.hasSubscribers) {
          const observed = observe(ctx, exchange, event, responseBody);
          options.onExchange?.(observed);
          exchanges.publish(observed);
        }
      }
    };
  };
}

function observe(ctx: Context, exchange: Exchange, event: DispatchEvent, responseBody: unknown): ObservedExchange {
  return {
    document: event.document,
    operationId: event.operationId,
    requestId: event.requestId,
    status: event.status,
    durationMs: event.durationMs,
    error: event.error,
    violation: event.violation,
    method: ctx.method,
    url: ctx.url,
    requestHeaders: ctx.headers,
    requestBody: exchange.body,
    rawBody: exchange.rawBody,
    files: exchange.files.map(({ name, contentType, size }) => ({ name, contentType, size })),
    // Copied only for whoever asks.
    get responseHeaders() {
      return ctx.res.getHeaders();
    },
    responseBody,
  };
}

interface BodyReader {
  /** Reads the bytes that authentication needs. */
  before?(ctx: Context, exchange: Exchange): Promise<void>;
  /** Decodes the body, once the caller is known. */
  after(ctx: Context, exchange: Exchange): Promise<void>;
}

function bodyReader(entry: OperationEntry, options: DispatchOptions): BodyReader {
  const body = entry.requestBody;
  if (!body) return { after: async () => {} };
  if (body.contentTypes.includes('multipart/form-data')) {
    const read = createMultipartReader(options.uploadFolder, {
      maxFileBytes: numberExtension(entry, 'max-file-bytes', DEFAULT_MAX_BODY_BYTES),
      maxFiles: numberExtension(entry, 'max-files', 10),
      maxFieldBytes: numberExtension(entry, 'max-field-bytes', 65536),
      timeoutMs: options.formTimeoutMs,
    });
    return {
      async after(ctx, exchange) {
        assertMediaType(ctx.req, body.contentTypes);
        const form = await read(ctx);
        exchange.files = form.files;
        exchange.body = form.fields;
      },
    };
  }
  const limits = { maxBytes: numberExtension(entry, 'max-body-bytes', DEFAULT_MAX_BODY_BYTES), timeoutMs: options.bodyTimeoutMs };
  const isForm = body.contentTypes.includes('application/x-www-form-urlencoded');
  const handlerJudges = entry.extensions['invalid-request'] === 'handle';
  return {
    async before(ctx, exchange) {
      (exchange as { rawBody: Buffer }).rawBody = await readBytes(ctx.req, limits);
    },
    async after(ctx, exchange) {
      assertMediaType(ctx.req, body.contentTypes);
      if (isForm) exchange.body = Object.fromEntries(new URLSearchParams(exchange.rawBody.toString('utf8')));
      else if (!handlerJudges) exchange.body = parseJson(exchange.rawBody);
    },
  };
}

function numberExtension(entry: OperationEntry, name: string, fallback: number): number {
  const value = entry.extensions[name];
  return typeof value === 'number' ? value : fallback;
}

function createExchange(ctx: Context, operationId: string, requestId: string): Exchange {
  return {
    operationId,
    requestId,
    method: ctx.method,
    params: { ...(ctx as unknown as { params?: Record<string, string> }).params },
    query: { ...ctx.query },
    headers: ctx.headers,
    rawBody: NOTHING,
    body: undefined,
    files: [],
    parseBody: async () => {},
    onAnswered(callback) {
      ctx.res.once('finish', () => {
        // `close` before `finish`: the caller had gone, the bytes went nowhere.
        if (!ctx.res.closed) callback();
      });
    },
  };
}

function writeResponse(ctx: Context, entry: OperationEntry, response: UntypedResponse): void {
  const contentType = entry.responses[response.status];
  ctx.status = response.status;
  if (response.body === undefined) {
    ctx.body = null;
    ctx.status = response.status;
  } else if (contentType === 'application/json' || contentType === 'application/problem+json') {
    ctx.body = JSON.stringify(response.body);
    ctx.set('Content-Type', contentType);
  } else {
    ctx.body = response.body;
    if (contentType) ctx.set('Content-Type', contentType);
  }
  if (response.headers) ctx.set(response.headers as Record<string, string>);
}

/** Writes a rendered error; used for operations and for addresses that no operation owns. */
export function writeError(ctx: Context, rendered: RenderedError): void {
  ctx.status = rendered.status;
  ctx.body = typeof rendered.body === 'string' ? rendered.body : JSON.stringify(rendered.body);
  ctx.set('Content-Type', rendered.contentType);
  ctx.set(rendered.headers);
  // A body we did not read to its end would be taken for the next request.
  if (!ctx.req.complete) ctx.set('Connection', 'close');
}
