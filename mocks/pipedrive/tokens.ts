import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';

const CODE_MS = 5 * 60 * 1000;
const ACCESS_MS = 3599 * 1000;
const REFRESH_MS = 60 * 24 * 60 * 60 * 1000;

const newToken = (): string => `v1u:${randomBytes(48).toString('base64url')}`;

/** What the OAuth host remembers: codes for 5 minutes, access tokens for about an hour, refresh tokens for 60 days after their last use. */
export function createTokens(clock: Clock, lastingToken: string | undefined) {
  const codes = new Map<string, number>();
  const access = new Map<string, { until: number; refreshToken?: string }>();
  const refresh = new Map<string, number>();
  if (lastingToken) access.set(lastingToken, { until: Number.POSITIVE_INFINITY });

  const pairFor = (refreshToken: string) => {
    refresh.set(refreshToken, clock.now() + REFRESH_MS);
    const accessToken = newToken();
    access.set(accessToken, { until: clock.now() + ACCESS_MS, refreshToken });
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_MS / 1000 };
  };

  return {
    /** What the user's consent leads to. */
    issueCode(): string {
      const code = randomBytes(20).toString('hex');
      codes.set(code, clock.now() + CODE_MS);
      return code;
    },
    /** An access token without the OAuth dance; it expires like any other. */
    issueToken: (): string => pairFor(randomBytes(32).toString('hex')).accessToken,
    /** The pair for a code; undefined when the code is unknown, used or over. */
    exchange(code: string) {
      const until = codes.get(code) ?? 0;
      codes.delete(code);
      return until > clock.now() ? pairFor(randomBytes(32).toString('hex')) : undefined;
    },
    /** A new access token beside the same refresh token; undefined when that is unknown, revoked or over. */
    refresh: (refreshToken: string) => ((refresh.get(refreshToken) ?? 0) > clock.now() ? pairFor(refreshToken) : undefined),
    /** Ends an access token, or a refresh token with all its access tokens. */
    revoke(token: string): void {
      access.delete(token);
      if (!refresh.delete(token)) return;
      for (const [accessToken, { refreshToken }] of access) if (refreshToken === token) access.delete(accessToken);
    },
    valid: (accessToken: string): boolean => (access.get(accessToken)?.until ?? 0) > clock.now(),
  };
}

export type Tokens = ReturnType<typeof createTokens>;
