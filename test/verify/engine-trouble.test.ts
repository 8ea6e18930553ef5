import { afterAll, beforeAll, expect, test } from 'vitest';
import { CannotVerify, type Report, type Rule, runVerify, type VerifyOptions, type VerifyStage } from '../../src/cli/verify/index.ts';
import { type SmallProvider, startSmallProvider } from './small-provider.ts';

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

const run = (rules: readonly Rule[], options: VerifyOptions = {}, target = provider.target) => runVerify(target, { rules, ...options });
const outcomes = ({ results }: Report) => Object.fromEntries(results.map(({ name, outcome }) => [name, outcome]));

test('runVerify 1: a provider that dies in the middle fails the rule that met it; the others are not run, and say so', async () => {
  const mortal = await startSmallProvider();
  const dies = async (stage: VerifyStage) => {
    await mortal.stop();
    await stage.provider.call('getConversations');
  };
  const rules = [rule('a/one', holds), rule('a/two', dies), rule('a/three', holds)];
  const report = await run(rules, { patienceMs: 50 }, mortal.target);
  expect(outcomes(report)).toEqual({ 'a/one': 'held', 'a/two': 'failed', 'a/three': 'not run' });
  expect(report.results[2]?.detail).toBe('the provider answers nothing any more since a/two');
  expect(report.exitCode).toBe(1);
});

test('runVerify 1: a provider that died is started again where we can; one that does not come up again is a finding', async () => {
  let mortal = await startSmallProvider();
  const dies = async (stage: VerifyStage) => {
    await mortal.stop();
    await stage.provider.call('getConversations');
  };
  const restarts = async (stage: VerifyStage) => stage.restart();
  const rules = [rule('a/one', dies), rule('a/two', holds), rule('a/three', restarts, { needs: ['restart'] })];
  let starts = 0;
  const restart = async () => {
    if (starts++ > 0) throw new CannotVerify('the command ended at once');
    mortal = await startSmallProvider();
  };
  const report = await run(rules, { patienceMs: 50 }, { ...mortal.target, url: () => mortal.url, restart });
  await mortal.stop();
  expect(outcomes(report)).toEqual({ 'a/one': 'failed', 'a/two': 'held', 'a/three': 'failed' });
  expect(report.results[2]?.detail).toContain('did not come up again: the command ended at once');
});

test('runVerify 1: a provider that hangs up is said to, with what to look for', async () => {
  const rude = await startSmallProvider((request) => {
    if (!request.url?.includes('/senders/')) return false;
    request.socket.destroy();
    return true;
  });
  const asks = async (stage: VerifyStage) => void (await stage.provider.call('getSenderById', { params: { senderId: 'x' } }));
  const report = await run([rule('a/one', asks), rule('a/two', holds)], {}, rude.target);
  await rude.stop();
  expect(outcomes(report)).toEqual({ 'a/one': 'failed', 'a/two': 'held' });
  expect(report.results[0]?.detail).toMatch(
    /\/senders\/x got no answer: the provider closed the connection without an answer; look in its log/,
  );
});

test('runVerify 1: what fails because one operation knows no listed message names that operation first', async () => {
  const conversation = {
    id: 'c1',
    link: '',
    status: 'open',
    seen: true,
    next_messages_cursor: null,
    participants: [
      { id: 'us', name: 'Desk', role: 'source_user', fetch_avatar: false, avatar_url: '', avatar_expires: false },
      { id: 'ada', name: 'Ada', role: 'end_user', fetch_avatar: false, avatar_url: '', avatar_expires: false },
    ],
    messages: ['m1', 'm2'].map((id) => ({
      ...{ id, status: 'sent', created_at: '2026-11-20 09:00', message: 'hello', sender_id: 'ada', reply_by: null, attachments: [] },
    })),
  };
  const forgetful = await startSmallProvider((request, response) => {
    const [, path] = /^\/api\/channels\/small\/(conversations(?:\/c1)?)(?:\?.*)?$/.exec(request.url ?? '') ?? [];
    if (path === undefined) return false;
    const data = path === 'conversations' ? [conversation] : conversation;
    const body = { success: true, data, additional_data: { after: null } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    return true;
  });
  const { results } = await runVerify(forgetful.target, { only: ['messages/by-id', 'messages/by-id-is-bare'] });
  await forgetful.stop();
  const cause = 'getMessageById answered 404 for a message that getConversationById listed';
  expect(results.map(({ detail }) => detail)).toEqual([cause, cause]);
});

test('runVerify: a rule that lets time pass without end is given up, and the run goes on', async () => {
  const target = { ...provider.target, settle: async () => {}, advance: () => new Promise<void>((resolve) => setImmediate(resolve)) };
  const endless = async (stage: VerifyStage) => {
    for (;;) await stage.advance(1000);
  };
  const report = await run([rule('a/one', endless, { needs: ['clock'] }), rule('a/two', holds)], { longestRuleMs: 20 }, target);
  expect(outcomes(report)).toEqual({ 'a/one': 'not run', 'a/two': 'held' });
  expect(report.results[0]?.detail).toContain('given up after');
});

test('eventually: a thing that comes about is found, one that does not is a Finding after the patience', async () => {
  let looks = 0;
  const comes = rule('a/comes', async (stage) => {
    expect(await stage.eventually('the third look', () => ++looks === 3 && 'seen')).toBe('seen');
  });
  const never = rule('a/never', async (stage) => void (await stage.eventually('the impossible', () => undefined)));
  const report = await run([comes, never], { patienceMs: 50 });
  expect(outcomes(report)).toEqual({ 'a/comes': 'held', 'a/never': 'failed' });
  expect(report.results[1]?.detail).toBe('the impossible did not come about');
});

test('eventually: with a clock in hand waiting costs virtual time only, and ends when nothing is left to wait for', async () => {
  let now = 0;
  const advance = async (ms: number): Promise<void> => {
    now += ms;
  };
  const target = { ...provider.target, now: () => now, settle: async () => {}, advance };
  const later = rule('a/later', async (stage) => void (await stage.eventually('half a minute', () => stage.now() >= 30_000)));
  const never = rule('a/never', async (stage) => void (await stage.eventually('the impossible', () => false)));
  expect(outcomes(await run([later, never], {}, target))).toEqual({ 'a/later': 'held', 'a/never': 'failed' });
  const { advance: _none, ...still } = target;
  const report = await run([never], {}, still);
  expect(report.results[0]?.detail).toContain('nothing left to do');
});
