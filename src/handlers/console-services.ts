import type { OperationTypes } from '../../generated/console/index.ts';
import type { Clock } from '../clock.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Avatars } from '../domain/avatars.ts';
import type { Cursors } from '../domain/cursor.ts';
import type { InboundServices } from '../domain/intake.ts';
import type { Playground } from '../domain/playground.ts';
import type { Finding } from '../domain/set-up-report.ts';
import type { EventStreams } from '../journal/event-stream.ts';
import type { ExchangeJournal } from '../journal/exchange-journal.ts';
import type { Openness } from '../journal/show-exchange.ts';
import type { Store } from '../store/store.ts';

/** What somebody who looks inside is shown, and how much of it. */
export interface Look {
  journal: ExchangeJournal;
  streams: EventStreams;
  openness: Openness;
}

/** What the handlers of the console contract need. */
export interface ConsoleServices {
  store: Store;
  clock: Clock;
  version: string;
  mode: 'sandbox' | 'live';
  publicUrl: string;
  mediaFolder: string;
  avatars: Avatars;
  cursors: Cursors;
  /** What a delivery is taken in again with. */
  inbound: InboundServices;
  look: Look;
  /** Examines the set-up; given the manifest that was uploaded, when somebody has it. */
  examine(uploadedManifest: unknown): Promise<Finding[]>;
  playground: Playground | undefined;
  /** True once the process was asked to stop. */
  isDraining(): boolean;
  exposeMetrics(): Promise<string>;
}

export type ConsoleHandler<Id extends keyof OperationTypes> = OperationHandler<OperationTypes[Id]>;
