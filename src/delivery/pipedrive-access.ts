import type { InstallationId } from '../store/ids.ts';

/** What a call on Pipedrive is made under. */
export interface PipedriveAccess {
  kind: 'access';
  installationId: InstallationId;
  companyId: number;
  accessToken: string;
  apiDomain: string;
  tokenVersion: number;
}

/** Why nothing can be called, in words for a person, and when asking again makes sense. */
export interface NoAccess {
  kind: 'none';
  code: number;
  reason: string;
  retryAt: number;
}

/** Where the callers of Pipedrive get their tokens. */
export interface PipedriveAccounts {
  /** A token that is good for at least the next minute, refreshed when it has to be. */
  accessOf(installationId: InstallationId): Promise<PipedriveAccess | NoAccess>;
  /** Pipedrive answered 401 to it: the next access has another token, or says why there is none. */
  refused(access: PipedriveAccess): Promise<void>;
  /**
   * Pipedrive answered as an address does that the company gave up (404): the next access may have another one, which comes with a fresh pair. The token is not in doubt
   * and stays in use where there is none. At most one pair in ten minutes is asked for.
   */
  doubted(access: PipedriveAccess): Promise<void>;
}
