import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createApiClient } from '../delivery/api-client.ts';
import { createApiDomainCheck } from '../delivery/api-domain.ts';
import type { HttpClient } from '../delivery/http-client.ts';
import { createKeepAlive } from '../delivery/keep-alive.ts';
import { createPipedriveInstalling } from '../delivery/pipedrive-installing.ts';
import { createPipedriveOAuth, GrantFailure } from '../delivery/pipedrive-oauth.ts';
import { createPipedriveTokens, type PipedriveTokens, type PipedriveTokensOptions } from '../delivery/pipedrive-tokens.ts';
import { createInstallStates } from '../domain/install-states.ts';
import { AppError } from '../errors.ts';
import type { InstallServices } from '../handlers/console-services.ts';
import type { ChannelId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { observeRefreshes } from '../telemetry/observe-refreshes.ts';
import { derivedKeys } from './derived-keys.ts';

export interface AccountsOptions {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  firstChannelId: ChannelId;
  http: HttpClient;
  /** A company's user installed, so that what waited for it can go on. */
  onInstalled(): void;
  onError(error: unknown): void;
}

/** Everything that has to do with who installed the app: tokens for whoever calls Pipedrive, and what the handlers need. */
export interface Accounts {
  tokens: PipedriveTokens;
  installing: InstallServices;
  start(): void;
  /** Lets nobody wait any longer; what was begun is finished. */
  stop(): Promise<void>;
}

export function createAccounts({
  config,
  store,
  clock,
  log,
  metrics,
  firstChannelId,
  http,
  onInstalled,
  onError,
}: AccountsOptions): Accounts {
  const now = () => clock.now();
  const { clientId } = config.pipedrive;
  const { oauth, tokens } = createTokens({ config, store, clock, http, onRefresh: observeRefreshes(metrics, log), onError });
  const keepAlive = createKeepAlive({ store, clock, keepAlive: tokens.keepAlive, onError });
  const installing: InstallServices = {
    ...{ store, clock, firstChannelId, clientId },
    graceDays: config.uninstallGraceDays,
    needsCompany: config.pipedrive.channels !== 'off',
    pipedrive: createPipedriveInstalling({
      oauth,
      pipedrive: (address) => createApiClient<PipedriveTypes>(pipedriveOperations, address, http),
    }),
    states: createInstallStates({ keys: derivedKeys(config.encryptionKeys, 'install states'), now }),
    authorizeUrl: oauth.authorizeUrl,
    async revoke(id, end) {
      try {
        await tokens.revoke(id, end);
      } catch (error) {
        throw error instanceof GrantFailure ? notRevoked(error) : error;
      }
      log.info({ installationId: id }, 'installation revoked in the console');
    },
    onInstalled({ installation: { id, companyId, isAdmin }, channels }) {
      const given = channels.some((channel) => channel.id === firstChannelId);
      log.info(
        { installationId: id, companyId, isAdmin, channels: channels.length, hasSettingsChannel: given },
        'Pipedrive company connected',
      );
      onInstalled();
    },
    onNotice: (notice) => log.info(notice, 'Pipedrive told of an installation'),
  };
  return {
    tokens,
    installing,
    start: keepAlive.start,
    async stop() {
      tokens.stop();
      await keepAlive.stop();
    },
  };
}

export interface TokenOptions extends Pick<AccountsOptions, 'config' | 'store' | 'clock' | 'http' | 'onError'> {
  onRefresh: PipedriveTokensOptions['onRefresh'];
}

/** The OAuth host of the settings, and the tokens that come from there. */
export function createTokens({ config, store, clock, http, onRefresh, onError }: TokenOptions) {
  const { clientId, clientSecret, oauthUrl, apiUrl } = config.pipedrive;
  const oauth = createPipedriveOAuth({
    ...{ oauthUrl, clientId, clientSecret, http, now: () => clock.now() },
    redirectUri: `${config.publicUrl}/auth/pipedrive/callback`,
    acceptedApiDomain: createApiDomainCheck(apiUrl),
  });
  return { oauth, tokens: createPipedriveTokens({ store, clock, oauth, onRefresh, onError }) };
}

const notRevoked = (cause: GrantFailure): AppError =>
  new AppError(
    'PIPEDRIVE_FAILED',
    `${cause.message}, so that the tokens may still be good there. Nothing was ended here; repeat it later, or uninstall the app in Pipedrive.`,
    { cause },
  );
