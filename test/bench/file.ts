import { createHash } from 'node:crypto';

/** What a media message of the load carries: small, so that the disk is not what is measured, and different for every id, so that each is kept for itself. */
export const fileOf = (mediaId: string): Buffer => Buffer.from(`A few words, and the number ${mediaId}.\n`);
export const sha256Of = (mediaId: string): string => createHash('sha256').update(fileOf(mediaId)).digest('base64');
