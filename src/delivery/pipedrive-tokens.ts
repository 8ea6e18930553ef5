import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { InstallationId } from '../store/ids.ts';
import type { Grant, Installation } from '../store/records.ts';
import type { InstallationTokens, Store } from '../store/store.ts';
import type { NoAccess, PipedriveAccess, PipedriveAccounts } from './pipedrive-access.ts';
import { GrantFailure, type PipedriveOAuth } from './pipedrive-oauth.ts';
import { createTokenSetbacks } from './token-setbacks.ts';

/** What became of a refresh, in words that may be logged. */
export interface RefreshEvent {
  installationId: InstallationId;
  outcome: 'refreshed' | 'paused' | 'failed';
  reason?: string;
}

export interface PipedriveTokensOptions {
  store: Store;
  clock: Clock;
  oauth: Pick<PipedriveOAuth, 'refresh' | 'revoke'>;
  onRefresh(event: RefreshEvent): void;
  onError(error: unknown): void;
}

export interface PipedriveTokens extends PipedriveAccounts {
  /** Uses the refresh token of this pair now, so that it does not end by being idle. Does nothing when the pair was replaced already. */
  keepAlive(seen: Pick<Installation, 'id' | 'tokenVersion'>): Promise<void>;
  /** Ends the refresh token at Pipedrive while nobody refreshes it, and then does `end`. Throws GrantFailure, with nothing done, when Pipedrive does not confirm. */
  revoke(installationId: InstallationId, end: () => Promise<void>): Promise<void>;
  /** Whoever waits for another process is told that there is no access. */
  stop(): void;
}

const MINUTE = 60_000;
/** A pair is replaced when so little of its hour is left; until the last minute the old token serves when that fails. */
const EARLY_MS = 5 * MINUTE;
const SURELY_GOOD_MS = MINUTE;
/** Longer than a request to the token endpoint can take with all its timeouts, so that a claim is lost by dead processes only. */
const LEASE_MS = MINUTE;
/** How often to look whether another process is done. */
const LOOK_MS = 100;
/** A token that is refused although an earlier one was replaced for the same reason so shortly before: the next would be refused as well. */
const BETWEEN_FORCED_MS = 10 * MINUTE;
/** Nothing changes by itself for these, but a person may have. */
const LOOK_AGAIN_MS = 10 * MINUTE;

/** Tells people what to do with a connection that Pipedrive ended. */
const REFUSED_NOTE =
  'Pipedrive no longer accepts its refresh token: the app was taken away, lay idle for 60 days, or the answer to an earlier refresh was lost. Its user has to open /auth/pipedrive and allow the app again';

/**
 * The tokens of all installations. A pair is refreshed before it ends, by one flight per installation: callers of one process share it, other processes on the
 * same store see its claim and wait for its result. The new pair is committed before anybody uses it. A refusal of the refresh token pauses the installation until its user installs again.
 *
 * One hole nobody can close: a process that dies between Pipedrive's answer and the commit takes the new pair with it. Where Pipedrive rotates refresh tokens the old one is used up
 * then ("already exchanged"), which pauses the installation; where it does not, the next refresh simply succeeds.
 */
export function createPipedriveTokens({ store, clock, oauth, onRefresh, onError }: PipedriveTokensOptions): PipedriveTokens {
  const flights = new Map<InstallationId, Promise<PipedriveAccess | NoAccess>>();
  /** Pairs that came and could not be stored; the store is tried again before Pipedrive is. */
  const unsaved = new Map<InstallationId, { tokenVersion: number; grant: Grant }>();
  /** The newest version of each installation that Pipedrive refused with 401. */
  const refusedVersions = new Map<InstallationId, number>();
  /** When a refused pair of each installation was, or is to be, replaced last. */
  const forcedAt = new Map<InstallationId, number>();
  /** When a pair of each installation was replaced last because its address was in doubt. */
  const doubtedAt = new Map<InstallationId, number>();
  const setbacks = createTokenSetbacks(clock);
  const stopped = new AbortController();

  const none = (code: number, reason: string, retryAt = clock.now() + LOOK_AGAIN_MS): NoAccess => ({ kind: 'none', code, reason, retryAt });
  const isRefused = ({ id, tokenVersion }: InstallationTokens): boolean => (refusedVersions.get(id) ?? 0) >= tokenVersion;
  const isGood = (tokens: InstallationTokens, forMs: number): boolean => tokens.accessExpiresAt - clock.now() > forMs && !isRefused(tokens);

  const accessOf = async (id: InstallationId): Promise<PipedriveAccess | NoAccess> => {
    const tokens = await store.installationTokens(id);
    if (tokens?.state !== 'active') return whyNone(id);
    if (isGood(tokens, EARLY_MS)) return accessFrom(tokens);
    const setback = setbacks.of(id, tokens.tokenVersion);
    if (!setback) return renew(tokens);
    return isGood(tokens, SURELY_GOOD_MS) ? accessFrom(tokens) : none(setback.code, setback.reason, setback.until);
  };

  const whyNone = async (id: InstallationId): Promise<NoAccess> => {
    const installation = await store.installation(id);
    if (!installation) return none(0, 'the Pipedrive installation was erased');
    return none(0, `the Pipedrive installation is ${installation.state}${installation.note === null ? '' : `: ${installation.note}`}`);
  };

  /** One flight at a time; whoever comes while it is under way waits for it. */
  const renew = (seen: InstallationTokens): Promise<PipedriveAccess | NoAccess> => {
    const flight = flights.get(seen.id) ?? fly(seen).finally(() => flights.delete(seen.id));
    flights.set(seen.id, flight);
    return flight;
  };

  const fly = async ({ id, tokenVersion }: InstallationTokens): Promise<PipedriveAccess | NoAccess> => {
    while (!stopped.signal.aborted) {
      const tokens = await store.installationTokens(id);
      if (tokens?.state !== 'active') return whyNone(id);
      if (tokens.tokenVersion > tokenVersion) return accessFrom(tokens);
      const lease = randomUUID();
      const now = clock.now();
      const claim = { tokenVersion, lease, now, leaseUntil: now + LEASE_MS };
      if (await store.transaction(async (tx) => tx.claimRefresh(id, claim))) return refresh(tokens, lease);
      await pause();
    }
    // The next process may try at once.
    return none(0, 'the process is stopping', clock.now());
  };

  const refresh = async (tokens: InstallationTokens, lease: string): Promise<PipedriveAccess | NoAccess> => {
    const { id, tokenVersion } = tokens;
    try {
      const kept = unsaved.get(id);
      const grant = kept?.tokenVersion === tokenVersion ? kept.grant : await oauth.refresh(tokens.refreshToken);
      unsaved.set(id, { tokenVersion, grant });
      // False: somebody stored a newer pair after our claim had ended, or the installation ended meanwhile. Either way the store has the last word.
      const isStored = await store.transaction(async (tx) => tx.replaceTokens(id, tokenVersion, grant, clock.now()));
      unsaved.delete(id);
      setbacks.clear(id);
      if (isStored) onRefresh({ installationId: id, outcome: 'refreshed' });
      return await stored(id);
    } catch (error) {
      return await failed(tokens, lease, error);
    }
  };

  const stored = async (id: InstallationId): Promise<PipedriveAccess | NoAccess> => {
    const tokens = await store.installationTokens(id);
    return tokens?.state === 'active' ? accessFrom(tokens) : whyNone(id);
  };

  const failed = async (tokens: InstallationTokens, lease: string, error: unknown): Promise<PipedriveAccess | NoAccess> => {
    const { id, tokenVersion } = tokens;
    const isFinal = error instanceof GrantFailure && (error.kind === 'refused' || error.kind === 'unacceptable');
    if (isFinal) {
      const reason = error.kind === 'refused' ? REFUSED_NOTE : error.message;
      const isPaused = await store.transaction(async (tx) => tx.pauseInstallation(id, tokenVersion, reason));
      if (isPaused) onRefresh({ installationId: id, outcome: 'paused', reason });
      // Not paused: another process was faster, and its pair is good.
      return isPaused ? none(error.status, reason) : stored(id);
    }
    if (!(error instanceof GrantFailure)) onError(error);
    const setback = setbacks.add(id, tokenVersion, error);
    onRefresh({ installationId: id, outcome: 'failed', reason: setback.reason });
    await store.transaction(async (tx) => tx.releaseRefresh(id, lease)).catch(onError);
    return isGood(tokens, SURELY_GOOD_MS) ? accessFrom(tokens) : none(setback.code, setback.reason, setback.until);
  };

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(LOOK_MS, finish);
      function finish(): void {
        cancel();
        stopped.signal.removeEventListener('abort', finish);
        resolve();
      }
      stopped.signal.addEventListener('abort', finish);
    });

  return {
    accessOf,
    async refused({ installationId, tokenVersion }) {
      const tokens = await store.installationTokens(installationId);
      // A token that nobody can renew stays in use: simulators and benches have such.
      if (!tokens || tokens.tokenVersion > tokenVersion || tokens.refreshToken === '') return;
      if (isRefused(tokens)) return;
      refusedVersions.set(installationId, tokenVersion);
      const next = Math.max(clock.now(), (forcedAt.get(installationId) ?? Number.NEGATIVE_INFINITY) + BETWEEN_FORCED_MS);
      forcedAt.set(installationId, next);
      const reason = 'Pipedrive refuses also the token that replaced a refused one';
      if (next > clock.now()) setbacks.set(installationId, tokenVersion, { code: 401, reason, until: next });
    },
    async doubted({ installationId, tokenVersion }) {
      const tokens = await store.installationTokens(installationId);
      if (tokens?.state !== 'active' || tokens.tokenVersion > tokenVersion || tokens.refreshToken === '') return;
      const now = clock.now();
      if (
        now < (doubtedAt.get(installationId) ?? Number.NEGATIVE_INFINITY) + BETWEEN_FORCED_MS ||
        setbacks.of(installationId, tokenVersion)
      )
        return;
      doubtedAt.set(installationId, now);
      await renew(tokens);
    },
    async keepAlive({ id, tokenVersion }) {
      const tokens = await store.installationTokens(id);
      if (tokens?.state === 'active' && tokens.tokenVersion === tokenVersion && tokens.refreshToken !== '') await renew(tokens);
    },
    async revoke(installationId, end) {
      // A refresh under way would hand out a pair that the revocation does not reach.
      for (let tokens = await store.installationTokens(installationId); tokens; tokens = await store.installationTokens(installationId)) {
        const { tokenVersion, refreshToken, state } = tokens;
        const lease = randomUUID();
        const now = clock.now();
        const claim = { tokenVersion, lease, now, leaseUntil: now + LEASE_MS };
        const isOurs = state !== 'active' || (await store.transaction(async (tx) => tx.claimRefresh(installationId, claim)));
        if (isOurs) {
          try {
            if (refreshToken !== '') await oauth.revoke(refreshToken);
            return await end();
          } finally {
            await store.transaction(async (tx) => tx.releaseRefresh(installationId, lease));
          }
        }
        if (stopped.signal.aborted) throw new GrantFailure('unavailable', 'The process is stopping');
        await pause();
      }
    },
    stop: () => stopped.abort(),
  };
}

const accessFrom = ({ id, companyId, accessToken, apiDomain, tokenVersion }: InstallationTokens): PipedriveAccess => ({
  kind: 'access',
  installationId: id,
  companyId,
  accessToken,
  apiDomain,
  tokenVersion,
});
