import { createHash } from 'node:crypto';

/** What every media message of the load carries: small, so that the disk is not what is measured. */
export const FILE = Buffer.from('The same few words in every file.\n');
export const SHA256 = createHash('sha256').update(FILE).digest('base64');
