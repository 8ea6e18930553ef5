import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ApiClient } from '../delivery/api-client.ts';
import type { HttpClient } from '../delivery/http-client.ts';
import type { PipedriveAccounts } from '../delivery/pipedrive-access.ts';
import type { StoreReads } from '../store/store.ts';

/** Everything the checks look at and call. They change nothing, but for one raw delivery without content that the signature check leaves. */
export interface Bench {
  config: Config;
  clock: Clock;
  store: StoreReads;
  http: HttpClient;
  whatsapp: ApiClient<WhatsAppTypes>;
  pipedrive(apiDomain: string): ApiClient<PipedriveTypes>;
  accounts: PipedriveAccounts;
  /** An address that only this configuration can have made, to a picture that is always there. */
  ownPicture: string;
  mediaLink(channelId: string, attachmentId: string): string;
  /** The manifest that was uploaded in the Developer Hub, or why it cannot be read; undefined when nobody named it. */
  uploadedManifest?: { manifest: unknown } | { unreadable: string } | undefined;
}
