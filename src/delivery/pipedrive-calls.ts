import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import type { Clock } from '../clock.ts';
import type { InstallationId } from '../store/ids.ts';
import type { Company } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { ApiClient, CallArguments } from './api-client.ts';
import type { BurstBudget, Caller } from './burst-budget.ts';
import { createCompanyGate } from './company-gate.ts';
import { NoAnswer } from './http-client.ts';
import type { PipedriveAccess, PipedriveAccounts } from './pipedrive-access.ts';
import { burstLimitOf, dayOf, type PipedriveAnswer, readPipedriveAnswer } from './pipedrive-answer.ts';
import { type PipedriveOperation, tokenCosts } from './pipedrive-costs.ts';
import { companyStopOf } from './pipedrive-reasons.ts';

/** An answer, with the time until which something lasts filled in, or why there was none. */
export type PipedriveOutcome =
  | Exclude<PipedriveAnswer, { kind: 'blocked' | 'burst-limit' | 'gone' }>
  | { kind: 'blocked' | 'burst-limit'; until: number }
  | { kind: 'gone'; code: number; until: number }
  /** Nothing was called: there is no token to call with. */
  | { kind: 'no-access'; code: number; reason: string; until: number }
  /** Nothing was called: a budget of ours is used up until then. */
  | { kind: 'waits'; until: number }
  | { kind: 'no-answer'; sent: boolean };

export interface PipedriveResult {
  outcome: PipedriveOutcome;
  /** Writes what the call cost and what was learnt of the company; true for everybody, so it is to be written whatever becomes of the caller's own work. */
  record(tx: StoreTransaction): Promise<void>;
}

/** Who calls, and under which installation. */
export interface CallContext {
  installationId: InstallationId;
  caller: Caller;
}

/** Calls an operation of Pipedrive's API. Never throws for what the other side does. */
export type PipedriveCalls = <Id extends PipedriveOperation>(
  operationId: Id,
  call: CallArguments<PipedriveTypes[Id]>,
  context: CallContext,
) => Promise<PipedriveResult>;

export interface PipedriveCallsOptions {
  store: Pick<Store, 'company'>;
  clock: Clock;
  accounts: PipedriveAccounts;
  burst: BurstBudget;
  /** How often an API that is gone is asked again by the queue, in milliseconds. */
  goneRetryMs: number;
  client(apiDomain: string): ApiClient<PipedriveTypes>;
  onCall(call: { operationId: PipedriveOperation; outcome: PipedriveOutcome['kind'] }): void;
}

/** These were refused before they cost anything. */
const FREE: ReadonlySet<PipedriveOutcome['kind']> = new Set([
  ...(['unauthorised', 'plan-ended', 'missing-scope', 'blocked', 'burst-limit', 'daily-limit'] as const),
]);

/** The one place where Pipedrive is called with a token: the company's standing is looked at, budgets are kept, the token is renewed once, and the answer is classified. */
export function createPipedriveCalls(options: PipedriveCallsOptions): PipedriveCalls {
  const { store, clock, accounts, burst, goneRetryMs, onCall } = options;
  const gate = createCompanyGate(goneRetryMs);

  const callOnce = async <Id extends PipedriveOperation>(
    operationId: Id,
    call: CallArguments<PipedriveTypes[Id]>,
    access: PipedriveAccess,
  ): Promise<PipedriveOutcome> => {
    const { installationId, companyId } = access;
    try {
      const answer = await options.client(access.apiDomain)(operationId, call, `Bearer ${access.accessToken}`);
      const now = clock.now();
      const read = readPipedriveAnswer(operationId, answer, now);
      burst.learn(installationId, burstLimitOf(answer));
      switch (read.kind) {
        case 'burst-limit':
          return { kind: 'burst-limit', until: burst.refused(installationId, read.until, now) };
        case 'blocked':
          return { kind: 'blocked', until: gate.blocked(companyId, read.until, now) };
        case 'gone':
          return { ...read, until: now + goneRetryMs };
        case 'ok':
          burst.accepted(installationId);
          gate.passed(companyId);
          return read;
        default:
          return read;
      }
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: 'no-answer', sent: error.sent };
      throw error;
    }
  };

  return async (operationId, call, { installationId, caller }) => {
    const spent: PipedriveOutcome[] = [];
    const ask = async (access: PipedriveAccess): Promise<PipedriveOutcome> => {
      const outcome = await callOnce(operationId, call, access);
      onCall({ operationId, outcome: outcome.kind });
      if (outcome.kind !== 'no-answer' || outcome.sent) spent.push(outcome);
      return outcome;
    };
    const result = (access: PipedriveAccess, before: Company | undefined, outcome: PipedriveOutcome): PipedriveResult => ({
      outcome,
      record: (tx) => record(tx, { operationId, companyId: access.companyId, before, spent, outcome, now: clock.now() }),
    });

    const access = await accounts.accessOf(installationId);
    if (access.kind === 'none') return { outcome: noAccess(access), record: async () => {} };
    const company = await store.company(access.companyId);
    const now = clock.now();
    const stopped = gate.stopOf(operationId, access.companyId, company, caller, now);
    if (stopped) return { outcome: stopped, record: async () => {} };
    try {
      const waitsUntil = burst.admit(installationId, caller, now);
      if (waitsUntil !== undefined) return { outcome: { kind: 'waits', until: waitsUntil }, record: async () => {} };
      const first = await ask(access);
      const doubt = doubtOf(first);
      if (!doubt) return result(access, company, first);
      await (doubt === 'apiDomain' ? accounts.doubted(access) : accounts.refused(access));
      const renewed = await accounts.accessOf(installationId);
      if (renewed.kind === 'none') return result(access, company, noAccess(renewed));
      // The same again gets the same answer.
      if (renewed[doubt] === access[doubt]) return result(access, company, first);
      return result(renewed, company, await ask(renewed));
    } finally {
      gate.leave(access.companyId, caller);
    }
  };
}

/**
 * What a fresh pair of tokens may put right: a token that is refused, or the address, which comes with every pair and changes when the company renames its domain. The old
 * one then answers 404, as an API does that is gone; 410 says so itself.
 */
function doubtOf(outcome: PipedriveOutcome): 'tokenVersion' | 'apiDomain' | undefined {
  if (outcome.kind === 'unauthorised') return 'tokenVersion';
  return outcome.kind === 'elsewhere' || (outcome.kind === 'gone' && outcome.code === 404) ? 'apiDomain' : undefined;
}

const noAccess = ({ code, reason, retryAt }: { code: number; reason: string; retryAt: number }): PipedriveOutcome => ({
  kind: 'no-access',
  code,
  reason,
  until: retryAt,
});

interface Learnt {
  operationId: PipedriveOperation;
  companyId: number;
  before: Company | undefined;
  spent: readonly PipedriveOutcome[];
  outcome: PipedriveOutcome;
  now: number;
}

async function record(tx: StoreTransaction, { operationId, companyId, before, spent, outcome, now }: Learnt): Promise<void> {
  if (spent.length > 0) {
    const tokens = spent.filter(({ kind }) => !FREE.has(kind)).length * tokenCosts[operationId];
    const refused = spent.filter(({ kind }) => kind === 'burst-limit' || kind === 'daily-limit').length;
    await tx.addSpend({ companyId, day: dayOf(now), operation: operationId, calls: spent.length, tokens, refused });
  }
  if (outcome.kind === 'daily-limit') await tx.noteCompany(companyId, { usedUpUntil: outcome.until });
  if (outcome.kind === 'gone') await tx.noteCompany(companyId, { channelsApi: 'gone', channelsApiCode: outcome.code, channelsApiAt: now });
  if (outcome.kind === 'ok') await recordSuccess(tx, { operationId, companyId, before, now });
  const stop = companyStopOf(outcome, now);
  if (stop) for (const channelId of await tx.activeChannelsOf(companyId)) await tx.hold({ channelId, destination: 'crm', ...stop }, now);
}

/** What a call that went through disproves is forgotten, and what waited because of it goes on. */
async function recordSuccess(
  tx: StoreTransaction,
  { operationId, companyId, before, now }: Pick<Learnt, 'operationId' | 'companyId' | 'before' | 'now'>,
): Promise<void> {
  const wasUsedUp = (before?.usedUpUntil ?? 0) > now;
  const isOfChannels = operationId !== 'getCurrentUser';
  if (wasUsedUp) await tx.noteCompany(companyId, { usedUpUntil: null });
  if (isOfChannels && before?.channelsApi !== 'offered') {
    await tx.noteCompany(companyId, { channelsApi: 'offered', channelsApiCode: null, channelsApiAt: now });
  }
  if (!wasUsedUp && !(isOfChannels && before?.channelsApi === 'gone')) return;
  for (const id of await tx.activeChannelsOf(companyId)) await tx.release(id, 'crm', now);
}
