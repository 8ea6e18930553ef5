import type { WebhookFaults } from './webhook-faults.ts';
import type { WebhookAnswer } from './webhook-sender.ts';

/** What a webhook tells of; only statuses can be held. */
export type WebhookKind = 'message' | 'status';

export interface GateSnapshot {
  duplicate: number;
  reorder: number;
  hold: boolean;
  drop: number;
  /** Bodies in base64. */
  held: string[];
  collected: string[];
}

const keptBack = (why: string): WebhookAnswer => ({ status: 0, body: `Not posted: ${why}.` });

/** The faults on the way to the provider, in front of whatever posts. `postAll` posts bodies one after another. */
export function createWebhookGate(postAll: (bodies: readonly Buffer[]) => void) {
  const held: Buffer[] = [];
  const collected: Buffer[] = [];
  let duplicate = 0;
  let reorder = 0;
  let hold = false;
  let drop = 0;

  const flushReversed = (): void => {
    reorder = 0;
    if (collected.length > 0) postAll(collected.splice(0).reverse());
  };
  const faults: WebhookFaults = {
    get duplicate() {
      return duplicate;
    },
    set duplicate(times) {
      duplicate = countOf(times);
    },
    get reorder() {
      return reorder;
    },
    set reorder(many) {
      reorder = countOf(many);
      if (collected.length >= reorder) flushReversed();
    },
    get hold() {
      return hold;
    },
    set hold(on) {
      hold = on;
      if (!on && held.length > 0) postAll(held.splice(0));
    },
    get drop() {
      return drop;
    },
    set drop(many) {
      drop = countOf(many);
    },
  };

  return {
    faults,
    /** Undefined when the webhook may go; otherwise what stands in place of the provider's answer. */
    keepBack(body: Buffer, kind: WebhookKind): WebhookAnswer | undefined {
      if (hold && kind === 'status') {
        held.push(body);
        return keptBack('statuses are held');
      }
      if (drop > 0) {
        drop--;
        return keptBack('it is dropped');
      }
      if (reorder === 0) return undefined;
      collected.push(body);
      if (collected.length >= reorder) flushReversed();
      return keptBack('it goes out in another order');
    },
    /** Ends all faults; what was kept back goes out. */
    open(): void {
      duplicate = 0;
      drop = 0;
      flushReversed();
      faults.hold = false;
    },
    /** Ends all faults and forgets what was kept back. */
    clear(): void {
      held.length = 0;
      collected.length = 0;
      duplicate = reorder = drop = 0;
      hold = false;
    },
    snapshot: (): GateSnapshot => ({ duplicate, reorder, hold, drop, held: held.map(inBase64), collected: collected.map(inBase64) }),
    restore(snapshot: GateSnapshot): void {
      ({ duplicate, reorder, hold, drop } = snapshot);
      held.splice(0, held.length, ...snapshot.held.map(fromBase64));
      collected.splice(0, collected.length, ...snapshot.collected.map(fromBase64));
    },
  };
}

export const inBase64 = (bytes: Buffer): string => bytes.toString('base64');
export const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

function countOf(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no number of webhooks`);
  return value;
}

export type WebhookGate = ReturnType<typeof createWebhookGate>;
