import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OperationTypes as PipedriveOperations } from '../../generated/pipedrive-api/index.ts';
import type { OperationTypes as WhatsAppOperations } from '../../generated/whatsapp-cloud/index.ts';
import { readContractDocument } from '../dredd/contract-document.ts';
import { callJson } from './far-end.ts';
import { BASIC, CHANNEL, CONVERSATION, message, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';
import { ACCOUNT, NUMBER, type Setup, startWhatsApp, TOKEN, text } from './whatsapp-setup.ts';

type Json = Record<string, unknown>;

/** Every documented refusal with a JSON body: what the mocks answer. */
const refusals = <Body>(document: 'whatsapp-cloud' | 'pipedrive-api') =>
  readContractDocument(document).operations.flatMap(({ id, responses }) =>
    Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .flatMap(([status, media]) =>
        Object.entries(media['application/json']?.examples ?? {}).map(([name, body]) => [id, Number(status), name, body as Body] as const),
      ),
  );

describe('whatsapp', () => {
  let setup: Setup;
  beforeEach(async () => {
    setup = await startWhatsApp();
  });
  afterEach(() => setup.stop());

  const form = () => {
    const body = new FormData();
    body.set('messaging_product', 'whatsapp');
    body.set('type', 'image/png');
    body.set('file', new Blob(['x'], { type: 'image/png' }), 'x.png');
    return body;
  };
  const calls: Readonly<Record<keyof WhatsAppOperations, () => [path: string, options: RequestInit]>> = {
    sendMessage: () => [
      `/v26.0/${NUMBER}/messages`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', to: '15551230001', ...text('hi') }),
      },
    ],
    uploadMedia: () => [`/v26.0/${NUMBER}/media`, { method: 'POST', body: form() }],
    listTemplates: () => [`/v26.0/${ACCOUNT}/message_templates`, {}],
    downloadMedia: () => ['/whatsapp_business/attachments/?mid=1&source=webhook&ext=1&hash=x', {}],
    getNode: () => [`/v26.0/${NUMBER}`, {}],
    deleteMedia: () => ['/v26.0/1', { method: 'DELETE' }],
  };
  const ask = async (operationId: keyof WhatsAppOperations) => {
    const [path, { headers, ...options }] = calls[operationId]();
    const answer = await fetch(`${setup.url}${path}`, { ...options, headers: { authorization: `Bearer ${TOKEN}`, ...headers } });
    const { error } = (await answer.json()) as { error: Json };
    return { status: answer.status, error: { ...error, fbtrace_id: '' } };
  };

  // Which object is missing is the request's matter: with 400, a fault of code 100 is a wrong parameter.
  const found = refusals<{ error: Json }>('whatsapp-cloud').filter(
    ([, status, , { error }]) => !(status === 400 && error['type'] === 'GraphMethodException'),
  );

  test.each(found)('%s %i: a fault reads like the mock: %s', async (operationId, status, _name, { error }) => {
    setup.whatsapp.faults.failNext(operationId as keyof WhatsAppOperations, { status, code: Number(error['code']) });
    expect(await ask(operationId as keyof WhatsAppOperations)).toEqual({ status, error: { ...error, fbtrace_id: '' } });
    expect(setup.whatsapp.violations).toEqual([]);
  });

  test('downloadMedia 404: an address that has expired by itself names the same exception as the mock', async () => {
    const example = found.find(([id, status]) => id === 'downloadMedia' && status === 404)?.[3];
    const answer = await ask('downloadMedia');
    expect(answer).toMatchObject({ status: 404, error: { ...example?.error, code: 100, error_subcode: 33, fbtrace_id: '' } });
    expect(answer.error).toHaveProperty('error_data.details', expect.stringContaining('expired'));
  });

  test('sendMessage 400: a code without an example says so', async () => {
    setup.whatsapp.faults.failNext('sendMessage', { status: 400, code: 424242 });
    expect(await ask('sendMessage')).toMatchObject({
      status: 400,
      error: { code: 424242, error_data: { details: 'The contract gives no example of this code.' } },
    });
  });
});

describe('pipedrive', () => {
  let setup: PipedriveSetup;
  beforeEach(async () => {
    setup = await startPipedrive();
  });
  afterEach(() => setup.stop());

  type OperationId = keyof PipedriveOperations;
  const grant = { grant_type: 'authorization_code', code: 'none', redirect_uri: 'https://provider.example/callback' };
  const calls: Readonly<
    Record<OperationId, [method: 'GET' | 'POST' | 'DELETE', path: string, content?: { body?: unknown; form?: Record<string, string> }]>
  > = {
    authorize: ['GET', '/oauth/authorize?client_id=client&redirect_uri=https%3A%2F%2Fprovider.example%2Fcallback'],
    requestToken: ['POST', '/oauth/token', { form: grant }],
    revokeToken: ['POST', '/oauth/revoke', { form: { token: 'never known' } }],
    getCurrentUser: ['GET', '/v1/users/me'],
    addChannel: ['POST', '/v1/channels', { body: { name: 'Second', provider_channel_id: 'ch_second' } }],
    deleteChannel: ['DELETE', `/v1/channels/${CHANNEL}`],
    receiveMessage: ['POST', '/v1/channels/messages/receive', { body: message() }],
    deleteConversation: ['DELETE', `/v1/channels/${CHANNEL}/conversations/${CONVERSATION}`],
  };

  // A fault does not know which field an operation lacks: it names one of requestToken.
  const found = refusals<Json>('pipedrive-api').filter(([id, , name]) => !(id === 'revokeToken' && name === 'missingToken'));

  test.each(found)('%s %i: a fault reads like the mock: %s', async (operationId, status, _name, body) => {
    const isOAuth = operationId === 'requestToken' || operationId === 'revokeToken';
    const code = isOAuth && status < 402 ? String(body['error']) : (body['additional_data'] as { code: string } | undefined)?.code;
    setup.pipedrive.faults.failNext(operationId as OperationId, { status, code });
    const [method, path, content] = calls[operationId as OperationId];
    const authorization = isOAuth ? BASIC : `Bearer ${setup.pipedrive.issueToken()}`;
    const answer = await callJson(method, `${setup.url}${path}`, { authorization, ...content });
    expect(answer).toMatchObject({ status });
    expect(answer.body).toEqual(body);
    expect(setup.pipedrive.violations).toEqual([]);
  });
});
