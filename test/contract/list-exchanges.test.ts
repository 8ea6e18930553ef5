import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { wantsTheToken } from './console-refusals.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask = (query = '') => stage.call(`/console/exchanges${query}`, { auth: null });
const inbox = () => stage.peers.pipedrive.conversations(stage.channelId).flatMap(({ messages }) => messages);
const operationsOf = (json: { exchanges: { operationId: string }[] }) => json.exchanges.map(({ operationId }) => operationId);

test('listExchanges 200: what came in and what went out, with bodies, verdicts, and without a secret', async () => {
  await stage.write('hello');
  await until(() => inbox().length === 1, 'the message in the inbox');
  const { json, text } = proves(await ask());
  const incoming = json.exchanges.find(({ operationId }: { operationId: string }) => operationId === 'receiveWebhook');
  expect(incoming).toMatchObject({
    ...{ side: 'whatsapp', direction: 'in', method: 'POST', status: 200, address: '/webhooks/whatsapp', verdict: 'kept', violation: null },
    request: { content: { entry: [{ changes: [{ value: { messages: [{ from: ANA, text: { body: 'hello' } }] } }] }] }, note: null },
    response: { note: null },
  });
  const outgoing = json.exchanges.find(({ operationId }: { operationId: string }) => operationId === 'receiveMessage');
  expect(outgoing).toMatchObject({
    ...{ side: 'pipedrive', direction: 'out', method: 'POST', status: 200, verdict: 'kept', requestId: null },
    request: { content: { message: 'hello', sender_id: expect.any(String) } },
    response: { content: { success: true } },
  });
  for (const secret of [stage.peers.pipedriveAccessToken, stage.config.whatsapp.accessToken, stage.config.pipedrive.clientSecret])
    expect(text).not.toContain(secret);
});

test('listExchanges 200: each filter alone, and page by page', async () => {
  await stage.write('hello');
  await until(() => inbox().length === 1, 'the message in the inbox');
  await stage.call('/api/channels/nobody/conversations');
  await stage.write('from somebody else', { from: '15551230002', name: 'Bert' });
  await until(() => inbox().length === 2, 'the other message in the inbox');
  const filtered = async (query: string) => operationsOf(proves(await ask(query)).json);
  expect(await filtered('?operationId=receiveWebhook')).toEqual(['receiveWebhook', 'receiveWebhook']);
  expect(new Set(await filtered('?side=pipedrive&direction=in'))).toEqual(new Set(['getConversations', 'getConversationById']));
  expect(await filtered('?status=4xx')).toEqual(['getConversations']);
  expect(await filtered('?status=none')).toEqual([]);
  expect(new Set(await filtered('?direction=out'))).toEqual(new Set(['receiveMessage']));
  const all = await filtered('');
  const pages: string[] = [];
  let after = '';
  do {
    const { json } = proves(await ask(`?limit=2${after}`));
    pages.push(...operationsOf(json));
    after = json.after ? `&after=${json.after}` : '';
  } while (after !== '');
  expect(pages).toEqual(all);
});

test('listExchanges 200: one conversation, also where WhatsApp names only the number', async () => {
  await stage.write('hello');
  await until(() => inbox().length === 1, 'the message in the inbox');
  const { id } = await onlyConversation(stage);
  await stage.write('from somebody else', { from: '15551230002', name: 'Bert' });
  await until(() => inbox().length === 2, 'the other message in the inbox');
  const { json, text } = proves(await ask(`?conversationId=${id}&side=whatsapp`));
  expect(operationsOf(json)).toEqual(['receiveWebhook']);
  const towards = proves(await ask(`?conversationId=${id}&direction=out`)).json;
  expect(operationsOf(towards)).toEqual(['receiveMessage']);
  expect(text).not.toContain('from somebody else');
});

test('listExchanges 200: whoever only looks on does not show up, and what was refused says why', async () => {
  await ask();
  await stage.call('/console/balance', { auth: null });
  await stage.call('/health/ready', { auth: null });
  await stage.call(`/api/channels/${'c'.repeat(129)}/conversations`);
  const { json } = proves(await ask('?status=4xx'));
  expect(json.exchanges).toHaveLength(1);
  const asked = operationsOf((await ask()).json);
  expect(asked.filter((id) => ['listExchanges', 'getBalance', 'getReadiness'].includes(id))).toEqual([]);
  expect(json.exchanges[0]).toMatchObject({ status: 400, verdict: 'broken-by-request', violation: expect.stringContaining('128') });
});

test('listExchanges 200: an answer that breaks Pipedrive’s contract, and one that never came', async () => {
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 418, code: 'TEAPOT' });
  await stage.write('hello');
  await until(async () => operationsOf((await ask()).json).includes('receiveMessage'), 'the call');
  expect(proves(await ask('?side=pipedrive')).json.exchanges[0]).toMatchObject({
    status: 418,
    verdict: 'broken-by-answer',
    violation: 'status 418 is not documented',
  });
});

test('listExchanges 200: live, nothing personal is shown', async () => {
  const live = await startLive();
  try {
    const headers = { authorization: 'Bearer console-token', 'content-type': 'application/json' };
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value: { text: 'secret words' } }] }],
    });
    await live.call('/webhooks/whatsapp?hub.verify_token=guessed&phone=15551230001', { method: 'POST', headers, body });
    await live.call('/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=guessed-token&hub.challenge=1', { headers });
    const answer = proves(await live.call('/console/exchanges', { headers }));
    expect(answer.json.exchanges).toHaveLength(2);
    expect(answer.text).toContain('[redacted]');
    expect(answer.text).not.toMatch(/secret words|guessed|1555/);
  } finally {
    await live.stop();
  }
});

test('listExchanges 400: what the contract does not know', async () => {
  for (const query of ['?limit=0', '?side=meta', '?status=200', '?after=1.AAAAAAAAAAAAAAAA']) proves(await ask(query));
});

test('listExchanges 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/exchanges')).toBe(200);
});

test('listExchanges 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask('?conversationId=cv_x'));
});

test('listExchanges 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask('?conversationId=cv_x'));
});
