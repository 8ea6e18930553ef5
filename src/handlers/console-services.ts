import type { OperationTypes } from '../../generated/console/index.ts';
import type { components } from '../../generated/console/types.ts';
import type { Clock } from '../clock.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Avatars } from '../domain/avatars.ts';
import type { ChannelLifeServices } from '../domain/channel-life.ts';
import type { Cursors } from '../domain/cursor.ts';
import type { InstallStates } from '../domain/install-states.ts';
import type { Installed, InstallOptions } from '../domain/installing.ts';
import type { Playground } from '../domain/playground.ts';
import type { QuarantineServices } from '../domain/quarantine.ts';
import type { SetUp } from '../domain/set-up.ts';
import type { Finding } from '../domain/set-up-report.ts';
import type { EventStreams } from '../journal/event-stream.ts';
import type { Events } from '../journal/events.ts';
import type { ExchangeJournal } from '../journal/exchange-journal.ts';
import type { Openness } from '../journal/show-exchange.ts';
import type { ChannelId, InstallationId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';

export type ContractSummary = components['schemas']['ContractSummary'];
export type ContractCoverage = components['schemas']['ContractCoverage'];

/** The documents in `openapi/`. */
export interface ContractDocuments {
  /** The text; undefined when there is no such document. */
  read(fileName: string): Promise<string | undefined>;
  list(): Promise<ContractSummary[]>;
  /** What the tests exercised, when somebody made the coverage map here. */
  coverage(): Promise<ContractCoverage | undefined>;
}

/** A file of the page, in an encoding that its browser reads. */
export interface PageFile {
  contentType: string;
  encoding: 'br' | 'gzip' | 'identity';
  etag: string;
  bytes: Buffer;
}

/** What somebody who looks inside is shown, and how much of it. */
export interface Look {
  events: Pick<Events, 'publish'>;
  journal: ExchangeJournal;
  streams: EventStreams;
  openness: Openness;
}

/** What Pipedrive told at the callback URL, and what came of it. */
export interface InstallNotice {
  notice: 'uninstall' | 'shared' | 'not-shared';
  companyId: number;
  outcome: string;
}

/** What installing, sharing and uninstalling need. */
export interface InstallServices extends InstallOptions {
  states: InstallStates;
  clientId: string;
  /** Whether anything is to be delivered to Pipedrive. */
  needsCompany: boolean;
  /** Days between an uninstall and the erasing. */
  graceDays: number;
  /** The page on which a user allows the app. */
  authorizeUrl(state: string): string;
  /** Ends the tokens at Pipedrive, and then does `end`. Throws PIPEDRIVE_FAILED, with nothing done, when Pipedrive does not confirm. */
  revoke(id: InstallationId, end: () => Promise<void>): Promise<void>;
  onInstalled(installed: Installed): void;
  onNotice(notice: InstallNotice): void;
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
  look: Look;
  /** The page and what it loads; undefined for what is not there. */
  page: {
    index(acceptEncoding: string | undefined): Promise<PageFile | undefined>;
    asset(group: string, name: string, acceptEncoding: string | undefined): Promise<PageFile | undefined>;
  };
  /** Examines the set-up; given the manifest that was uploaded, when somebody has it. */
  examine(uploadedManifest: unknown): Promise<Finding[]>;
  /** How far the set-up is, without asking anybody. */
  readSetUp(): Promise<SetUp>;
  contracts: ContractDocuments;
  /** The access token of the settings, for channels that bring none. */
  settingsToken: string;
  playground: Playground | undefined;
  /** The channel of the settings' phone number, which a clean slate leaves in any case. */
  ownChannelId(): ChannelId;
  /** Removes a file of the media folder; one that is not there is none. */
  removeMedia(name: string): Promise<void>;
  cursors: Cursors;
  quarantine: QuarantineServices;
  /** There is something to deliver now. */
  onQueued(): void;
  /** There is something to erase now. */
  onErasure(): void;
  installing: InstallServices;
  /** True once the process was asked to stop. */
  isDraining(): boolean;
  exposeMetrics(): Promise<string>;
  channelLife: ChannelLifeServices;
}

export type ConsoleHandler<Id extends keyof OperationTypes> = OperationHandler<OperationTypes[Id]>;
