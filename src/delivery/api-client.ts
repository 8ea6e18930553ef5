import type { OperationsTable } from '../contract/operation.ts';
import type { HttpAnswer, HttpClient } from './http-client.ts';

/** The arguments of one operation, as its contract types them. */
export type CallArguments<T> = (T extends { parameters: { path: infer P extends object } } ? { params: P } : { params?: undefined }) &
  (T extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: undefined }) &
  (T extends { requestBody: { content: { 'application/json': infer B } } } ? { body: B } : { body?: undefined });

/** An answer with its body decoded; `body` is undefined when it is not JSON. Its shape is the vendor's word, so it is not trusted to have one. */
export interface ApiAnswer extends HttpAnswer {
  body: unknown;
}

export type ApiClient<Types> = <Id extends keyof Types & string>(
  operationId: Id,
  call: CallArguments<Types[Id]>,
  authorization: string,
) => Promise<ApiAnswer>;

/** Calls a vendor's operations by operationId; method and path come from the generated table. Throws NoAnswer. */
export function createApiClient<Types>(operations: OperationsTable, baseUrl: string, http: HttpClient): ApiClient<Types> {
  return async (operationId, call, authorization) => {
    const entry = operations[operationId];
    if (!entry) throw new Error(`unknown operation ${operationId}`);
    const {
      params = {},
      query = {},
      body,
    } = call as unknown as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
    const path = entry.path.replace(/\{([^}]+)\}/g, (_all, name: string) => encodeURIComponent(String(params[name])));
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = given.length > 0 ? `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}` : '';
    const answer = await http.send({
      operationId,
      method: entry.method,
      url: `${baseUrl}${path}${search}`,
      headers: { authorization, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ...answer, body: decode(answer.text) };
  };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
