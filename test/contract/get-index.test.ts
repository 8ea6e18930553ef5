import { expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { startStage } from './stage.ts';

test('getIndex 200: a page, the same in every mode, that names nothing of the provider', async () => {
  const [stage, live] = [await startStage(), await startLive()];
  try {
    const page = proves(await stage.call('/', { auth: null }));
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('<script type="module"');
    expect((await live.call('/')).text).toBe(page.text);
  } finally {
    await stage.stopAll();
    await live.stop();
  }
});

test('getIndex 200: a policy that lets the page load what the provider serves, and nothing inside of it run', async () => {
  const live = await startLive();
  try {
    const { headers, text } = proves(await live.call('/'));
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    for (const kind of ['script-src', 'style-src', 'connect-src']) expect(policy.get(kind), kind).toBe("'self'");
    for (const kind of ['form-action', 'base-uri', 'frame-ancestors']) expect(policy.get(kind), kind).toBe("'none'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    expect(String(headers['content-security-policy'])).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|https?:\/\//);
  } finally {
    await live.stop();
  }
});

test('getIndex 304: a browser that has the page is not sent it again', async () => {
  const live = await startLive();
  try {
    const headers = { 'accept-encoding': 'br' };
    const etag = String((await live.call('/', { headers })).headers['etag']);
    const again = proves(await live.call('/', { headers: { ...headers, 'if-none-match': `"other", W/${etag}` } }));
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(etag);
    expect((await live.call('/', { headers: { ...headers, 'if-none-match': '"other"' } })).status).toBe(200);
  } finally {
    await live.stop();
  }
});

test('getIndex 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getIndex');
  try {
    expect(proves(await bare.call('/')).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});
