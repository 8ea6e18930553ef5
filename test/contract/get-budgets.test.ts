import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { ask, keepsItsFaults, type OperatorAsk, saysTheStoreIsAway, wantsTheToken } from './console-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const budgets: OperatorAsk = (on, { auth } = {}) => ask(on, 'GET', '/console/budgets', { auth });
const written = async (text: string) => {
  await stage.write(text);
  await until(async () => (await stage.app.store.backlog()).length === 0, 'the empty outbox');
};

test('getBudgets 200: what was spent, by day and operation, the newest day first; the metrics tell the same', async () => {
  await written('one');
  await written('two');
  await stage.clock.advance(86_400_000);
  await written('three');
  const { companies } = proves(await budgets(stage)).json;
  expect(companies).toEqual([
    {
      companyId: 1,
      companyName: 'Sandbox',
      channelsApi: { state: 'offered', code: null, at: '2026-11-20T09:00:00.000Z' },
      usedUpUntil: null,
      spent: [
        { day: '2026-11-21', operation: 'receiveMessage', calls: 1, tokens: 10, refused: 0 },
        { day: '2026-11-20', operation: 'receiveMessage', calls: 2, tokens: 20, refused: 0 },
      ],
    },
  ]);
  const today = proves(await ask(stage, 'GET', '/console/budgets?days=1')).json;
  expect(today.companies[0].spent).toHaveLength(1);
  const { text } = await stage.call('/metrics', { auth: null });
  expect(text).toMatch(/^provider_pipedrive_tokens_spent_today\{company="1"\} 10$/m);
  expect(text).toMatch(/^provider_pipedrive_calls_total\{operation="receiveMessage",outcome="ok"\} 3$/m);
});

test('getBudgets 200: an API that is gone and a day that is used up are named', async () => {
  await stage.app.store.transaction(async (tx) =>
    tx.noteCompany(1, {
      channelsApi: 'gone',
      channelsApiCode: 410,
      channelsApiAt: stage.clock.now(),
      usedUpUntil: stage.clock.now() + 1000,
    }),
  );
  const { companies } = proves(await budgets(stage)).json;
  expect(companies[0]).toMatchObject({
    channelsApi: { state: 'gone', code: 410, at: '2026-11-20T09:00:00.000Z' },
    usedUpUntil: '2026-11-20T09:00:01.000Z',
    spent: [],
  });
});

test('getBudgets 400: days that are no number, none, or too many', async () => {
  for (const days of ['x', '0', '91', '1.5']) proves(await ask(stage, 'GET', `/console/budgets?days=${days}`));
});

test('getBudgets 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(budgets));
test('getBudgets 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, budgets));
test('getBudgets 503: the store is out of reach', () => saysTheStoreIsAway(stage, budgets));
