import type { SecurityCheck } from '../../src/contract/registry.ts';
import { AppError } from '../../src/errors.ts';

/**
 * Lets pass what addresses this machine by a name that only this machine has. A page on the web can let a name of its own point to 127.0.0.1 and
 * would then be on the same origin as this server; its requests still carry that name. Throws FORBIDDEN.
 */
export const loopbackOnly: SecurityCheck = ({ headers }) => {
  if (!isLoopback(headers['host'])) {
    throw new AppError('FORBIDDEN', 'The control API answers this machine only. Address it as 127.0.0.1 or localhost.');
  }
  const origin = headers['origin'];
  if (origin !== undefined && !isLoopback(typeof origin === 'string' ? /^https?:\/\/(.+)$/.exec(origin)?.[1] : undefined)) {
    throw new AppError(
      'FORBIDDEN',
      'The control API answers no page of another site. Call it from a program, or through the proxy of a development server.',
    );
  }
  return true;
};

/** Whether `host` (with or without a port) is a loopback name or literal. */
export function isLoopback(host: unknown): boolean {
  if (typeof host !== 'string') return false;
  const name = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase() ?? '';
  return name === '[::1]' || name === 'localhost' || name.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(name);
}
