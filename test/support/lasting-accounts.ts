import type { Clock } from '../../src/clock.ts';
import type { PipedriveAccounts } from '../../src/delivery/pipedrive-access.ts';
import { createPipedriveTokens } from '../../src/delivery/pipedrive-tokens.ts';
import type { Store } from '../../src/store/store.ts';

/** Tokens of `connectLastingly`, which nobody refreshes. */
export const createLastingAccounts = ({ store, clock }: { store: Store; clock: Clock }): PipedriveAccounts =>
  createPipedriveTokens({
    store,
    clock,
    oauth: { refresh: () => Promise.reject(new Error('nobody refreshes a lasting token')), revoke: async () => {} },
    onRefresh() {},
    onError(error) {
      throw error;
    },
  });
