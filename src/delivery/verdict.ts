/** What a delivery attempt came to. Decided by vendor codes, never by message text; the worker follows the kind alone. */
export type Verdict =
  | { kind: 'delivered' }
  /** One step of several is done and recorded; go on at once. */
  | { kind: 'more' }
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
