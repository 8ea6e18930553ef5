import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import type { Settings } from './settings.ts';

const CODE_MS = 5 * 60 * 1000;
const ACCESS_MS = 3599 * 1000;
const REFRESH_MS = 60 * 24 * 60 * 60 * 1000;

const newToken = (): string => `v1u:${randomBytes(48).toString('base64url')}`;
const newRefreshToken = (): string => `12345678:23456789:${randomBytes(20).toString('hex')}`;

interface Access {
  /** null: it never ends by itself. */
  until: number | null;
  scopes: readonly string[];
  refreshToken: string | null;
}
interface Refresh {
  until: number;
  scopes: readonly string[];
}

/** What is remembered of one installation, as plain data. Times are UTC milliseconds. */
export interface TokenState {
  codes: [code: string, until: number][];
  access: [token: string, access: Access][];
  refresh: [token: string, refresh: Refresh][];
  /** Refresh tokens that were used up by rotation. */
  exchanged: string[];
  /** The token that was good from the start; null where there was none. */
  lasting: string | null;
  /** Whether that one was ended. */
  lastingEnded: boolean;
}

/** What a grant leads to: a pair of tokens, or why there is none. */
export type Granted =
  | { accessToken: string; refreshToken: string; expiresInSeconds: number; scopes: readonly string[] }
  | 'unknown'
  | 'already-exchanged';

/**
 * What the OAuth host remembers: codes for 5 minutes, access tokens for about an hour, refresh tokens for 60 days after their last use.
 * A token keeps the scopes that were granted with its code.
 */
export function createTokens(clock: Clock, settings: Settings, tokenAtStart: string | undefined) {
  let codes = new Map<string, number>();
  let access = new Map<string, Access>();
  let refresh = new Map<string, Refresh>();
  let exchanged = new Set<string>();
  let lasting = tokenAtStart ?? null;
  let lastingEnded = false;

  const pairFor = (refreshToken: string, scopes: readonly string[]): Exclude<Granted, string> => {
    refresh.set(refreshToken, { until: clock.now() + REFRESH_MS, scopes });
    const accessToken = newToken();
    access.set(accessToken, { until: clock.now() + ACCESS_MS, scopes, refreshToken });
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_MS / 1000, scopes };
  };
  const granted = (): readonly string[] => settings.get().scopes;

  return {
    /** What the user's consent leads to. */
    issueCode(): string {
      const code = randomBytes(20).toString('hex');
      codes.set(code, clock.now() + CODE_MS);
      return code;
    },
    /** An access token without the OAuth dance; it expires like any other. */
    issueToken: (): string => pairFor(newRefreshToken(), granted()).accessToken,
    /** A token of the caller's choice, which never ends by itself. */
    accept(token: string): void {
      if (token === lasting) lastingEnded = false;
      else access.set(token, { until: null, scopes: granted(), refreshToken: null });
    },
    /** The pair for a code; a code works once. */
    exchange(code: string): Granted {
      const until = codes.get(code) ?? 0;
      codes.delete(code);
      return until > clock.now() ? pairFor(newRefreshToken(), granted()) : 'unknown';
    },
    /** A new access token, beside the same refresh token or, where tokens rotate, beside a new one. */
    refresh(refreshToken: string): Granted {
      if (exchanged.has(refreshToken)) return 'already-exchanged';
      const known = refresh.get(refreshToken);
      if (!known || known.until <= clock.now()) return 'unknown';
      if (!settings.get().rotateRefreshTokens) return pairFor(refreshToken, known.scopes);
      refresh.delete(refreshToken);
      exchanged.add(refreshToken);
      return pairFor(newRefreshToken(), known.scopes);
    },
    /** Ends an access token, or a refresh token with all its access tokens. */
    revoke(token: string): void {
      if (token === lasting) lastingEnded = true;
      access.delete(token);
      if (!refresh.delete(token)) return;
      for (const [accessToken, { refreshToken }] of access) if (refreshToken === token) access.delete(accessToken);
    },
    expire(what: 'access-tokens' | 'refresh-tokens'): void {
      const ended = clock.now();
      if (what === 'access-tokens') {
        lastingEnded = true;
        for (const row of access.values()) row.until = ended;
      } else for (const row of refresh.values()) row.until = ended;
    },
    revokeAll(): void {
      this.restore({ codes: [], access: [], refresh: [], exchanged: [], lasting, lastingEnded: true });
    },
    /** What a token that is good at the moment may do; undefined when it is not good. */
    scopesOf(accessToken: string): readonly string[] | undefined {
      if (accessToken === lasting && !lastingEnded) return granted();
      const row = access.get(accessToken);
      return row && (row.until === null || row.until > clock.now()) ? row.scopes : undefined;
    },
    snapshot: (): TokenState =>
      structuredClone({ codes: [...codes], access: [...access], refresh: [...refresh], exchanged: [...exchanged], lasting, lastingEnded }),
    restore(state: TokenState): void {
      const copy = structuredClone(state);
      codes = new Map(copy.codes);
      access = new Map(copy.access);
      refresh = new Map(copy.refresh);
      exchanged = new Set(copy.exchanged);
      lasting = copy.lasting;
      lastingEnded = copy.lastingEnded;
    },
    /** The token that was good from the start. */
    lasting: (): string | null => lasting,
  };
}

export type Tokens = ReturnType<typeof createTokens>;
