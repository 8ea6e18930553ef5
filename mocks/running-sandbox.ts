import { join } from 'node:path';
import { request } from 'undici';
import { openSandboxFile } from './sandbox-file.ts';

const ANSWER_MS = 2000;

/** A sandbox that some process runs. */
export interface RunningSandbox {
  pid: number;
  /** Of its provider. */
  url: string;
}

/**
 * The sandbox that runs on this folder now: the process that `sandbox.json` names is there, and its provider answers. One of both is not enough: after a
 * crash the number may be another program's, and the address another provider's. Throws for a file that cannot be read.
 */
export async function runningSandbox(dataDir: string): Promise<RunningSandbox | undefined> {
  const { found } = await openSandboxFile(join(dataDir, 'sandbox.json'));
  const { pid, providerUrl: url } = found as { pid?: unknown; providerUrl?: unknown };
  if (typeof pid !== 'number' || typeof url !== 'string' || url === '') return undefined;
  return isThere(pid) && (await answers(url)) ? { pid, url } : undefined;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process of another user may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`${url}/health/live`, { signal: AbortSignal.timeout(ANSWER_MS) });
    await body.dump();
    return statusCode === 200;
  } catch {
    // Nobody listens there, or whoever does is no provider.
    return false;
  }
}
