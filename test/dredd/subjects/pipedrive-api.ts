import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { Bench } from '../bench.ts';
import { type DocumentedOperation, exampleAddress, exampleBody, readContractDocument } from '../contract-document.ts';
import type { Ask, Preparation, Subject } from '../subject.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const HTML_TYPE = 'text/html; charset=UTF-8';
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** The simulated Pipedrive. Errors that only Pipedrive's own troubles bring about are set as faults, with the code of the documented example. */
export function pipedriveSubject(bench: Bench): Subject {
  const { basic, pipedriveUrl, settle } = bench;
  const { pipedrive, pipedriveAccessToken } = bench.stage.peers;
  const bearer = { Authorization: `Bearer ${pipedriveAccessToken}` };
  const receiving = readContractDocument('pipedrive-api').operations.find(({ id }) => id === 'receiveMessage') as DocumentedOperation;
  let channels = 0;
  /** A channel of its own for every transaction, with a conversation in it. */
  const openChannel = async () => {
    const channelId = `ch_dredd_${channels++}`;
    pipedrive.registerChannel({ name: 'Harbour Sales', provider_channel_id: channelId, provider_type: 'whatsapp' });
    await pipedrive.idle();
    return channelId;
  };
  const fail: (status: number) => Preparation = (status) => (operation, usual) => {
    const [example] = Object.values(operation.responses[status]?.['application/json']?.examples ?? {});
    const { error = 'fault', additional_data } = example as { error?: string; additional_data?: { code?: string } };
    const failure = { status, code: additional_data?.code ?? error, ...(status === 429 || status === 503 ? { retryAfterSeconds: 2 } : {}) };
    pipedrive.faults.failNext(operation.id as keyof OperationTypes, failure);
    return usual;
  };
  const receive = (channelId: string, body: Buffer | undefined) => {
    const message = JSON.parse(body?.toString('utf8') ?? '{}') as Record<string, unknown>;
    return JSON.stringify({ ...message, channel_id: channelId });
  };
  const consentPath = (instead: Record<string, string>) => {
    const { clientId, callbackUrl } = pipedrive.settings();
    return `/oauth/authorize?${new URLSearchParams({ client_id: clientId, redirect_uri: callbackUrl ?? '', state: 'begun', ...instead })}`;
  };
  const withBody =
    (body: string): Preparation =>
    (_operation, usual) => ({ ...usual, body });

  return {
    document: 'pipedrive-api',
    url: pipedriveUrl,
    async settle() {
      await pipedrive.idle();
      await settle();
    },
    async usual(operation): Promise<Ask> {
      if (operation.id === 'authorize') return { path: consentPath({}) };
      if (operation.id === 'requestToken') {
        const grant = {
          grant_type: 'authorization_code',
          code: pipedrive.issueCode(),
          redirect_uri: 'https://provider.example.com/auth/pipedrive/callback',
        };
        return { headers: { ...FORM_TYPE, Authorization: basic }, body: form(grant) };
      }
      if (operation.id === 'revokeToken') return { headers: { ...FORM_TYPE, Authorization: basic } };
      if (operation.method === 'get') return { headers: bearer };
      const channelId = await openChannel();
      const body = exampleBody(operation)?.bytes;
      if (operation.id === 'receiveMessage') return { headers: { ...JSON_TYPE, ...bearer }, body: receive(channelId, body) };
      if (operation.id === 'addChannel') {
        const registration = { ...(JSON.parse(body?.toString('utf8') ?? '{}') as object), provider_channel_id: `${channelId}_new` };
        return { headers: { ...JSON_TYPE, ...bearer }, body: JSON.stringify(registration) };
      }
      return { path: exampleAddress(operation, { channelId }), headers: bearer };
    },
    plan: {
      '* 200': (_operation, usual) => usual,
      async 'deleteConversation 200'(operation, usual) {
        const channelId = await openChannel();
        const body = receive(channelId, exampleBody(receiving)?.bytes);
        await fetch(`${pipedriveUrl}/v1/channels/messages/receive`, { method: 'POST', headers: { ...JSON_TYPE, ...bearer }, body });
        await pipedrive.idle();
        const { conversation_id: conversationId } = JSON.parse(body) as { conversation_id: string };
        return { ...usual, path: exampleAddress(operation, { channelId, conversationId }) };
      },
      'authorize 200': (_operation, usual) => ({ ...usual, type: HTML_TYPE }),
      'authorize 302': (_operation, usual) => ({ ...usual, path: consentPath({ decision: 'allow' }), type: HTML_TYPE }),
      '* 400': fail(400),
      'authorize 400': (_operation, usual) => ({ ...usual, path: consentPath({ client_id: 'another' }), type: HTML_TYPE }),
      'requestToken 400': withBody(form({ grant_type: 'refresh_token', refresh_token: 'used-up' })),
      'revokeToken 400': withBody(form({ token_type_hint: 'access_token' })),
      'addChannel 400': withBody('{}'),
      'receiveMessage 400': withBody('{}'),
      '* 401': (operation, usual) => ({
        ...usual,
        headers: { ...usual.headers, Authorization: operation.security.includes('clientBasic') ? 'Basic YTpi' : 'Bearer v1u:wrong' },
      }),
      '* 402': fail(402),
      '* 403': fail(403),
      '* 404': fail(404),
      '* 410': fail(410),
      '* 429': fail(429),
      '* 500': fail(500),
      '* 503': fail(503),
    },
  };
}
