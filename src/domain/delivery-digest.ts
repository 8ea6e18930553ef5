import { hash } from 'node:crypto';

/** What tells that the same bytes came again. */
export const deliveryDigest = (body: Buffer): Buffer => hash('sha256', body, 'buffer');
