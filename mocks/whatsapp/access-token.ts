import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SecurityCheck } from '../../src/contract/registry.ts';
import { GraphFailure } from './graph-failure.ts';

export type TokenState = 'valid' | 'expired' | 'revoked';

/** Generic Graph subcodes that go with code 190: 463 expired, 460 withdrawn by the user. */
const ended = {
  expired: { subcode: 463, details: 'The access token has expired.' },
  revoked: { subcode: 460, details: 'The access token was withdrawn.' },
} as const;

/** What the token is checked against; asked for every request. */
interface Right {
  token: string;
  appSecret: string;
  /** UTC milliseconds; null: it never ends by itself. */
  expiresAt: number | null;
}

/** The one bearer token that is accepted while it is valid, with a good `appsecret_proof` where one is given. */
export function createAccessToken(current: () => Right, now: () => number) {
  let state: TokenState = 'valid';
  const check: SecurityCheck = ({ headers, query }) => {
    const { token, appSecret, expiresAt } = current();
    const right = Buffer.from(`Bearer ${token}`);
    const given = Buffer.from(String(headers['authorization'] ?? ''));
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw new GraphFailure({ status: 401, code: 190, details: 'The access token is missing, expired or wrong.' });
    if (state !== 'valid') throw new GraphFailure({ status: 401, code: 190, ...ended[state] });
    if (expiresAt !== null && expiresAt <= now()) throw new GraphFailure({ status: 401, code: 190, ...ended.expired });
    const proof = query['appsecret_proof'];
    if (proof !== undefined && proof !== createHmac('sha256', appSecret).update(token).digest('hex'))
      throw new GraphFailure({ status: 400, code: 100, title: 'Invalid appsecret_proof provided in the API argument' });
    return true;
  };
  return {
    check,
    get state() {
      return state;
    },
    set state(next: TokenState) {
      state = next;
    },
  };
}

export type AccessToken = ReturnType<typeof createAccessToken>;
