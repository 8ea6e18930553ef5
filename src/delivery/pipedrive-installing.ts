import type { operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import { AppError } from '../errors.ts';
import type { Grant, InstallingUser } from '../store/records.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { companyApiOf } from './api-domain.ts';
import { NoAnswer } from './http-client.ts';
import { GrantFailure, type PipedriveOAuth } from './pipedrive-oauth.ts';

export interface PipedriveInstallingOptions {
  oauth: Pick<PipedriveOAuth, 'exchange'>;
  /** A client for an address of the API. */
  pipedrive(apiUrl: string): ApiClient<PipedriveTypes>;
}

/** The two questions of an installation. Whatever stands in the way becomes an AppError PIPEDRIVE_FAILED with advice. */
export function createPipedriveInstalling({ oauth, pipedrive }: PipedriveInstallingOptions) {
  return {
    async exchange(code: string): Promise<Grant> {
      try {
        return await oauth.exchange(code);
      } catch (error) {
        throw error instanceof GrantFailure ? failed(`${error.message}. ${ADVICE[error.kind]}`, error) : error;
      }
    },
    /** `GET /users/me`: a token names its company and user. */
    async userOf({ accessToken, apiDomain }: Grant): Promise<InstallingUser> {
      let answer: ApiAnswer;
      try {
        answer = await pipedrive(companyApiOf(apiDomain))('getCurrentUser', {}, `Bearer ${accessToken}`);
      } catch (error) {
        throw error instanceof NoAnswer ? failed(`Pipedrive did not say whose tokens these are. ${ADVICE.unavailable}`, error) : error;
      }
      const user = answer.status === 200 ? userIn(answer.body) : undefined;
      if (user) return user;
      const advice = answer.status === 403 ? 'Give the app the scope "base" in Developer Hub, and begin again.' : ADVICE.unavailable;
      throw failed(`Pipedrive did not say whose tokens these are (${answer.status}). ${advice}`);
    },
  };
}

const AGAIN = 'Begin again in some minutes.';
const ADVICE = {
  refused: 'A code works once and for five minutes: begin again.',
  unavailable: AGAIN,
  misconfigured: 'The operator has to compare the settings with the app in Developer Hub: client id, client secret and callback URL.',
  unacceptable: 'The operator has to look at this before anybody tries again.',
} as const;

const failed = (message: string, cause?: unknown): AppError => new AppError('PIPEDRIVE_FAILED', message, { cause });

/** Only the numbers are needed; what the vendor leaves out of the rest has a stand-in. */
function userIn(body: unknown): InstallingUser | undefined {
  const data = (body as { data?: Record<string, unknown> } | undefined)?.data;
  const [userId, companyId] = [data?.['id'], data?.['company_id']];
  if (!Number.isSafeInteger(userId) || !Number.isSafeInteger(companyId)) return undefined;
  return {
    companyId: companyId as number,
    userId: userId as number,
    companyName: nameFrom(data?.['company_name']) ?? `company ${companyId}`,
    userName: nameFrom(data?.['name']) ?? `user ${userId}`,
    isAdmin: isAdmin(data as Record<string, unknown>),
  };
}

const nameFrom = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/** Rights of the account mark an administrator; the flag of old says the same (pipedrive-api.yaml, CurrentUser). */
function isAdmin({ access, is_admin: flag }: Record<string, unknown>): boolean {
  const rights: unknown[] = Array.isArray(access) ? access : [];
  const administers = rights.some((right) => {
    const { app, admin } = (right ?? {}) as { app?: unknown; admin?: unknown };
    return admin === true && (app === 'global' || app === 'account_settings');
  });
  return administers || flag === 1 || flag === true;
}
