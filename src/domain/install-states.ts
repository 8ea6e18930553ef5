import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a user may think about the consent. */
export const INSTALL_STATE_SECONDS = 600;

/** What begins an installation: the state travels through Pipedrive, the browser's secret stays in its cookie. */
export interface InstallBeginning {
  state: string;
  browserSecret: string;
}

export type StateVerdict = 'good' | 'unknown' | 'expired' | 'other-browser' | 'used';

export interface InstallStates {
  begin(): InstallBeginning;
  /** Judges a state that came back, and uses it up when it is good. */
  redeem(state: string, browserSecret: string | undefined): StateVerdict;
}

const STATE = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/**
 * States that only this provider can make and only the browser that began can bring back: nobody can have another person's browser finish an installation
 * of theirs. `keys`: the first signs, all verify. That a state works once is known to this process alone; beyond it Pipedrive takes no code twice.
 */
export function createInstallStates({ keys, now }: { keys: readonly Buffer[]; now: () => number }): InstallStates {
  const used = new Map<string, number>();
  const sign = (key: Buffer, end: string, nonce: string, browserSecret: string): Buffer =>
    createHmac('sha256', key)
      .update(`install\0${end}\0${nonce}\0${createHash('sha256').update(browserSecret).digest('base64url')}`)
      .digest();
  const isSigned = (signature: Buffer, end: string, nonce: string, browserSecret: string): boolean =>
    keys.some((key) => timingSafeEqual(sign(key, end, nonce, browserSecret), signature));

  return {
    begin() {
      const end = Math.ceil(now() / 1000 + INSTALL_STATE_SECONDS).toString(36);
      const nonce = randomBytes(16).toString('base64url');
      const browserSecret = randomBytes(24).toString('base64url');
      return { state: `${end}.${nonce}.${sign(keys[0] as Buffer, end, nonce, browserSecret).toString('base64url')}`, browserSecret };
    },
    redeem(state, browserSecret) {
      const [, end = '', nonce = '', signature = ''] = STATE.exec(state) ?? [];
      if (nonce === '') return 'unknown';
      const endsAt = Number.parseInt(end, 36) * 1000;
      if (endsAt < now()) return 'expired';
      // Whether it is forged or another browser's cannot be told, nor need it.
      if (browserSecret === undefined || !isSigned(Buffer.from(signature, 'base64url'), end, nonce, browserSecret)) return 'other-browser';
      for (const [old, until] of used) if (until < now()) used.delete(old);
      if (used.has(nonce)) return 'used';
      used.set(nonce, endsAt);
      return 'good';
    },
  };
}
