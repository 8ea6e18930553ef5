import { timingSafeEqual } from 'node:crypto';
import type { SecurityCheck } from '../../src/contract/registry.ts';
import { GraphFailure } from './graph-failure.ts';

export type TokenState = 'valid' | 'expired' | 'revoked';

/** Generic Graph subcodes that go with code 190: 463 expired, 460 withdrawn by the user. */
const ended = {
  expired: { subcode: 463, details: 'The access token has expired.' },
  revoked: { subcode: 460, details: 'The access token was withdrawn.' },
} as const;

/** The one bearer token that is accepted while it is valid. `current` is asked for every request. */
export function createAccessToken(current: () => string) {
  let state: TokenState = 'valid';
  const check: SecurityCheck = ({ headers }) => {
    const right = Buffer.from(`Bearer ${current()}`);
    const given = Buffer.from(String(headers['authorization'] ?? ''));
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw new GraphFailure({ status: 401, code: 190, details: 'The access token is missing, expired or wrong.' });
    if (state !== 'valid') throw new GraphFailure({ status: 401, code: 190, ...ended[state] });
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
