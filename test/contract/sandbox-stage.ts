import { type Bare, startBare } from './bare.ts';
import { type Live, startLive } from './live.ts';
import { proves } from './proof.ts';

/** The same request to a provider that talks to the real vendors. */
export async function outsideTheSandbox(path: string, options: Parameters<Live['call']>[1] = {}) {
  const live = await startLive();
  try {
    return await live.call(path, options);
  } finally {
    await live.stop();
  }
}

/** 500: the operation's own handler breaks. */
export async function provesItsFault(operationId: string, path: string, options?: Parameters<Bare['call']>[1]): Promise<void> {
  const bare = await startBare('console', operationId);
  try {
    proves(await bare.call(path, options));
  } finally {
    await bare.stop();
  }
}
