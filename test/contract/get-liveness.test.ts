import { expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { proves } from './proof.ts';
import { startStage } from './stage.ts';

test('getLiveness 200: the process is alive, even without a store', async () => {
  const stage = await startStage();
  try {
    expect(proves(await stage.call('/health/live', { auth: null })).json).toEqual({ status: 'alive' });
    stage.breakStore(new Error('secret detail'));
    expect(proves(await stage.call('/health/live', { auth: null })).json).toEqual({ status: 'alive' });
  } finally {
    await stage.stopAll();
  }
});

test('getLiveness 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getLiveness');
  try {
    expect(proves(await bare.call('/health/live')).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});
