import { afterAll, beforeAll, expect, test } from 'vitest';
import { Finding, NotRun, type Report, type Rule, runVerify, type VerifyOptions, type VerifyStage } from '../../src/cli/verify/index.ts';
import { credentials, type SmallProvider, startSmallProvider, webhookSecrets } from './small-provider.ts';

let provider: SmallProvider;
beforeAll(async () => {
  provider = await startSmallProvider();
});
afterAll(() => provider.stop());

const rule = (name: string, check: (stage: VerifyStage) => Promise<void>, more: Partial<Rule> = {}): Rule => ({
  name,
  level: 'contract',
  expects: `what ${name} expects`,
  source: 'https://example.com/source',
  check,
  ...more,
});
const holds = async () => {};
const fails = async () => {
  throw new Finding('it is not so');
};

const run = (rules: readonly Rule[], options: VerifyOptions = {}, target = provider.target) => runVerify(target, { rules, ...options });
const outcomes = ({ results }: Report) => Object.fromEntries(results.map(({ name, outcome }) => [name, outcome]));

test('runVerify 0: rules that hold, one after another in their order, are all that counts', async () => {
  const seen: string[] = [];
  const report = await run([rule('b/first', holds), rule('a/second', holds)], { onRule: ({ name }) => seen.push(name) });
  expect(seen).toEqual(['b/first', 'a/second']);
  expect(report).toMatchObject({ exitCode: 0, score: { held: 2, failed: 0, share: 1 }, byLevel: { contract: { held: 2 } } });
});

test('runVerify 1: a Finding fails its rule and no other', async () => {
  const report = await run([rule('a/one', holds), rule('a/two', fails), rule('a/three', holds)]);
  expect(outcomes(report)).toEqual({ 'a/one': 'held', 'a/two': 'failed', 'a/three': 'held' });
  expect(report).toMatchObject({ exitCode: 1, score: { share: 2 / 3 } });
  expect(report.results[1]?.detail).toBe('it is not so');
});

test('runVerify 2: an error that is no Finding is a fault of the rule, and there is no verdict', async () => {
  const broken = async () => {
    throw new TypeError('a slip of ours');
  };
  const report = await run([rule('a/one', fails), rule('a/two', broken)]);
  expect(outcomes(report)).toEqual({ 'a/one': 'failed', 'a/two': 'broken' });
  expect(report.exitCode).toBe(2);
});

test('powers: a rule without one of its powers is not run, and the reason says how to grant it', async () => {
  const report = await run([
    rule('a/webhook', fails, { needs: ['webhook'] }),
    rule('a/destructive', fails, { needs: ['destructive'] }),
    rule('a/not-run', async () => {
      throw new NotRun('nothing to look at');
    }),
  ]);
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['not run', 'not run', 'not run']);
  expect(report.results.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('--webhook'),
    expect.stringContaining('--destructive'),
    'nothing to look at',
  ]);
  // Whoever judged nothing has no verdict.
  expect(report).toMatchObject({ exitCode: 2, score: { share: null } });
});

test('powers: what the target has is granted, and only to the rule that named it', async () => {
  const uses = async (stage: VerifyStage) => {
    expect(stage.has('webhook')).toBe(true);
    await stage.webhook.post('{}');
  };
  const report = await run(
    [rule('a/named', uses, { needs: ['webhook'] }), rule('a/used', uses, { uses: ['webhook'] })],
    {},
    provider.withWebhook,
  );
  expect(outcomes(report)).toEqual({ 'a/named': 'held', 'a/used': 'held' });
  const unnamed = await run([rule('a/unnamed', async (stage) => void stage.webhook)], {}, provider.withWebhook);
  expect(outcomes(unnamed)).toEqual({ 'a/unnamed': 'broken' });
});

test('levels and patterns: only what fits is run', async () => {
  const incident = { name: 'dup-storm', what: 'A storm.', where: ['owner/repo#1'] };
  const rules = [
    rule('paging/one', holds),
    rule('paging/two', holds, { level: 'reliable' }),
    rule('auth/one', holds, { incident }),
    rule('auth/two', holds, { capability: 'whatsapp-in-full' }),
  ];
  const names = async (options: VerifyOptions) => (await run(rules, options)).results.map(({ name }) => name);
  expect(await names({ level: 'reliable' })).toEqual(['paging/two']);
  expect(await names({ only: ['paging'] })).toEqual(['paging/one', 'paging/two']);
  expect(await names({ only: ['*/one'] })).toEqual(['paging/one', 'auth/one']);
  expect(await names({ only: ['dup-storm'] })).toEqual(['auth/one']);
  expect(await names({ skip: ['auth/*', 'paging/two'] })).toEqual(['paging/one']);
  expect(await names({ capabilities: [] })).toEqual(['paging/one', 'paging/two', 'auth/one']);
  await expect(names({ only: ['pagin'] })).rejects.toThrow('No rule fits "pagin"');
});

test('not-yet list: what is on it and does not hold does no harm; what holds must be taken off', async () => {
  const rules = [rule('a/one', fails), rule('a/two', holds)];
  const listed = await run(rules, { notYet: { 'a/one': 'comes in spring' } });
  expect(listed).toMatchObject({ exitCode: 0, score: { held: 1, notYet: 1, share: 0.5 } });
  expect(listed.results[0]?.detail).toContain('comes in spring');
  const stale = await run(rules, { notYet: { 'a/one': 'comes in spring', 'a/two': 'comes in autumn' } });
  expect(outcomes(stale)).toEqual({ 'a/one': 'not yet', 'a/two': 'failed' });
  expect(stale.results[1]?.detail).toContain('take it off the list');
  await expect(run(rules, { notYet: { 'a/three': 'never was' } })).rejects.toThrow('a/three');
});

test('requireAll: a rule that could not be run fails, unless it is on the not-yet list', async () => {
  const idle = async () => {
    throw new NotRun('nothing to look at');
  };
  const rules = [rule('a/one', idle), rule('a/two', idle), rule('a/three', holds, { needs: ['restart'] })];
  const notYet = { 'a/two': 'comes in spring' };
  const report = await run(rules, { requireAll: true, notYet });
  expect(outcomes(report)).toEqual({ 'a/one': 'failed', 'a/two': 'not yet', 'a/three': 'failed' });
  expect(report.exitCode).toBe(1);
  expect(report.results.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('nothing to look at'),
    expect.stringContaining('comes in spring'),
    expect.stringContaining('--start'),
  ]);
  expect(outcomes(await run(rules, { notYet }))).toEqual({ 'a/one': 'not run', 'a/two': 'not run', 'a/three': 'not run' });
});

test('evidence: what the provider tells of credentials, ours in any spelling or its own, is left out, and a huge answer is cut', async () => {
  const clientSecret = 'q"/s&cret';
  const pair = Buffer.from(`${credentials.clientId}:${clientSecret}`).toString('base64');
  const told = JSON.stringify({ clientSecret, pair, own: 'Bearer EAAGm0PX4ZCpsBA', token: 'v1u:access', page: 'x'.repeat(1_000_000) });
  const talkative = await startSmallProvider((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-token': 'v1u:access' }).end(told);
    return true;
  });
  const tells = async (stage: VerifyStage) => {
    await stage.provider.call('getConversations', { query: { after: clientSecret } });
    stage.expect(false, 'it tells everything');
  };
  const report = await run([rule('a/one', tells)], {}, { ...talkative.target, clientSecret, secrets: ['v1u:access'] });
  await talkative.stop();
  const text = JSON.stringify(report);
  for (const secret of [
    clientSecret,
    JSON.stringify(clientSecret).slice(1, -1),
    encodeURIComponent(clientSecret),
    pair,
    'EAAGm0PX4ZCpsBA',
    'v1u:access',
  ])
    expect(JSON.stringify(report.results[0]?.evidence[0])).not.toContain(JSON.stringify(secret).slice(1, -1));
  expect(text.length).toBeLessThan(20_000);
});

test('evidence: shows the exchange, and nothing secret of it', async () => {
  const report = await run(
    [
      rule(
        'a/one',
        async (stage: VerifyStage) => {
          await stage.provider.call('postMessage', { form: [['message', `a text with ${credentials.clientSecret}`]] });
          await stage.webhook.post({ note: webhookSecrets.appSecret });
          await stage.webhook.verify();
          stage.expect(false, `this holds ${credentials.clientSecret} too`);
        },
        { needs: ['webhook', 'verify-token'] },
      ),
    ],
    {},
    provider.withWebhook,
  );
  const [result] = report.results;
  expect(result?.evidence.map(({ what }) => what)).toEqual(['postMessage', 'webhook delivery', 'webhook handshake']);
  expect(result?.evidence[0]?.request).toMatchObject({ method: 'POST', headers: { authorization: '[left out]' } });
  expect(result?.evidence[0]?.response).toMatchObject({ status: 404, body: expect.stringContaining('NOT_FOUND') });
  const text = JSON.stringify(report);
  const pair = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64');
  for (const secret of [credentials.clientSecret, webhookSecrets.appSecret, webhookSecrets.verifyToken, pair])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/sha256=[0-9a-f]{64}/);
});

test('runVerify: wrong credentials, an unknown channel and nobody at the address are one clear sentence', async () => {
  const rules = [rule('a/one', holds)];
  await expect(run(rules, {}, { ...provider.target, clientSecret: 'wrong' })).rejects.toThrow(
    'The client id or client secret is not the provider',
  );
  await expect(run(rules, {}, { ...provider.target, channelId: 'other' })).rejects.toThrow('does not know the channel');
  const gone = await startSmallProvider();
  await gone.stop();
  await expect(run(rules, {}, gone.target)).rejects.toThrow('The provider does not answer');
});
