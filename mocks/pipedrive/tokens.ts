import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import type { Owner } from './companies.ts';
import { isSameOwner } from './installations.ts';
import type { Settings } from './settings.ts';

const CODE_MS = 5 * 60 * 1000;
const ACCESS_MS = 3599 * 1000;
const REFRESH_MS = 60 * 24 * 60 * 60 * 1000;

const newToken = (): string => `v1u:${randomBytes(48).toString('base64url')}`;
const newRefreshToken = ({ companyId, userId }: Owner): string => `${companyId}:${userId}:${randomBytes(20).toString('hex')}`;

interface Code {
  until: number;
  owner: Owner;
  /** The callback URL that the code was sent to; null: any will do. */
  redirectUri: string | null;
}
interface Access {
  /** null: it never ends by itself. */
  until: number | null;
  owner: Owner;
  scopes: readonly string[];
  refreshToken: string | null;
}
interface Refresh {
  until: number;
  owner: Owner;
  scopes: readonly string[];
}

/** What is remembered of every installation's tokens, as plain data. Times are UTC milliseconds. */
export interface TokenState {
  codes: [code: string, row: Code][];
  access: [token: string, access: Access][];
  refresh: [token: string, refresh: Refresh][];
  /** Refresh tokens that were used up by rotation. */
  exchanged: string[];
  /** The token that was good from the start; null where there was none. */
  lasting: string | null;
  /** Whether that one was ended. */
  lastingEnded: boolean;
}

/** Whose a token is, and what it may do. */
export interface Bearer {
  owner: Owner;
  scopes: readonly string[];
}

/** What a grant leads to: a pair of tokens, or why there is none. */
export type Granted =
  | (Bearer & { accessToken: string; refreshToken: string; expiresInSeconds: number })
  | 'unknown'
  | 'other-redirect-uri'
  | 'already-exchanged';

/**
 * What the OAuth host remembers: codes for 5 minutes, access tokens for about an hour, refresh tokens for 60 days after their last use.
 * A token keeps the scopes that were granted with its code. The token of the start, and what has no owner told, is `usualOwner()`'s: whoever that is at
 * the moment, since a snapshot may bring other companies.
 */
export function createTokens(clock: Clock, settings: Settings, usualOwner: () => Owner, tokenAtStart: string | undefined) {
  let codes = new Map<string, Code>();
  let access = new Map<string, Access>();
  let refresh = new Map<string, Refresh>();
  let exchanged = new Set<string>();
  let lasting = tokenAtStart ?? null;
  let lastingEnded = false;

  const pairFor = (refreshToken: string, { owner, scopes }: Bearer): Exclude<Granted, string> => {
    refresh.set(refreshToken, { until: clock.now() + REFRESH_MS, owner, scopes });
    const accessToken = newToken();
    access.set(accessToken, { until: clock.now() + ACCESS_MS, owner, scopes, refreshToken });
    return { accessToken, refreshToken, expiresInSeconds: ACCESS_MS / 1000, owner, scopes };
  };
  const granted = (): readonly string[] => settings.get().scopes;
  const endAll = (owner: Owner): void => {
    for (const rows of [codes, access, refresh]) for (const [key, row] of rows) if (isSameOwner(row.owner, owner)) rows.delete(key);
    if (isSameOwner(usualOwner(), owner)) lastingEnded = true;
  };

  return {
    /** What the user's consent leads to. Exchanged with another `redirectUri` than the one told here, it is refused. */
    issueCode(owner: Owner, redirectUri: string | null = null): string {
      const code = randomBytes(20).toString('hex');
      codes.set(code, { until: clock.now() + CODE_MS, owner, redirectUri });
      return code;
    },
    /** An access token without the OAuth dance; it expires like any other. */
    issueToken: (owner: Owner): string => pairFor(newRefreshToken(owner), { owner, scopes: granted() }).accessToken,
    /** A token of the caller's choice, which never ends by itself. It is the usual owner's. */
    accept(token: string): void {
      if (token === lasting) lastingEnded = false;
      else access.set(token, { until: null, owner: usualOwner(), scopes: granted(), refreshToken: null });
    },
    /** The pair for a code; a code works once, and is used up by a wrong attempt as well. */
    exchange(code: string, redirectUri: string): Granted {
      const row = codes.get(code);
      codes.delete(code);
      if (!row || row.until <= clock.now()) return 'unknown';
      if (row.redirectUri !== null && row.redirectUri !== redirectUri) return 'other-redirect-uri';
      return pairFor(newRefreshToken(row.owner), { owner: row.owner, scopes: granted() });
    },
    /** A new access token, beside the same refresh token or, where tokens rotate, beside a new one. */
    refresh(refreshToken: string): Granted {
      if (exchanged.has(refreshToken)) return 'already-exchanged';
      const known = refresh.get(refreshToken);
      if (!known || known.until <= clock.now()) return 'unknown';
      if (!settings.get().rotateRefreshTokens) return pairFor(refreshToken, known);
      refresh.delete(refreshToken);
      exchanged.add(refreshToken);
      return pairFor(newRefreshToken(known.owner), known);
    },
    /** Ends an access token. A refresh token ends with everything that its user's app has; that user is returned. */
    revoke(token: string): Owner | undefined {
      if (token === lasting) lastingEnded = true;
      access.delete(token);
      const owner = refresh.get(token)?.owner;
      if (owner) endAll(owner);
      return owner;
    },
    /** Ends everything of one user's app, codes included. */
    endAll,
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
    /** Whose a token is that is good at the moment; undefined when it is not good. */
    bearerOf(accessToken: string): Bearer | undefined {
      if (accessToken === lasting && !lastingEnded) return { owner: usualOwner(), scopes: granted() };
      const row = access.get(accessToken);
      return row && (row.until === null || row.until > clock.now()) ? row : undefined;
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
