import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Smaller than this, compressed bytes save no packet. */
const WORTH_IT_BYTES = 1024;

/** The best encoding that `Accept-Encoding` allows: brotli, then gzip, then the bytes as they are. */
export function chooseEncoding(acceptEncoding: string | undefined, size: number): Encoding {
  if (size < WORTH_IT_BYTES) return 'identity';
  const wanted = new Map(
    (acceptEncoding ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined);
      return [name.trim(), weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  return (['br', 'gzip'] as const).find((name) => (wanted.get(name) ?? wanted.get('*') ?? 0) > 0) ?? 'identity';
}

const brotli = promisify(brotliCompress);
const zipped = promisify(gzip);

/** The bytes in an encoding. Done once per file and encoding, off the event loop. */
export async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') {
    return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  }
  return encoding === 'gzip' ? zipped(bytes, { level: 9 }) : bytes;
}
