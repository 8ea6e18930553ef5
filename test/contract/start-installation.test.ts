import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { createBrowser } from './browser.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const start = () => stage.call('/auth/pipedrive', { auth: null });

test('startInstallation 302: to Pipedrive, with what it needs and a state of its own each time', async () => {
  const { headers, text } = proves(await start());
  const { origin, pathname, searchParams } = new URL(String(headers['location']));
  expect(`${origin}${pathname}`).toBe(`${stage.config.pipedrive.oauthUrl}/oauth/authorize`);
  expect([...searchParams.keys()]).toEqual(['client_id', 'redirect_uri', 'state']);
  expect(searchParams.get('client_id')).toBe(stage.config.pipedrive.clientId);
  expect(searchParams.get('redirect_uri')).toBe(`${stage.config.publicUrl}/auth/pipedrive/callback`);
  expect(text).toBe('');
  expect(headers['cache-control']).toBe('no-store');
  expect((await start()).headers['location']).not.toBe(headers['location']);
});

test('startInstallation 302: the cookie is for this browser alone, and does not hold the state', async () => {
  const { headers } = proves(await start());
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(/^pipedrive-install=[\w-]{32}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  expect(String(headers['location'])).not.toContain(/=([\w-]+);/.exec(cookie)?.[1]);
});

test('startInstallation 302: behind https the cookie is one that no other host can set', async () => {
  const live = await startLive();
  try {
    const { headers } = proves(await live.call('/auth/pipedrive'));
    expect(headers['set-cookie']).toMatch(/^__Host-pipedrive-install=[\w-]{32}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
  } finally {
    await live.stop();
  }
});

test('startInstallation 302: the simulated Pipedrive takes the browser to its consent page', async () => {
  const { headers } = proves(await createBrowser(stage).open('/auth/pipedrive'));
  const page = await fetch(String(headers['location']));
  expect(page.status).toBe(200);
});

test('startInstallation 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'startInstallation');
  try {
    proves(await bare.call('/auth/pipedrive'));
  } finally {
    await bare.stop();
  }
});
