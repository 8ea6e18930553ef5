import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createApiClient } from '../delivery/api-client.ts';
import { createApiDomainCheck } from '../delivery/api-domain.ts';
import { createHttpClient } from '../delivery/http-client.ts';
import { createKeepAlive } from '../delivery/keep-alive.ts';
import { createPipedriveInstalling } from '../delivery/pipedrive-installing.ts';
import { createPipedriveOAuth, GrantFailure } from '../delivery/pipedrive-oauth.ts';
import { createPipedriveTokens, type PipedriveTokens } from '../delivery/pipedrive-tokens.ts';
import { createInstallStates } from '../domain/install-states.ts';
import { AppError } from '../errors.ts';
import type { InstallServices } from '../handlers/console-services.ts';
import type { ChannelId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { observeRefreshes } from '../telemetry/observe-refreshes.ts';
import { derivedKey } from './derived-key.ts';

export interface AccountsOptions {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  firstChannelId: ChannelId;
  answerTimeoutMs: number;
  /** There may be work now. */
  wake(): void;
  onError(error: unknown): void;
}

/** Everything that has to do with who installed the app: tokens for whoever calls Pipedrive, and what the handlers need. */
export interface Accounts {
  tokens: PipedriveTokens;
  installing: InstallServices;
  start(): void;
  /** Lets nobody wait any longer; what was begun is finished. */
  stop(): Promise<void>;
  /** Closes the connections; call it once nobody asks for tokens any more. */
  close(): Promise<void>;
}

export function createAccounts({
  config,
  store,
  clock,
  log,
  metrics,
  firstChannelId,
  answerTimeoutMs,
  wake,
  onError,
}: AccountsOptions): Accounts {
  const now = () => clock.now();
  const { clientId, clientSecret, oauthUrl, apiUrl } = config.pipedrive;
  const http = createHttpClient({ connectTimeoutMs: 5000, answerTimeoutMs });
  const oauth = createPipedriveOAuth({
    ...{ oauthUrl, clientId, clientSecret, http, now },
    redirectUri: `${config.publicUrl}/auth/pipedrive/callback`,
    acceptedApiDomain: createApiDomainCheck(apiUrl),
  });
  const tokens = createPipedriveTokens({ store, clock, oauth, onRefresh: observeRefreshes(metrics, log), onError });
  const keepAlive = createKeepAlive({ store, clock, keepAlive: tokens.keepAlive, onError });
  const installing: InstallServices = {
    ...{ store, clock, firstChannelId, clientId },
    graceDays: config.uninstallGraceDays,
    needsCompany: config.pipedrive.channels !== 'off',
    pipedrive: createPipedriveInstalling({
      oauth,
      pipedrive: (address) => createApiClient<PipedriveTypes>(pipedriveOperations, address, http),
    }),
    states: createInstallStates({ keys: config.encryptionKeys.map((key) => derivedKey(key, 'install states')), now }),
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
      wake();
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
    close: http.close,
  };
}

const notRevoked = (cause: GrantFailure): AppError =>
  new AppError(
    'PIPEDRIVE_FAILED',
    `${cause.message}, so that the tokens may still be good there. Nothing was ended here; repeat it later, or uninstall the app in Pipedrive.`,
    { cause },
  );
