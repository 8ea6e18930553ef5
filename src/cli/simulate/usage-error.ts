import { isHttp } from '../../../mocks/is-http.ts';

/** Something the person at the keyboard can put right. `exitCode` 2: the command itself is wrong. */
export class UsageError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A port out of a command line. Throws UsageError. */
export function readPort(name: string, value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new UsageError(`--${name} ${value} is no port. A port is a number from 0 (any free one) to 65535.`);
}

/** An address out of a command line. Throws UsageError. */
export function readAddress(name: string, value: string): string {
  if (isHttp(value)) return value;
  throw new UsageError(`--${name} ${value} is no address. An address begins with http:// or https://.`);
}

/** What went wrong with a socket, in words that say what to do; other errors stay as they are. */
export function explainListening(error: unknown, hint: string): unknown {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return new UsageError(`Port ${port} is in use. Stop the other program or choose another port: ${hint}`, 1);
  if (code === 'EACCES') return new UsageError(`Port ${port} is not for this user. Choose one above 1023: ${hint}`, 1);
  return error;
}
