import type { components as ApiComponents } from '../../generated/pipedrive-api/types.ts';
import type { components as ProviderComponents } from '../../generated/pipedrive-provider/types.ts';
import type { Clock } from '../../src/clock.ts';
import type { Journal } from '../journal.ts';
import type { CompanyAtStart } from './companies.ts';
import type { Endpoints } from './endpoints.ts';
import type { SettingsChange } from './settings.ts';

export type ApiSchemas = ApiComponents['schemas'];
export type ProviderSchemas = ProviderComponents['schemas'];

export interface PipedriveSimulatorOptions
  extends Omit<SettingsChange, 'providerUrl' | 'endpoints' | 'clientId' | 'clientSecret' | 'accessToken'> {
  clock: Clock;
  /** 127.0.0.1 unless told. */
  host?: string;
  clientId: string;
  clientSecret: string;
  /** Where the provider listens, without a path; asked anew for every call. */
  providerUrl: () => string;
  /** Addresses of a provider whose paths are not ours, as its manifest gives them; what is missing is looked for below `providerUrl`. A function is asked anew for every call. */
  endpoints?: Endpoints | (() => Endpoints);
  /** Who uses Pipedrive; one company with one administrator unless told. What nobody names belongs to the first user of the first company. */
  companies?: readonly CompanyAtStart[];
  /** An access token of that user that is valid from the start and never expires by itself. */
  accessToken?: string;
  /** Records every call that is served and every call made on the provider. */
  journal?: Journal;
  /** Hears of everything that changes in the inbox, after it did. */
  onChange?(change: InboxChange): void;
}

/** What changed in the inbox; null: any of them. */
export interface InboxChange {
  channelId: string | null;
  conversationId: string | null;
  messageId: string | null;
}
