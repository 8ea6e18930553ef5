import type { Exchange, SecurityCheck } from '../contract/registry.ts';

type Credential = 'handshake' | 'delivery' | 'pipedrive';

interface Proof {
  acceptedAt: number | null;
  refusedAt: number | null;
}

/** Whether a request brings the credential at all: whoever scans the internet says nothing about the set-up. */
const brings: Readonly<Record<Credential, (exchange: Exchange) => boolean>> = {
  handshake: ({ query }) => typeof query['hub.verify_token'] === 'string',
  delivery: ({ headers }) => typeof headers['x-hub-signature-256'] === 'string',
  pipedrive: ({ headers }) => /^basic /i.test(String(headers['authorization'])),
};

/** The doctor's own calls prove nothing about the vendors. */
const OUR_AGENT = 'pipedrive-messaging-provider';

export interface CredentialWitness {
  /** The same check; what it says is remembered. */
  watch(credential: Credential, check: SecurityCheck): SecurityCheck;
  /** Since this process began. */
  seen(): Record<Credential, Proof>;
}

/** Remembers when each vendor last proved who it is, and when it last failed to: nothing of what it brought. */
export function createCredentialWitness(now: () => number): CredentialWitness {
  const never = (): Proof => ({ acceptedAt: null, refusedAt: null });
  const proofs = { handshake: never(), delivery: never(), pipedrive: never() };
  return {
    watch: (credential, check) => async (exchange) => {
      const isTold = exchange.headers['user-agent'] !== OUR_AGENT && brings[credential](exchange);
      try {
        const passes = await check(exchange);
        if (isTold) proofs[credential].acceptedAt = now();
        return passes;
      } catch (error) {
        if (isTold) proofs[credential].refusedAt = now();
        throw error;
      }
    },
    seen: () => structuredClone(proofs),
  };
}
