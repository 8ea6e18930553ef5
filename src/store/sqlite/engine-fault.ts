import { AppError } from '../../errors.ts';

/** Disk full, I/O error, busy, read-only, corrupt: the engine cannot write now. A constraint or a bug in a statement is not that. */
const ENGINE_FAULTS = new Set([5, 6, 7, 8, 10, 11, 13, 14, 23, 26]);

export function isEngineFault(error: unknown): boolean {
  const { code, errcode } = error as { code?: string; errcode?: number };
  return code === 'ERR_SQLITE_ERROR' && ENGINE_FAULTS.has((errcode ?? 0) & 0xff);
}

/** The public face of an engine fault. */
export function unavailable(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('STORE_UNAVAILABLE', 'The message store is out of reach at the moment. Nothing was stored; send it again.', {
    cause,
  });
}
