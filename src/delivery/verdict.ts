import type { StoreTransaction } from '../store/store.ts';

/** What a delivery attempt came to. Decided by vendor codes, never by message text; the worker follows the kind alone. */
type Outcome =
  | { kind: 'delivered' }
  /** One step of several is done; go on at once. */
  | { kind: 'more' }
  /** Nothing was tried: until then a budget of ours is used up, or a file before it is still on its way. */
  | { kind: 'postponed'; at: number }
  /** Try the same again later. `at`: when the vendor says so. */
  | { kind: 'retry'; code: number; reason: string; at?: number }
  /** Only this recipient must wait, longer with each attempt. */
  | { kind: 'pause-recipient'; code: number; reason: string; at?: number }
  /** Nothing of this channel can be delivered there for now. */
  | { kind: 'pause-channel'; code: number; reason: string; at: number }
  /** Trying again gives the same answer. */
  | { kind: 'final'; code: number; reason: string }
  /** Nobody knows whether it was carried out, and carrying it out twice would show. */
  | { kind: 'unknown'; reason: string };

export type Verdict = Outcome & {
  /** Written in the transaction that settles the job. `leased` is false when the claim was lost meanwhile: then only what is true for everybody may be written. */
  record?(tx: StoreTransaction, leased: boolean): Promise<void>;
  /** Asked in that transaction before a pause of the channel begins: what it was for may be over since, and whoever ended it released the channel too early. */
  stillHolds?(tx: StoreTransaction): Promise<boolean>;
  /** Called after the job is settled as done. */
  afterwards?(): void;
};
