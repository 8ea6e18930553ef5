import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournal, type Journal } from '../../mocks/journal.ts';
import { until } from './far-end.ts';
import { ACCOUNT, ANA, NUMBER, type Setup, START, startWhatsApp, TOKEN, text } from './whatsapp-setup.ts';
import { upload } from './whatsapp-upload.ts';

let setup: Setup;
let journal: Journal;
beforeEach(async () => {
  journal = createJournal();
  setup = await startWhatsApp({ journal });
});
afterEach(() => setup.stop());

const newest = () => journal.since(0).at(-1);

test('journal: a request that was served, with both bodies and without credentials', async () => {
  const { body } = await setup.send(text('hi'));
  expect(journal.since(0)).toEqual([
    {
      seq: 1,
      at: START,
      side: 'whatsapp',
      direction: 'in',
      operationId: 'sendMessage',
      method: 'POST',
      url: `/v26.0/${NUMBER}/messages`,
      request: { messaging_product: 'whatsapp', recipient_type: 'individual', ...text('hi') },
      status: 200,
      response: body,
      violation: null,
    },
  ]);
});

test('journal: a webhook that was posted, each attempt by itself', async () => {
  const { provider, clock, whatsapp } = setup;
  provider.answer = () => ({ status: provider.seen.length === 1 ? 503 : 200, body: { seen: provider.seen.length } });
  const { messageId } = await whatsapp.write({ from: ANA, message: { type: 'text', text: 'hi' } });
  await clock.advance(1000);
  await until(() => journal.since(0).length === 2);
  expect(journal.since(0)).toMatchObject([
    {
      direction: 'out',
      operationId: 'receiveWebhook',
      url: `${provider.url}/webhooks/whatsapp`,
      at: START,
      status: 503,
      response: { seen: 1 },
    },
    { direction: 'out', at: START + 1000, status: 200, response: { seen: 2 }, violation: null },
  ]);
  expect(JSON.stringify(journal.since(0)[0]?.request)).toContain(messageId);
});

test('journal: a webhook that nobody answered has status 0; an answer of another shape breaks the contract', async () => {
  await setup.provider.stop();
  await setup.write();
  expect(newest()).toMatchObject({ status: 0, violation: null });
});

test('journal: what breaks the contract says how, in both directions', async () => {
  await setup.send({ to: ANA, type: 'telegram' });
  expect(newest()).toMatchObject({ status: 400, violation: expect.stringContaining('body/type') });
  await setup.send({ to: 'US.123', type: 'text', text: { body: 'x' } });
  expect(newest()).toMatchObject({ status: 200, violation: expect.stringContaining('body/to') });
  setup.provider.answer = () => ({ status: 418 });
  await setup.write();
  expect(newest()).toMatchObject({ status: 418, violation: expect.stringContaining('418') });
  setup.provider.answer = () => ({ status: 200 });
  await setup.whatsapp.write({ from: ANA, message: { raw: { type: 'text', text: { body: 7 } } } });
  expect(newest()).toMatchObject({ violation: expect.stringContaining('messages') });
});

test('journal: files are named by their size, and forms by their fields and files', async () => {
  const { body } = await upload(setup, Buffer.from('four'), 'image/png');
  expect(newest()).toMatchObject({
    operationId: 'uploadMedia',
    request: { fields: { messaging_product: 'whatsapp', type: 'image/png' }, files: [{ name: 'file', contentType: 'image/png', size: 4 }] },
  });
  const { url } = (await setup.graph<{ url: string }>('GET', `/v26.0/${body.id}`)).body;
  await (await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } })).arrayBuffer();
  expect(newest()).toMatchObject({ operationId: 'downloadMedia', status: 200, response: { bytes: 4 } });
});

test('journal: neither token nor signature stands anywhere', async () => {
  await setup.graph('GET', `/v26.0/${ACCOUNT}/message_templates?limit=1&access_token=${TOKEN}`);
  expect(newest()).toMatchObject({ operationId: 'listTemplates' });
  await setup.write();
  const all = JSON.stringify(journal.since(0));
  expect(all).not.toContain(TOKEN);
  expect(all).not.toContain('sha256=');
});

test('journal: an answer that was lost has status 0, with the request where it took effect', async () => {
  setup.whatsapp.faults.dropNext('sendMessage', { afterHandling: true });
  await expect(setup.send(text('taken'))).rejects.toThrow();
  await until(() => journal.since(0).length === 1);
  expect(newest()).toMatchObject({ status: 0, response: null, request: { text: { body: 'taken' } } });
  setup.whatsapp.faults.dropNext('sendMessage', { afterHandling: false });
  await expect(setup.send(text('lost'))).rejects.toThrow();
  await until(() => journal.since(0).length === 2);
  expect(newest()).toMatchObject({ status: 0, response: null, request: null });
});

test('journal: a call without credentials is in it, with its refusal', async () => {
  setup.whatsapp.revoke('access-token');
  await setup.send(text('x'));
  expect(newest()).toMatchObject({ status: 401, response: { error: { code: 190 } } });
});
