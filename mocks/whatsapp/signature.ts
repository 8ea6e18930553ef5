import { createHmac } from 'node:crypto';

/** JSON as Meta writes it: everything beyond ASCII as \uxxxx in lower case, slashes escaped. The signature is made over these bytes. */
export function metaJson(value: unknown): Buffer {
  const json = JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(json, 'ascii');
}

/** The value of X-Hub-Signature-256 for exactly these bytes. */
export const signatureOf = (appSecret: string, body: Buffer): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
