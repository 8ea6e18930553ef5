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

/** What goes wrong with a request. */
export type Misfortune<Code> =
  /** The request waits so long on the simulator's clock before anything is done with it. */
  | { kind: 'delay'; ms: number }
  /** The connection closes without an answer, before the request took effect or after it did. */
  | { kind: 'drop'; afterHandling: boolean }
  /** The request takes effect; the connection closes in the middle of the answer's body. */
  | { kind: 'disconnect' }
  /** An error of the vendor's own shape. Credentials and the contract are checked first. */
  | { kind: 'fail'; status: number; code: Code; retryAfterSeconds?: number };

export type Fault<Id extends string, Code> = Misfortune<Code> & {
  /** The operation that is concerned; every operation of this simulator without it. */
  operationId?: Id | undefined;
  /** How many requests meet it; one unless told. `Infinity`: all, until it is removed. */
  times?: number | undefined;
};

/** A fault that waits for requests. */
export type SetFault<Id extends string, Code> = Fault<Id, Code> & { readonly id: string; readonly times: number };

/**
 * Misfortunes of the vendor's side. Of each kind a request meets at most one, the earliest that was set and is not used up;
 * different kinds add up: a request can wait and then fail.
 */
export interface Faults<Id extends string, Code> {
  /** Sets a fault and returns its id. Throws a RangeError when `times` is no whole number from 1 on (or Infinity), or a delay is not from 0 on. */
  add(fault: Fault<Id, Code>): string;
  /** What is still waiting, in the order it was set. `times` counts down. */
  list(): readonly SetFault<Id, Code>[];
  /** Takes a fault away; false when there is none with that id. */
  remove(id: string): boolean;
  clear(): void;
  /** Answers the next requests with an error of the vendor's own shape. Credentials and the contract are still checked first. */
  failNext(operationId: Id, failure: Failure<Code>): void;
  /** Closes the connection of the next requests without an answer. */
  dropNext(operationId: Id, drop: Drop): void;
  /** Lets the next request wait `ms` on the clock before it is handled. */
  delayNext(operationId: Id, ms: number): void;
}
