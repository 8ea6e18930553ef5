import type { components as ApiComponents } from '../../generated/pipedrive-api/types.ts';
import type { components as ProviderComponents } from '../../generated/pipedrive-provider/types.ts';
import type { Clock } from '../../src/clock.ts';

export type ApiSchemas = ApiComponents['schemas'];
export type ProviderSchemas = ProviderComponents['schemas'];

export interface PipedriveSimulatorOptions {
  clock: Clock;
  /** 127.0.0.1 unless told. */
  host?: string;
  clientId: string;
  clientSecret: string;
  /** Where the provider listens, without a path; asked anew for every call. */
  providerUrl: () => string;
  /** An access token that is valid from the start and never expires. */
  accessToken?: string;
}
