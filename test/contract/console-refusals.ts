import { startLive } from './live.ts';
import { proves } from './proof.ts';

/** 401: outside the sandbox only CONSOLE_TOKEN opens. Returns the status with the right token. */
export async function wantsTheToken(path: string, method: 'GET' | 'POST' = 'GET'): Promise<number> {
  const live = await startLive();
  try {
    for (const authorization of ['', 'Bearer console-toke', 'Basic Y29uc29sZS10b2tlbjo='])
      proves(await live.call(path, { method, headers: { authorization } }));
    return (await live.call(path, { method, headers: { authorization: 'Bearer console-token' } })).status;
  } finally {
    await live.stop();
  }
}
