import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** One row of a generated operations table. */
export interface OperationEntry {
  readonly method: string;
  readonly path: string;
  /** Alternatives; within one alternative every named scheme must agree. Empty: open to everybody. */
  readonly security: readonly (readonly string[])[];
  readonly requestBody: { readonly required: boolean; readonly contentTypes: readonly string[] } | null;
  /** Documented status → content type of its body, null without one. */
  readonly responses: Readonly<Record<string, string | null>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export type OperationsTable = Readonly<Record<string, OperationEntry>>;

/** A file of a multipart body, already on disk and flushed. Whoever keeps it says so with `keep()`; otherwise it is deleted after the answer. */
export interface ReceivedFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  readonly path: string;
  keep(): void;
}

type Part<T, Name extends string> = T extends { parameters: infer P } ? (Name extends keyof P ? P[Name] : never) : never;
type Given<T> = [T] extends [never] ? Record<string, never> : [T] extends [undefined] ? Record<string, never> : NonNullable<T>;

/** The decoded JSON or form body of an operation, as openapi-typescript types it. */
type BodyOf<T> = T extends { requestBody: { content: infer C } }
  ? C[keyof C]
  : T extends { requestBody?: { content: infer C } }
    ? C[keyof C] | undefined
    : undefined;

/** What a handler is given: already matched, authenticated and validated. */
export interface OperationRequest<T> {
  readonly operationId: string;
  /** In capitals. HEAD reaches the operations of GET, and its answer leaves without the body. */
  readonly method: string;
  readonly params: Given<Part<T, 'path'>>;
  readonly query: Given<Part<T, 'query'>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: BodyOf<T>;
  /** The bytes as they arrived; empty for multipart. */
  readonly rawBody: Buffer;
  readonly files: readonly ReceivedFile[];
  readonly requestId: string;
  /** Runs `callback` once the last byte of the answer was handed to the network; never when the caller had gone before. */
  onAnswered(callback: () => void): void;
}

type ContentOf<R> = R extends { content: infer C } ? (C extends Record<string, unknown> ? C : never) : never;
type JsonType = 'application/json' | 'application/problem+json';
type ResponseBody<C> = keyof C extends JsonType ? C[keyof C] : string | Buffer | Readable;

/** Every documented answer of an operation; anything else does not compile. */
export type OperationResponse<T> = T extends { responses: infer R }
  ? {
      [S in keyof R & number]: {
        status: S;
        headers?: Readonly<Record<string, string>>;
      } & ([ContentOf<R[S]>] extends [never] ? { body?: undefined } : { body: ResponseBody<ContentOf<R[S]>> });
    }[keyof R & number]
  : never;

export type OperationHandler<T> = (request: OperationRequest<T>) => Promise<OperationResponse<T>> | OperationResponse<T>;

/** One handler for every operation of a document: a missing or misspelt one does not compile. */
export type Handlers<Types> = { readonly [Id in keyof Types]: OperationHandler<Types[Id]> };

/** The same with the types forgotten, as the registry keeps them. */
export interface UntypedResponse {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}
export type UntypedHandler = (request: OperationRequest<never>) => Promise<UntypedResponse> | UntypedResponse;
