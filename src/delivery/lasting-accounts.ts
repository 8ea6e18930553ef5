import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { PipedriveAccounts } from './pipedrive-access.ts';

const ASK_AGAIN_MS = 10 * 60_000;

/** Hands out the stored tokens as they are, for installations whose tokens never end (`connectLastingly`): nothing is refreshed. */
export function createLastingAccounts({ store, clock }: { store: Pick<Store, 'installationTokens'>; clock: Clock }): PipedriveAccounts {
  return {
    async accessOf(id) {
      const installation = await store.installationTokens(id);
      if (installation?.state !== 'active') {
        const reason = installation?.note ?? 'the Pipedrive company is not connected any more';
        return { kind: 'none', code: 0, reason, retryAt: clock.now() + ASK_AGAIN_MS };
      }
      const { companyId, accessToken, apiDomain, tokenVersion } = installation;
      return { kind: 'access', installationId: id, companyId, accessToken, apiDomain, tokenVersion };
    },
    async refused() {},
  };
}
