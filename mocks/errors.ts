import { subscribe } from 'node:diagnostics_channel';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../src/clock.ts';
import type { OperationRequest, UntypedHandler, UntypedResponse } from '../src/contract/operation.ts';
import { AppError } from '../src/errors.ts';

/** An answer that a simulator gives instead of handling the request. */
export interface Failure<Code> {
  status: number;
  code: Code;
  /** How many requests fail; one unless told. */
  times?: number;
  retryAfterSeconds?: number;
}

export interface Drop {
  /** How many requests are dropped; one unless told. */
  times?: number;
  /** True: the request takes effect, only its answer is lost. False: it never takes effect. */
  afterHandling: boolean;
}

/** Misfortunes of the vendor's side, set by tests. Each is used up in the order it was set, per operation. */
export interface Faults<Id extends string, Code> {
  /** Answers the next requests with an error of the vendor's own shape. Credentials and the contract are still checked first. */
  failNext(operationId: Id, failure: Failure<Code>): void;
  /** Closes the connection of the next requests without an answer. */
  dropNext(operationId: Id, drop: Drop): void;
  /** Lets the next request wait `ms` on the clock before it is handled. */
  delayNext(operationId: Id, ms: number): void;
}

export interface FaultPlan<Id extends string, Code> {
  faults: Faults<Id, Code>;
  /** The same handlers with the faults in front of and behind each of them. */
  wrap(handlers: Readonly<Record<Id, unknown>>): Record<Id, UntypedHandler>;
}

/** Faults of one simulator. `toError` makes the error that its renderer shows as the vendor's own. */
export function createFaultPlan<Id extends string, Code>(clock: Clock, toError: (failure: Failure<Code>) => AppError): FaultPlan<Id, Code> {
  watchConnections();
  const failures = createQueues<Failure<Code>>();
  const drops = createQueues<Drop>();
  const delays = createQueues<number>();

  const around = async (operationId: Id, handler: UntypedHandler, request: OperationRequest<never>): Promise<UntypedResponse> => {
    const delayMs = delays.take(operationId);
    if (delayMs !== undefined) await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    const drop = drops.take(operationId);
    if (drop?.afterHandling === false) hangUp(request.headers);
    const failure = failures.take(operationId);
    if (failure) throw toError(failure);
    const response = await handler(request);
    if (drop) hangUp(request.headers);
    return response;
  };

  return {
    faults: {
      failNext: (operationId, failure) => failures.add(operationId, failure, failure.times),
      dropNext: (operationId, drop) => drops.add(operationId, drop, drop.times),
      delayNext: (operationId, ms) => delays.add(operationId, ms),
    },
    wrap: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([id, handler]) => [
          id,
          (request: OperationRequest<never>) => around(id as Id, handler as UntypedHandler, request),
        ]),
      ) as Record<Id, UntypedHandler>,
  };
}

function createQueues<T>() {
  const queues = new Map<string, T[]>();
  return {
    add(operationId: string, item: T, times = 1) {
      queues.set(operationId, [...(queues.get(operationId) ?? []), ...Array<T>(times).fill(item)]);
    },
    take: (operationId: string): T | undefined => queues.get(operationId)?.shift(),
  };
}

/**
 * The connection each request came on, found by its headers object: handlers are not given the connection, and only simulators need it.
 * Node announces every request it starts on this channel.
 */
const connections = new WeakMap<IncomingHttpHeaders, Socket>();
let watching = false;

function watchConnections(): void {
  if (watching) return;
  watching = true;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    connections.set(request.headers, request.socket);
  });
}

function hangUp(headers: IncomingHttpHeaders): never {
  connections.get(headers)?.destroy();
  throw new AppError('REQUEST_ABORTED');
}
