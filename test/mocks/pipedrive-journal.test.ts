import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournal } from '../../mocks/journal.ts';
import { callJson } from './far-end.ts';
import { BASIC, CHANNEL, CONVERSATION, message, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
const journal = createJournal();
beforeEach(async () => {
  journal.clear();
  setup = await startPipedrive({ journal });
});
afterEach(() => setup.stop());

const entries = (operationId: string | null) => journal.since(0).filter((entry) => entry.operationId === operationId);

test('journal: a served call with its body, its answer and the time of the clock', async () => {
  await setup.register();
  await setup.receive();
  expect(entries('receiveMessage')).toEqual([
    {
      seq: expect.any(Number),
      at: setup.clock.now(),
      side: 'pipedrive',
      direction: 'in',
      operationId: 'receiveMessage',
      method: 'POST',
      url: '/v1/channels/messages/receive',
      request: message(),
      status: 200,
      response: { success: true, data: message() },
      violation: null,
    },
  ]);
});

test('journal: a request that breaks the contract says how', async () => {
  await setup.call('POST', '/v1/channels', { name: 'without an id' });
  expect(entries('addChannel')).toMatchObject([{ status: 400, violation: expect.stringContaining('provider_channel_id') }]);
});

test('journal: a call whose answer was lost has status 0, whether it took effect or not', async () => {
  await setup.register();
  setup.pipedrive.faults.dropNext('receiveMessage', { afterHandling: false });
  setup.pipedrive.faults.dropNext('receiveMessage', { afterHandling: true });
  await expect(setup.receive()).rejects.toThrow();
  await expect(setup.receive()).rejects.toThrow();
  expect(entries('receiveMessage')).toMatchObject([
    { status: 0, request: null, response: null },
    { status: 0, request: { id: 'ms_1' }, response: null },
  ]);
});

test('journal: calls on the provider, with the form and its files by name and size', async () => {
  await setup.register();
  const file = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF') };
  await setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: CONVERSATION, text: 'The offer', files: [file] });
  expect(entries('getConversations')).toMatchObject([
    {
      direction: 'out',
      method: 'GET',
      url: `${setup.provider.url}/api/channels/${CHANNEL}/conversations?conversations_limit=30&messages_limit=30`,
      request: null,
      status: 200,
      response: { success: true, data: [] },
    },
  ]);
  expect(entries('postMessage')).toMatchObject([
    {
      request: {
        fields: { message: 'The offer', conversationId: CONVERSATION },
        files: [{ name: 'offer.pdf', contentType: 'application/pdf', size: 4 }],
      },
      response: { data: { id: 'ms_reply' } },
    },
  ]);
});

test('journal: a file that is opened is no operation, and its bytes are counted only', async () => {
  await setup.register();
  const url = `${setup.provider.url}/media/a`;
  const attachment = { id: 'at_1', type: 'image/png', name: null, size: null, url, link_expires: true, preview_url: null };
  await setup.receive({ attachments: [attachment] });
  await setup.pipedrive.idle();
  await setup.pipedrive.openAttachment(CHANNEL, CONVERSATION, 'ms_1', 'at_1');
  expect(entries(null)).toMatchObject([
    { method: 'HEAD', url, status: 200, response: null },
    { method: 'GET', url, status: 200, response: { bytes: expect.any(Number) } },
  ]);
});

test('journal: neither credentials nor tokens nor codes are in it', async () => {
  const code = setup.pipedrive.issueCode();
  const form = { grant_type: 'authorization_code', code, redirect_uri: 'https://provider.example/callback' };
  const { body } = await callJson<{ access_token: string; refresh_token: string }>('POST', `${setup.url}/oauth/token`, {
    authorization: BASIC,
    form,
  });
  await callJson('POST', `${setup.url}/oauth/revoke`, { authorization: BASIC, form: { token: body.refresh_token } });
  await setup.register();
  const text = JSON.stringify(journal.since(0));
  expect(entries('requestToken')).toMatchObject([{ request: { grant_type: 'authorization_code' }, response: { token_type: 'Bearer' } }]);
  for (const secret of [code, body.access_token, body.refresh_token, BASIC, 'secret', 'v1u:']) expect(text).not.toContain(secret);
});

test('journal: a call that nobody answers has status 0 and says why', async () => {
  await setup.provider.stop();
  await setup.register();
  expect(entries('getConversations')).toMatchObject([{ status: 0, response: expect.stringContaining('ECONNREFUSED') }]);
});

test('journal: without one, nothing is kept', async () => {
  await setup.stop();
  setup = await startPipedrive();
  await setup.register();
  expect(setup.pipedrive.channels()).toHaveLength(1);
  expect(journal.since(0)).toEqual([]);
});
