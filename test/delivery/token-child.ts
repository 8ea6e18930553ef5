import { systemClock } from '../../src/clock.ts';
import { createApiDomainCheck } from '../../src/delivery/api-domain.ts';
import { createHttpClient } from '../../src/delivery/http-client.ts';
import { createPipedriveOAuth } from '../../src/delivery/pipedrive-oauth.ts';
import { createPipedriveTokens } from '../../src/delivery/pipedrive-tokens.ts';
import type { InstallationId } from '../../src/store/ids.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';

/** What the parent gives, and what it gets back. */
export interface TokenOrder {
  file: string;
  key: string;
  oauthUrl: string;
  installationId: string;
  requests: number;
}
export type TokenReport = { kind: 'ready' } | { kind: 'done'; tokens: string[]; reasons: string[]; errors: string[] };

/** A process of its own that asks for the same token many times at once, when it is told to. */
const order = JSON.parse(String(process.env['TOKEN_ORDER'])) as TokenOrder;
const tell = (report: TokenReport) => process.send?.(report);
const now = () => systemClock.now();
const store = openSqliteStore({ path: order.file, secrets: createSecretBox([Buffer.from(order.key, 'base64')]), now });
const http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 5000 });
const errors: string[] = [];
const tokens = createPipedriveTokens({
  store,
  clock: systemClock,
  oauth: createPipedriveOAuth({
    ...{ oauthUrl: order.oauthUrl, clientId: 'client-id', clientSecret: 'client-secret', http, now },
    redirectUri: 'https://provider.example/auth/pipedrive/callback',
    acceptedApiDomain: createApiDomainCheck(order.oauthUrl),
  }),
  onRefresh() {},
  onError: (error) => errors.push(String(error)),
});
// Listening for messages keeps the process alive while nothing but a timer of the clock is under way.
process.on('message', async () => {
  const all = await Promise.all(Array.from({ length: order.requests }, () => tokens.accessOf(order.installationId as InstallationId)));
  tell({
    kind: 'done',
    tokens: all.flatMap((access) => (access.kind === 'access' ? [access.accessToken] : [])),
    reasons: all.flatMap((access) => (access.kind === 'none' ? [access.reason] : [])),
    errors,
  });
  await http.close();
  await store.close();
  process.disconnect();
});
tell({ kind: 'ready' });
