import type { BreachKind } from './breaches.ts';

/** What went wrong with a call on the provider, as the breach that it is. */
export class ProviderFailure extends Error {
  readonly kind: BreachKind;
  /** What the provider answered; 0 when it did not. */
  readonly status: number;

  constructor(kind: BreachKind, message: string, status = 200) {
    super(message);
    this.name = 'ProviderFailure';
    this.kind = kind;
    this.status = status;
  }
}
