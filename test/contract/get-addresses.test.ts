import { expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { startStage } from './stage.ts';

const authorization = 'Bearer console-token';

test('getAddresses 200: names the mode, and every address it names answers', async () => {
  const stage = await startStage();
  try {
    const { json } = proves(await stage.call('/console/addresses', { auth: null }));
    expect(json).toMatchObject({ name: 'pipedrive-messaging-provider', mode: 'sandbox' });
    for (const link of Object.values(json.links as Record<string, string>)) {
      const { status } = await stage.call(new URL(link).pathname, { auth: null });
      expect(status, link).not.toBe(404);
    }
  } finally {
    await stage.stopAll();
  }
});

test('getAddresses 200: with real credentials the mode is live and the addresses are the public ones', async () => {
  const live = await startLive();
  try {
    const { json } = proves(await live.call('/console/addresses', { headers: { authorization } }));
    expect(json.mode).toBe('live');
    expect(json.links.webhook).toBe('https://provider.harbour.example/webhooks/whatsapp');
  } finally {
    await live.stop();
  }
});

test('getAddresses 401: outside the sandbox only with the token', async () => {
  const live = await startLive();
  try {
    const { json, headers } = proves(await live.call('/console/addresses'));
    expect(json.code).toBe('UNAUTHORIZED');
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
    expect((await live.call('/console/addresses', { headers: { authorization: 'Bearer another' } })).status).toBe(401);
  } finally {
    await live.stop();
  }
});

test('getAddresses 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getAddresses');
  try {
    expect(proves(await bare.call('/console/addresses')).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});
