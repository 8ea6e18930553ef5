import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to whoever asks for any (Linux from 32768, the others from 49152), so that nobody is given one between our look and its use. */
const [FIRST, END] = [20_000, 32_000];
const MOST_TRIES = 100;

const anyPort = () => randomInt(FIRST, END);
/** Nobody may listen on them yet. */
const given = new Set<number>();

/**
 * A port of loopback that nobody listens on and that this process was not given before, for a program that must know its address before it listens, and keep
 * it over a restart. Throws when it finds none.
 */
export async function freePort(pick: () => number = anyPort): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = pick();
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`none of ${MOST_TRIES} ports tried from ${FIRST} to ${END - 1} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
