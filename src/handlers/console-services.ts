import type { OperationTypes } from '../../generated/console/index.ts';
import type { Clock } from '../clock.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Avatars } from '../domain/avatars.ts';
import type { ChannelLifeServices } from '../domain/channel-life.ts';
import type { Playground } from '../domain/playground.ts';
import type { Finding } from '../domain/set-up-report.ts';
import type { Store } from '../store/store.ts';

/** A file of the page, in an encoding that its browser reads. */
export interface PageFile {
  contentType: string;
  encoding: 'br' | 'gzip' | 'identity';
  etag: string;
  bytes: Buffer;
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
  /** The page and what it loads; undefined for what is not there. */
  page: {
    index(acceptEncoding: string | undefined): Promise<PageFile | undefined>;
    asset(group: string, name: string, acceptEncoding: string | undefined): Promise<PageFile | undefined>;
  };
  /** Examines the set-up; given the manifest that was uploaded, when somebody has it. */
  examine(uploadedManifest: unknown): Promise<Finding[]>;
  playground: Playground | undefined;
  /** True once the process was asked to stop. */
  isDraining(): boolean;
  exposeMetrics(): Promise<string>;
  channelLife: ChannelLifeServices;
}

export type ConsoleHandler<Id extends keyof OperationTypes> = OperationHandler<OperationTypes[Id]>;
