import type { Clock } from '../../src/clock.ts';
import type { AccessToken } from './access-token.ts';
import { GraphFailure, unknownObject } from './graph-failure.ts';
import type { Throughput } from './limits.ts';
import type { MediaStore } from './media-store.ts';
import type { BusinessNumber, WhatsAppSettings } from './options.ts';
import type { People, Resident } from './people.ts';
import type { Schedule } from './schedule.ts';
import type { DueStatus } from './statuses.ts';
import type { WebhookKind } from './webhook-gate.ts';
import type { WebhookAnswer } from './webhook-sender.ts';

/** Everything the handlers of the simulated Meta look at and change. */
export interface WhatsAppWorld {
  clock: Clock;
  numbers: readonly BusinessNumber[];
  settings(): WhatsAppSettings;
  token: AccessToken;
  people: People;
  media: MediaStore;
  throughput: Throughput;
  statuses: Schedule<DueStatus>;
  /** Where this simulator listens. */
  baseUrl(): string;
  /** Tells that something on a person's phone is new or different. */
  changed(person: Resident, message?: { id: string; phoneNumberId: string }): void;
  /** Posts a webhook, unless a fault keeps it back. Never rejects. */
  post(body: Buffer, kind: WebhookKind): Promise<WebhookAnswer>;
}

/** The numbers of a business account that the token may manage. Throws what Meta answers without the permission, and for an unknown account. */
export function numbersOfAccount(world: WhatsAppWorld, businessAccountId: string): readonly BusinessNumber[] {
  requireScope(world, 'whatsapp_business_management', 200);
  const numbers = world.numbers.filter((number) => number.businessAccountId === businessAccountId);
  if (numbers.length === 0) throw unknownObject(businessAccountId);
  return numbers;
}

/** Throws what Meta answers to a token that lacks a permission. */
export function requireScope(world: WhatsAppWorld, scope: string, code: 10 | 200): void {
  if (world.settings().app.scopes.includes(scope)) return;
  throw new GraphFailure({ status: 403, code, details: `The token lacks the permission ${scope}.` });
}

/** The business number with that id. Throws what Meta answers for an unknown one. */
export function businessNumber(world: WhatsAppWorld, id: string): BusinessNumber {
  const number = world.numbers.find((candidate) => candidate.id === id);
  if (!number) throw unknownObject(id);
  return number;
}
