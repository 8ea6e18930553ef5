import type { Context, Next } from 'koa';
import type { Clock } from '../src/clock.ts';
import type { UntypedHandler } from '../src/contract/operation.ts';
import type { AppError } from '../src/errors.ts';
import type { Failure, Fault, Faults, Misfortune, SetFault } from './faults.ts';

export interface FaultPlan<Id extends string, Code> {
  faults: Faults<Id, Code>;
  /** The same handlers with refusals in front of each of them. */
  wrap(handlers: Readonly<Record<Id, unknown>>): Record<Id, UntypedHandler>;
  /** What happens to the connection, around everything else: see ServedDocument. It is decided when the request arrives. */
  around(operationId: string): (ctx: Context, next: Next) => Promise<void>;
  /** Closes the connections of requests that wait for their delay; they never take effect. For the end of the simulator, or of its state. */
  hangUpDelayed(): void;
  /** What is waiting, as plain data for JSON: `times` null stands for Infinity. */
  snapshot(): FaultSnapshot;
  /** Puts a snapshot back in place of what is waiting. */
  restore(snapshot: FaultSnapshot): void;
}

export interface FaultSnapshot {
  lastId: number;
  waiting: readonly Readonly<Record<string, unknown>>[];
}

type Kind = Misfortune<unknown>['kind'];

/** Faults of one simulator. `toError` makes the error that its renderer shows as the vendor's own. */
export function createFaultPlan<Id extends string, Code>(clock: Clock, toError: (failure: Failure<Code>) => AppError): FaultPlan<Id, Code> {
  let waiting: SetFault<Id, Code>[] = [];
  let lastId = 0;

  const delayed = new Set<() => void>();

  const add = (fault: Fault<Id, Code>): string => {
    const times = fault.times ?? 1;
    if (!(times === Number.POSITIVE_INFINITY || (Number.isSafeInteger(times) && times >= 1)))
      throw new RangeError(`a fault cannot happen ${times} times`);
    if (fault.kind === 'delay' && !(Number.isFinite(fault.ms) && fault.ms >= 0)) throw new RangeError(`a delay cannot last ${fault.ms} ms`);
    const id = `fault-${++lastId}`;
    waiting.push({ ...fault, id, times });
    return id;
  };

  /** Uses up one of the earliest fault of that kind for that operation. */
  const take = <K extends Kind>(kind: K, operationId: string) => {
    const index = waiting.findIndex(
      (fault) => fault.kind === kind && (fault.operationId === undefined || fault.operationId === operationId),
    );
    const found = waiting[index];
    if (!found) return undefined;
    if (found.times > 1) waiting[index] = { ...found, times: found.times - 1 };
    else waiting.splice(index, 1);
    return found as Extract<SetFault<Id, Code>, { kind: K }>;
  };

  /** Resolves true after the delay, false when it was broken off. */
  const wait = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (over: boolean) => {
        cancel();
        delayed.delete(breakOff);
        resolve(over);
      };
      const breakOff = () => end(false);
      const cancel = clock.after(ms, () => end(true));
      delayed.add(breakOff);
    });

  return {
    faults: {
      add,
      list: () => [...waiting],
      remove(id) {
        const before = waiting.length;
        waiting = waiting.filter((fault) => fault.id !== id);
        return waiting.length < before;
      },
      clear() {
        waiting = [];
      },
      failNext: (operationId, failure) => void add({ kind: 'fail', operationId, ...failure }),
      dropNext: (operationId, drop) => void add({ kind: 'drop', operationId, ...drop }),
      delayNext: (operationId, ms) => void add({ kind: 'delay', operationId, ms }),
    },
    wrap: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([operationId, handler]): [string, UntypedHandler] => [
          operationId,
          (request) => {
            const failure = take('fail', operationId);
            if (failure) throw toError(failure);
            return (handler as UntypedHandler)(request);
          },
        ]),
      ) as Record<Id, UntypedHandler>,
    around: (operationId) => async (ctx, next) => {
      if (waiting.length === 0) return next();
      const delay = take('delay', operationId);
      const drop = take('drop', operationId);
      const disconnect = drop ? undefined : take('disconnect', operationId);
      const broken = delay !== undefined && !(await wait(delay.ms));
      if (broken || (drop && !drop.afterHandling)) {
        hangUp(ctx);
        return;
      }
      await next();
      if (drop) hangUp(ctx);
      else if (disconnect) hangUpInMidBody(ctx);
    },
    hangUpDelayed() {
      for (const breakOff of delayed) breakOff();
    },
    snapshot: () => ({
      lastId,
      waiting: waiting.map((fault) => ({ ...fault, times: Number.isFinite(fault.times) ? fault.times : null })),
    }),
    restore(snapshot) {
      lastId = snapshot.lastId;
      waiting = snapshot.waiting.map(
        (fault) => ({ ...fault, times: (fault['times'] as number | null) ?? Number.POSITIVE_INFINITY }) as SetFault<Id, Code>,
      );
    },
  };
}

function hangUp(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}

/** Promises the whole body and sends about half of it. */
function hangUpInMidBody(ctx: Context): void {
  const { body } = ctx;
  ctx.respond = false;
  const whole = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from('{"success":true,"data":{');
  ctx.res.setHeader('Content-Length', Math.max(2, whole.length));
  ctx.res.write(whole.subarray(0, Math.ceil(whole.length / 2)), () => ctx.req.socket.destroy());
}
