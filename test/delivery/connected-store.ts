import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPipedriveSimulator, type PipedriveSimulator } from '../../mocks/pipedrive/simulator.ts';
import { createApiDomainCheck } from '../../src/delivery/api-domain.ts';
import { createHttpClient } from '../../src/delivery/http-client.ts';
import type { PipedriveAccess } from '../../src/delivery/pipedrive-access.ts';
import { createPipedriveOAuth, GrantFailure, type PipedriveOAuth } from '../../src/delivery/pipedrive-oauth.ts';
import { createPipedriveTokens, type PipedriveTokens, type RefreshEvent } from '../../src/delivery/pipedrive-tokens.ts';
import type { InstallationId } from '../../src/store/ids.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

export const CALLBACK = 'https://provider.example/auth/pipedrive/callback';
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** A store with one installation that was made at the simulated Pipedrive, on a clock that stands still. */
export interface ConnectedStore {
  clock: VirtualClock;
  pipedrive: PipedriveSimulator;
  store: Store;
  file: string;
  key: Buffer;
  oauth: PipedriveOAuth;
  installationId: InstallationId;
  events: RefreshEvent[];
  errors: unknown[];
  /** One process's token service, on the store and OAuth host given, or the usual ones. */
  tokens(instead?: { store?: Store; oauth?: PipedriveOAuth }): PipedriveTokens;
  /** A second connection to the same file, as another process has. */
  anotherStore(): Store;
  /** How often the token endpoint was asked for something. */
  refreshes(): number;
  /** How often a refresh token was refused there. */
  refusals(): number;
  /** Whether Pipedrive takes the access token. */
  isGood(access: PipedriveAccess): Promise<boolean>;
  install(choice?: { companyId?: number; userId?: number }): Promise<InstallationId>;
  remove(): Promise<void>;
}

export async function connectStore(settings: { rotateRefreshTokens?: boolean } = {}): Promise<ConnectedStore> {
  const folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  const file = join(folder, 'provider.db');
  const key = randomBytes(32);
  const clock = createVirtualClock(Date.UTC(2026, 10, 20, 12));
  const now = () => clock.now();
  const [clientId, clientSecret] = ['client-id', 'client-secret'];
  const pipedrive = createPipedriveSimulator({
    ...{ clock, clientId, clientSecret, callbackUrl: CALLBACK, ...settings },
    providerUrl: () => '',
  });
  const url = await pipedrive.start();
  const http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 2000 });
  const asked = { refresh: 0, refused: 0 };
  const real = createPipedriveOAuth({
    ...{ oauthUrl: url, clientId, clientSecret, redirectUri: CALLBACK, http, now },
    acceptedApiDomain: createApiDomainCheck(url),
  });
  const oauth: PipedriveOAuth = {
    ...real,
    async refresh(refreshToken) {
      asked.refresh += 1;
      try {
        return await real.refresh(refreshToken);
      } catch (error) {
        if (error instanceof GrantFailure && error.kind === 'refused') asked.refused += 1;
        throw error;
      }
    },
  };
  const stores: Store[] = [];
  const anotherStore = () => {
    const store = openSqliteStore({ path: file, secrets: createSecretBox([key]), now });
    stores.push(store);
    return store;
  };
  const store = anotherStore();
  const events: RefreshEvent[] = [];
  const errors: unknown[] = [];
  const install = async (choice = {}) => {
    const code = new URL(pipedrive.consent({ ...choice, decision: 'allow' })).searchParams.get('code') ?? '';
    const grant = await oauth.exchange(code);
    const user = { companyId: 12345678, userId: 23456789, companyName: 'Harbour Sales', userName: 'Sam', isAdmin: true, ...choice };
    return store.transaction(async (tx) => tx.saveInstallation(user, grant, now()));
  };
  return {
    ...{ clock, pipedrive, store, file, key, oauth, events, errors, anotherStore, install },
    installationId: await install(),
    tokens: (instead = {}) =>
      createPipedriveTokens({
        ...{ store, oauth, ...instead, clock },
        onRefresh: (event) => events.push(event),
        onError: (error) => errors.push(error),
      }),
    refreshes: () => asked.refresh,
    refusals: () => asked.refused,
    async isGood({ accessToken, apiDomain }) {
      const answer = await http.send({
        method: 'GET',
        url: `${apiDomain}/v1/users/me`,
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return answer.status === 200;
    },
    async remove() {
      for (const open of stores) await open.close();
      await http.close();
      await pipedrive.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An access that must be there. */
export function granted(access: Awaited<ReturnType<PipedriveTokens['accessOf']>>): PipedriveAccess {
  if (access.kind === 'none') throw new Error(`no access: ${access.reason}`);
  return access;
}
