import type { Clock } from '../../src/clock.ts';
import { unknownObject } from './graph-failure.ts';
import type { Handsets } from './handsets.ts';
import type { MediaStore } from './media-store.ts';
import type { BusinessNumber, StatusDelays, Template } from './options.ts';

/** Everything the handlers of the simulated Meta look at and change. */
export interface WhatsAppWorld {
  clock: Clock;
  accessToken: string;
  numbers: readonly BusinessNumber[];
  templates: readonly Template[];
  statusDelayMs: StatusDelays;
  handsets: Handsets;
  media: MediaStore;
  /** Where this simulator listens. */
  baseUrl(): string;
  webhookUrl(): string;
  /** Sends a status webhook, now or when statuses are no longer held back. */
  postStatus(body: Buffer): void;
}

/** The business number with that id. Throws what Meta answers for an unknown one. */
export function businessNumber(world: WhatsAppWorld, id: string): BusinessNumber {
  const number = world.numbers.find((candidate) => candidate.id === id);
  if (!number) throw unknownObject(id);
  return number;
}
