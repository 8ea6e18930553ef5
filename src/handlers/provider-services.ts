import type { OperationTypes } from '../../generated/pipedrive-provider/index.ts';
import type { Clock } from '../clock.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Avatars } from '../domain/avatars.ts';
import { usableChannel } from '../domain/channels.ts';
import type { Cursors } from '../domain/cursor.ts';
import type { MediaLinks } from '../domain/media-links.ts';
import type { OutboundServices } from '../domain/outbound.ts';
import type { RateLimit } from '../domain/rate-limit.ts';
import type { Templates } from '../domain/templates.ts';
import { AppError } from '../errors.ts';
import type { Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** What the handlers of the provider contract need. */
export interface ProviderServices extends OutboundServices {
  store: Store;
  clock: Clock;
  cursors: Cursors;
  links: MediaLinks;
  avatars: Avatars;
  rateLimit: RateLimit;
  templates: Templates;
  /** Hears of failures that no answer can carry any more. */
  onBackgroundError(error: unknown): void;
}

export type ProviderHandler<Id extends keyof OperationTypes> = OperationHandler<OperationTypes[Id]>;

type Gate = Pick<ProviderServices, 'store' | 'clock' | 'rateLimit'>;

/** Throws RATE_LIMIT_EXCEEDED when one channel asks for more than its share. */
export function assertWithinRate({ clock, rateLimit }: Omit<Gate, 'store'>, channelId: string): void {
  const retryAt = rateLimit.check(channelId, clock.now());
  if (retryAt === undefined) return;
  throw new AppError('RATE_LIMIT_EXCEEDED', 'This channel is called too often. Nothing was stored; try again when the time has come.', {
    retryAt,
  });
}

/** The channel a call is about, when the call may pass. Throws RATE_LIMIT_EXCEEDED, and what `usableChannel` throws. */
export async function admit(gate: Gate, channelId: string): Promise<Channel> {
  assertWithinRate(gate, channelId);
  return usableChannel(gate.store, channelId);
}
