import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, received, startControl } from './control-setup.ts';
import { answerAsProvider, CHANNEL, CONVERSATION } from './pipedrive-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

const type = (body: unknown) => control.post('/salespeople/messages', body);
const posted = () => control.provider.seen.filter(({ method, url }) => method === 'POST' && url.startsWith('/api'));

test('writeAsSalesperson 200: finds the conversation of the customer and calls postMessage as Pipedrive does', async () => {
  await control.converse();
  const { json } = proves(await type({ to: `+${CUSTOMER}`, text: 'hi' }));
  expect(json).toEqual({
    channelId: CHANNEL,
    conversationId: CONVERSATION,
    provider: { status: 200, body: '{"success":true,"data":{"id":"ms_reply"}}' },
  });
  const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = posted();
  const { clientId, clientSecret } = control.simulators.credentials;
  expect(url).toBe(`/api/channels/${CHANNEL}/messages`);
  expect(headers.authorization).toBe(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(body.toString()).toContain('name="message"\r\n\r\nhi\r\n');
});

test('writeAsSalesperson 200: by conversation, with a file', async () => {
  await control.converse();
  const files = [{ name: 'offer.txt', contentType: 'text/plain', base64: Buffer.from('Our offer').toString('base64') }];
  proves(await type({ conversationId: CONVERSATION, files }));
  expect(posted()[0]?.body.toString()).toMatch(/filename="offer.txt"\r\nContent-Type: text\/plain\r\n\r\nOur offer\r\n/);
});

test('writeAsSalesperson 200: what the provider refuses is passed on as it was', async () => {
  await control.converse();
  control.provider.answer = () => ({ status: 400, body: { success: false, data: { message: 'window closed', code: 'INVALID_BODY' } } });
  expect(proves(await type({ to: CUSTOMER, text: 'hi' })).json.provider.status).toBe(400);
});

test('writeAsSalesperson 200: waits for a message that is still on its way into the inbox', async () => {
  await control.converse('first');
  await control.post('/clock/advance', { by: 'PT1H' });
  const other = '15551230009';
  await control.post('/customers/messages', { from: other, text: 'from somebody else' });
  const typed = type({ to: other, text: 'hi' });
  const message = {
    ...received,
    id: 'ms_9',
    conversation_id: 'cv_other',
    message: 'from somebody else',
    created_at: '2026-11-20T10:00:00Z',
  };
  control.provider.answer = (seen) => {
    const answer = answerAsProvider({ ...seen, url: seen.url.replace('cv_other', CONVERSATION) });
    return JSON.parse(JSON.stringify(answer).replaceAll(CONVERSATION, 'cv_other')) as typeof answer;
  };
  expect(await control.receive(message)).toBe(200);
  expect(proves(await typed).json.conversationId).toBe('cv_other');
});

test('writeAsSalesperson 400: to nobody or twice, nothing written, or no base64', async () => {
  await control.converse();
  const wrong = [
    {},
    { text: 'hi' },
    { to: CUSTOMER },
    { to: CUSTOMER, text: '' },
    { to: CUSTOMER, conversationId: CONVERSATION, text: 'hi' },
    { to: CUSTOMER, text: 'hi', colour: 'red' },
    { to: CUSTOMER, files: [{ name: 'a', contentType: 'text/plain', base64: '???' }] },
  ];
  for (const body of wrong) proves(await type(body));
  expect(posted()).toEqual([]);
});

test('writeAsSalesperson 404: the customer wrote nothing, nothing arrived, or there is no such conversation or channel', async () => {
  await control.converse();
  expect(proves(await type({ to: '15550000000', text: 'hi' })).json.detail).toContain('POST /customers/messages');
  await control.post('/customers/messages', { from: '15550000000', text: 'never handed on' });
  expect(proves(await type({ to: '15550000000', text: 'hi' })).json.detail).toContain('transcript');
  proves(await type({ conversationId: 'none', text: 'hi' }));
  proves(await type({ to: CUSTOMER, channelId: 'none', text: 'hi' }));
});

test('writeAsSalesperson 409: no provider, no channel, or two channels have the conversation', async () => {
  expect(proves(await type({ to: CUSTOMER, text: 'hi' })).json.detail).toContain('POST /channels');
  await control.converse();
  await control.post('/channels', { providerChannelId: 'ch_second', name: 'Second' });
  await control.receive({ ...received, channel_id: 'ch_second' });
  const { detail } = proves(await type({ to: CUSTOMER, text: 'hi' })).json;
  expect(detail).toContain(CHANNEL);
  expect(detail).toContain('ch_second');
  expect((await type({ to: CUSTOMER, channelId: CHANNEL, text: 'hi' })).status).toBe(200);

  const bare = await startControl({ providerUrl: '' });
  try {
    expect(proves(await bare.post('/salespeople/messages', { to: CUSTOMER, text: 'hi' })).json.detail).toContain('--provider');
  } finally {
    await bare.stop();
  }
});

test('writeAsSalesperson 502: the provider does not answer', async () => {
  await control.converse();
  await control.provider.stop();
  proves(await type({ to: CUSTOMER, text: 'hi' }));
});

test('issueToken 201: an access token that opens the API, and a code that is exchanged once', async () => {
  const { token, expiresInSeconds } = proves(await control.post('/tokens', { kind: 'access-token' })).json;
  expect(expiresInSeconds).toBe(3599);
  const me = await fetch(`${control.pipedriveUrl}/v1/users/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(me.status).toBe(200);
  const { token: code } = proves(await control.post('/tokens', { kind: 'code' })).json;
  const { clientId, clientSecret } = control.simulators.credentials;
  const exchange = () =>
    fetch(`${control.pipedriveUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: 'https://provider.example/callback' }),
    });
  expect([(await exchange()).status, (await exchange()).status]).toEqual([200, 400]);
});

test('issueToken 400: of no kind, or another', async () => {
  for (const body of [{}, { kind: 'refresh-token' }]) proves(await control.post('/tokens', body));
});
