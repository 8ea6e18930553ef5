import type { OperationTypes } from '../../generated/console/index.ts';
import type { Clock } from '../clock.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Cursors } from '../domain/cursor.ts';
import type { Playground } from '../domain/playground.ts';
import type { QuarantineServices } from '../domain/quarantine.ts';
import type { Store } from '../store/store.ts';

/** What the handlers of the console contract need. */
export interface ConsoleServices {
  store: Store;
  clock: Clock;
  version: string;
  mode: 'sandbox' | 'live';
  publicUrl: string;
  mediaFolder: string;
  playground: Playground | undefined;
  cursors: Cursors;
  quarantine: QuarantineServices;
  /** There is something to deliver now. */
  onQueued(): void;
  /** There is something to erase now. */
  onErasure(): void;
  /** True once the process was asked to stop. */
  isDraining(): boolean;
  exposeMetrics(): Promise<string>;
}

export type ConsoleHandler<Id extends keyof OperationTypes> = OperationHandler<OperationTypes[Id]>;
