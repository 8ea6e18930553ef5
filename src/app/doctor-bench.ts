import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createApiClient } from '../delivery/api-client.ts';
import { companyApiOf } from '../delivery/api-domain.ts';
import type { HttpClient } from '../delivery/http-client.ts';
import type { PipedriveAccounts } from '../delivery/pipedrive-access.ts';
import type { Bench } from '../doctor/bench.ts';
import type { Avatars } from '../domain/avatars.ts';
import type { MediaLinks } from '../domain/media-links.ts';
import type { Store } from '../store/store.ts';

export interface DoctorParts {
  config: Config;
  clock: Clock;
  store: Store;
  http: HttpClient;
  avatars: Avatars;
  links: MediaLinks;
  accounts: PipedriveAccounts;
}

/** What the doctor works with, from the provider's own parts. */
export const createBench = ({ config, clock, store, http, avatars, links, accounts }: DoctorParts): Bench => ({
  ...{ config, clock, store, http, accounts },
  whatsapp: createApiClient<WhatsAppTypes>(whatsappOperations, config.whatsapp.apiUrl, http),
  pipedrive: (apiDomain) => createApiClient<PipedriveTypes>(pipedriveOperations, companyApiOf(apiDomain), http),
  ownPicture: avatars.linkTo('doctor'),
  mediaLink: links.linkTo,
});
