import { operations } from '../../generated/pipedrive-api/operations.ts';
import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import { createApiClient } from '../../src/delivery/api-client.ts';
import { createBurstBudget } from '../../src/delivery/burst-budget.ts';
import type { HttpClient } from '../../src/delivery/http-client.ts';
import { createPipedriveCalls, type PipedriveCalls, type PipedriveCallsOptions } from '../../src/delivery/pipedrive-calls.ts';
import { createLastingAccounts } from '../support/lasting-accounts.ts';
import type { SeededStore } from './seeded-store.ts';

/** Calls on whatever vendor a channel of the store is connected to. */
export const callsOnVendor = (
  { store, clock }: Pick<SeededStore, 'store' | 'clock'>,
  http: HttpClient,
  changes: Partial<PipedriveCallsOptions> = {},
): PipedriveCalls =>
  createPipedriveCalls({
    store,
    clock,
    accounts: createLastingAccounts({ store, clock }),
    burst: createBurstBudget(),
    goneRetryMs: 3_600_000,
    client: (apiDomain) => createApiClient<PipedriveTypes>(operations, apiDomain, http),
    onCall() {},
    ...changes,
  });
