import { operations } from '../../../../generated/console/operations.ts';
import type { operations as Operations } from '../../../../generated/console/types.ts';
import { type ApiError, errorOf, unreachable } from './api-error.ts';

export type OperationId = keyof Operations;

type Parameters<Id extends OperationId, Place extends string> = Operations[Id] extends { parameters: infer P }
  ? Place extends keyof P
    ? P[Place]
    : never
  : never;
type Named<Name extends string, T> = [NonNullable<T>] extends [never]
  ? { [K in Name]?: undefined }
  : undefined extends T
    ? { [K in Name]?: NonNullable<T> }
    : { [K in Name]: T };
type Content<Id extends OperationId> = Operations[Id] extends { requestBody?: { content: infer C } } ? C : never;
/** Forms with files go as FormData; everything else is JSON. */
type Body<Id extends OperationId> = [Content<Id>] extends [never]
  ? never
  : Content<Id> extends { 'multipart/form-data': unknown }
    ? FormData
    : Content<Id>[keyof Content<Id>];

/** What an operation wants to know, as its contract says. */
export type Input<Id extends OperationId> = Named<'path', Parameters<Id, 'path'>> &
  Named<'query', Parameters<Id, 'query'>> &
  Named<'body', Body<Id>>;

type Success = 200 | 201 | 202;
type JsonOf<R> = R extends { content: { 'application/json': infer B } } ? B : R extends { content: object } ? string : undefined;
/** The body of the good answer. */
export type Answer<Id extends OperationId> = Operations[Id] extends { responses: infer R }
  ? { [S in keyof R]: S extends Success | 204 ? JsonOf<R[S]> : never }[keyof R]
  : never;

type Arguments<Id extends OperationId> =
  Record<string, never> extends Input<Id> ? [input?: Input<Id>, options?: CallOptions] : [input: Input<Id>, options?: CallOptions];

export interface CallOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export interface Api {
  /** Asks an operation of the console. Rejects with an ApiError for every answer but a good one, and with the signal's reason when it was given up. */
  call<Id extends OperationId>(operationId: Id, ...input: Arguments<Id>): Promise<Answer<Id>>;
  /** The same, with the answer as it is: for streams and files. Rejects with an ApiError likewise. */
  open<Id extends OperationId>(operationId: Id, ...input: Arguments<Id>): Promise<Response>;
  /** An address of this provider, with the token: the event stream. Rejects with an ApiError likewise. */
  get(address: `/${string}`, options?: CallOptions): Promise<Response>;
  /** Sends a request as it is, with the token unless it brings its own, and gives whatever is answered, refusals too: for trying things out. */
  ask(address: string, request: RequestInit): Promise<Response>;
}

export interface ApiOptions {
  /** The bearer token, kept in memory by whoever gives it; undefined without one. */
  token(): string | undefined;
  /** The provider refused the token, or wants one. */
  onUnauthorized(error: ApiError): void;
  fetch?: typeof fetch;
}

/** The console's operations as functions, typed by its contract. */
export function createApi({ token, onUnauthorized, fetch = (...request) => globalThis.fetch(...request) }: ApiOptions): Api {
  const send = async (address: string, { headers, ...request }: RequestInit & { headers?: Record<string, string> }): Promise<Response> => {
    const bearer = token();
    const answer = await fetch(address, {
      ...request,
      credentials: 'omit',
      cache: 'no-store',
      headers: { ...headers, ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }) },
    }).catch((error: unknown) => {
      if (request.signal?.aborted) throw error;
      throw unreachable();
    });
    if (answer.ok) return answer;
    const error = await errorOf(answer);
    // An answer to an older token says nothing about the one that is there now.
    if (answer.status === 401 && token() === bearer) onUnauthorized(error);
    throw error;
  };
  const open = (operationId: OperationId, input: AnyInput = {}, { signal, headers = {} }: CallOptions = {}): Promise<Response> => {
    const { body } = input;
    const isForm = body instanceof FormData;
    return send(addressOf(operationId, input), {
      method: operations[operationId].method.toUpperCase(),
      headers: { ...headers, ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  };
  const call = async (operationId: OperationId, input?: AnyInput, options?: CallOptions): Promise<unknown> => {
    const answer = await open(operationId, input, options);
    if (answer.status === 204) return undefined;
    try {
      return await (answer.headers.get('content-type')?.includes('json') ? answer.json() : answer.text());
    } catch (error) {
      if (options?.signal?.aborted) throw error;
      throw unreachable();
    }
  };
  const ask = (address: string, request: RequestInit): Promise<Response> => {
    const headers = new Headers(request.headers);
    const bearer = token();
    if (bearer !== undefined && !headers.has('Authorization')) headers.set('Authorization', `Bearer ${bearer}`);
    return fetch(address, { ...request, headers, credentials: 'omit', cache: 'no-store' });
  };
  return { call, open, ask, get: (address, options = {}) => send(address, options) } as Api;
}

interface AnyInput {
  path?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
}

function addressOf(operationId: OperationId, { path = {}, query = {} }: AnyInput): string {
  const filled = operations[operationId].path.replace(/\{([^}]+)\}/g, (_whole, name: string) => encodeURIComponent(String(path[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}
