import type { MovableClock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import type { PipedriveSimulator } from '../pipedrive/simulator.ts';
import type { CustomerFile } from '../whatsapp/customer-message.ts';
import type { BusinessNumber } from '../whatsapp/options.ts';
import type { WhatsAppSimulator } from '../whatsapp/simulator.ts';

/** What the control API steers, and the little that it holds itself. */
export interface ControlWorld {
  version: string;
  clock: MovableClock;
  journal: Journal;
  whatsapp: WhatsAppSimulator;
  pipedrive: PipedriveSimulator;
  numbers: readonly BusinessNumber[];
  /** Where the three servers listen. */
  addresses(): { whatsapp: string; pipedrive: string; control: string };
  /** Of the webhook's handshake. */
  verifyToken: string;
  /** The one of the start, for a reset. */
  readonly startVerifyToken: string;
  /** Puts back what belongs to the start. */
  onReset(): Promise<void>;
  /** Files of POST /media by media id, for messages that name them. */
  files: Map<string, CustomerFile>;
}

/** The business number with that id, or the first one. */
export const numberOf = ({ numbers }: ControlWorld, id: string | undefined): BusinessNumber | undefined =>
  id === undefined ? numbers[0] : numbers.find((number) => number.id === id);

/** UTC milliseconds as ISO 8601; null stays null. */
export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
