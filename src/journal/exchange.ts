/** A request and its answer as they are kept: bodies by reference, nothing copied or printed before somebody looks. */
export interface Exchange {
  seq: number;
  /** When it ended, UTC milliseconds. */
  at: number;
  /** Who is at the other end. */
  side: Side;
  /** `in`: somebody asked us. `out`: we asked. */
  direction: Direction;
  method: string;
  /** Path and query of what came in, the full address of what went out; may hold what must not be shown. */
  url: string;
  operationId: string | null;
  requestId: string | null;
  /** 0 when no answer came. */
  status: number;
  durationMs: number;
  request: Body;
  response: Body;
  /** Of what came in: how the request or our answer broke the contract; undefined when they did not. */
  broken: { by: 'request' | 'answer'; how: string } | undefined;
}

export type Side = 'whatsapp' | 'pipedrive' | 'operator';
export type Direction = 'in' | 'out';

/** `value` is an object, a text or bytes; undefined when there was none or it is not kept. */
export interface Body {
  value: unknown;
  /** In bytes; null when nobody counted. */
  size: number | null;
}

export const NO_BODY: Body = { value: undefined, size: 0 };
