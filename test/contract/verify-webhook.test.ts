import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const verify = (query: Record<string, string>) => stage.call(`/webhooks/whatsapp?${new URLSearchParams(query)}`, { auth: null });
const good = () => ({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': stage.config.whatsapp.verifyToken });

test('verifyWebhook 200: the challenge comes back as plain text, unchanged', async () => {
  for (const challenge of ['1158201444', '<script>alert(1)</script>', '0', '{"a":1}', 'ünï 😀', 'x'.repeat(256), ' ']) {
    const answer = proves(await verify({ ...good(), 'hub.challenge': challenge }));
    expect(answer.text).toBe(challenge);
    expect(answer.headers['content-type']).toMatch(/^text\/plain\b/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  }
});

test('verifyWebhook 400: the token is right, but mode or challenge is missing or out of bounds', async () => {
  const { 'hub.mode': _mode, ...withoutMode } = good();
  const { 'hub.challenge': _challenge, ...withoutChallenge } = good();
  const wrong: Record<string, string>[] = [
    withoutMode,
    withoutChallenge,
    { ...good(), 'hub.mode': 'unsubscribe' },
    { ...good(), 'hub.challenge': '' },
    { ...good(), 'hub.challenge': 'x'.repeat(257) },
  ];
  for (const query of wrong) expect(proves(await verify(query)).json.code).toBe('INVALID_REQUEST');
  const twice = new URLSearchParams([...Object.entries(good()), ['hub.challenge', '2']]);
  proves(await stage.call(`/webhooks/whatsapp?${twice}`, { auth: null }));
});

test('verifyWebhook 403: a token that is missing, different or there twice, whatever else is wrong', async () => {
  const { 'hub.verify_token': token, ...withoutToken } = good();
  const wrong: Record<string, string>[] = [
    {},
    withoutToken,
    { 'hub.verify_token': 'x' },
    { ...good(), 'hub.verify_token': '' },
    { ...good(), 'hub.verify_token': token.slice(0, -1) },
    { ...good(), 'hub.verify_token': `${token} ` },
    { ...good(), 'hub.verify_token': token.toUpperCase() },
  ];
  for (const query of wrong) {
    const answer = proves(await verify(query));
    expect(answer.json.code).toBe('VERIFY_TOKEN_INVALID');
    expect(answer.text).not.toContain('1158201444');
    expect(answer.text).not.toContain(token);
  }
  const twice = new URLSearchParams([...Object.entries(good()), ['hub.verify_token', token]]);
  proves(await stage.call(`/webhooks/whatsapp?${twice}`, { auth: null }));
});

test('verifyWebhook 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('whatsapp-webhooks', 'verifyWebhook');
  try {
    proves(await bare.call(`/webhooks/whatsapp?${new URLSearchParams(good())}`));
  } finally {
    await bare.stop();
  }
});
