import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a link to a file holds. Pipedrive asks for a fresh one when it has ended (link_expires). */
export const MEDIA_LINK_SECONDS = 24 * 60 * 60;

/** Signed links to message files, good without credentials until they expire. */
export interface MediaLinks {
  linkTo(channelId: string, attachmentId: string): string;
  /** Whether a link is ours and still good. */
  isGood(channelId: string, attachmentId: string, expires: number, signature: string): boolean;
}

/** `keys`: the first signs, all verify, so that links survive a change of keys. */
export function createMediaLinks({ keys, publicUrl, now }: { keys: readonly Buffer[]; publicUrl: string; now: () => number }): MediaLinks {
  const sign = (key: Buffer, channelId: string, attachmentId: string, expires: number) =>
    createHmac('sha256', key).update(`media\0${channelId}\0${attachmentId}\0${expires}`).digest();
  return {
    linkTo(channelId, attachmentId) {
      const expires = Math.ceil(now() / 1000) + MEDIA_LINK_SECONDS;
      const signature = sign(keys[0] as Buffer, channelId, attachmentId, expires).toString('base64url');
      return `${publicUrl}/media/${channelId}/${attachmentId}?expires=${expires}&signature=${signature}`;
    },
    isGood(channelId, attachmentId, expires, signature) {
      const given = Buffer.from(signature, 'base64url');
      const ours = keys.some((key) => {
        const right = sign(key, channelId, attachmentId, expires);
        return given.length === right.length && timingSafeEqual(given, right);
      });
      return ours && expires * 1000 >= now();
    },
  };
}
