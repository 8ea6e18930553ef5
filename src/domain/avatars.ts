import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const SEED_BYTES = 12;
const PROOF_BYTES = 12;

/** Generated pictures of participants: WhatsApp hands out none of its users. */
export interface Avatars {
  /** The lasting address of a participant's picture. It says nothing about who that is, and needs no credentials. */
  linkTo(participantId: string): string;
  /** What the picture of this address is drawn from; undefined when the address is not one of ours. */
  seedOf(avatarId: string): string | undefined;
}

/**
 * An address holds the seed of its picture and the proof that we made it, so that serving one reads nothing, and nobody can have
 * pictures drawn at will. `keys`: the first proves, all are believed. A link changes with the first key.
 */
export function createAvatars({ keys, publicUrl }: { keys: readonly Buffer[]; publicUrl: string }): Avatars {
  const proof = (key: Buffer, seed: Buffer) => createHmac('sha256', key).update(seed).digest().subarray(0, PROOF_BYTES);
  return {
    linkTo(participantId) {
      const seed = createHash('sha256').update(participantId).digest().subarray(0, SEED_BYTES);
      return `${publicUrl}/avatars/${Buffer.concat([seed, proof(keys[0] as Buffer, seed)]).toString('base64url')}.png`;
    },
    seedOf(avatarId) {
      const bytes = Buffer.from(avatarId.replace(/\.png$/, ''), 'base64url');
      if (bytes.length !== SEED_BYTES + PROOF_BYTES) return undefined;
      const seed = bytes.subarray(0, SEED_BYTES);
      const isOurs = keys.some((key) => timingSafeEqual(proof(key, seed), bytes.subarray(SEED_BYTES)));
      return isOurs ? seed.toString('hex') : undefined;
    },
  };
}
