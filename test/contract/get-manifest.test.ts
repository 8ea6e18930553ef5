import { expect, test } from 'vitest';
import { operations } from '../../generated/pipedrive-provider/operations.ts';
import { startBare } from './bare.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { startStage } from './stage.ts';

test('getManifest 200: the seven endpoints under the public address, each a route that answers', async () => {
  const live = await startLive();
  const stage = await startStage();
  try {
    const { version, endpoints } = proves(await live.call('/manifest.json')).json as { version: string; endpoints: Record<string, string> };
    expect(version).toBe('v202101');
    expect(Object.keys(endpoints).toSorted()).toEqual([
      'deleteChannelById',
      'getConversationById',
      'getConversations',
      'getMessageById',
      'getSenderById',
      'getTemplates',
      'postMessage',
    ]);
    for (const [operationId, address] of Object.entries(endpoints)) {
      expect(address).toMatch(/^https:\/\/provider\.harbour\.example\/api\/channels\/:providerChannelId/);
      const { pathname } = new URL(address);
      const { method } = operations[operationId as keyof typeof operations];
      // Without credentials an operation answers 401; an address without an operation would be 404, a wrong method 405.
      expect((await stage.call(pathname, { method: method.toUpperCase(), auth: null })).status, operationId).toBe(401);
    }
  } finally {
    await stage.stopAll();
    await live.stop();
  }
});

test('getManifest 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getManifest');
  try {
    expect(proves(await bare.call('/manifest.json')).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});
