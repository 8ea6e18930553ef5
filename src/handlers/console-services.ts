import type { OperationTypes } from '../../generated/console/index.ts';
import type { Clock } from '../clock.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Avatars } from '../domain/avatars.ts';
import type { ChannelLifeServices } from '../domain/channel-life.ts';
import type { Cursors } from '../domain/cursor.ts';
import type { Playground } from '../domain/playground.ts';
import type { QuarantineServices } from '../domain/quarantine.ts';
import type { Finding } from '../domain/set-up-report.ts';
import type { Store } from '../store/store.ts';

/** What the handlers of the console contract need. */
export interface ConsoleServices {
  store: Store;
  clock: Clock;
  version: string;
  mode: 'sandbox' | 'live';
  publicUrl: string;
  mediaFolder: string;
  avatars: Avatars;
  /** Examines the set-up; given the manifest that was uploaded, when somebody has it. */
  examine(uploadedManifest: unknown): Promise<Finding[]>;
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
  channelLife: ChannelLifeServices;
}

export type ConsoleHandler<Id extends keyof OperationTypes> = OperationHandler<OperationTypes[Id]>;
