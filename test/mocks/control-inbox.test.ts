import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, received, startControl } from './control-setup.ts';
import { answerAsProvider, CHANNEL, CONVERSATION } from './pipedrive-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

const LONG = 'c'.repeat(513);
const channel = { providerChannelId: CHANNEL, name: 'Harbour Sales', type: 'whatsapp', templateSupport: true };
const messagesAt = (path = `${CHANNEL}/conversations/${CONVERSATION}`) => `/inbox/channels/${path}`;
/** What was asked of the provider, webhooks apart. */
const asked = () =>
  control.provider.seen.filter(({ url }) => url.startsWith('/api')).map(({ method, url }) => `${method} ${url.split('?')[0]}`);

test('registerChannel 201: the inbox has the channel and reads it in from the provider', async () => {
  expect(proves(await control.post('/channels', channel)).json).toEqual({
    id: CHANNEL,
    companyId: 12345678,
    userId: 23456789,
    name: 'Harbour Sales',
    type: 'whatsapp',
    templateSupport: true,
    conversations: 0,
  });
  await control.simulators.pipedrive.idle();
  expect(asked()).toEqual([`GET /api/channels/${CHANNEL}/conversations`, `GET /api/channels/${CHANNEL}/templates`]);
});

test('registerChannel 400: a field is missing, unknown or of another kind', async () => {
  for (const body of [{}, { name: 'x' }, { ...channel, type: 'pigeon' }, { ...channel, colour: 'red' }]) {
    proves(await control.post('/channels', body));
  }
});

test('registerChannel 409: there is such a channel already', async () => {
  await control.post('/channels', channel);
  expect(proves(await control.post('/channels', channel)).json.code).toBe('CONFLICT');
});

test('listInboxChannels 200: every channel with the number of its conversations', async () => {
  expect(proves(await control.get('/inbox/channels')).json).toEqual({ channels: [] });
  await control.converse();
  expect(proves(await control.get('/inbox/channels')).json.channels).toMatchObject([{ id: CHANNEL, conversations: 1 }]);
});

test('removeInboxChannel 200: the provider is told, with what it answered', async () => {
  await control.converse();
  expect(proves(await control.call('DELETE', messagesAt(CHANNEL))).json.status).toBe(200);
  expect(asked().at(-1)).toBe(`DELETE /api/channels/${CHANNEL}`);
  expect((await control.get('/inbox/channels')).json.channels).toEqual([]);
});

test('removeInboxChannel 400: an id beyond 512 characters', async () => {
  proves(await control.call('DELETE', messagesAt(LONG)));
});

test('removeInboxChannel 404: no such channel', async () => {
  proves(await control.call('DELETE', messagesAt('none')));
});

test('removeInboxChannel 409: the inbox knows no provider', async () => {
  const bare = await startControl({ providerUrl: '' });
  try {
    await bare.post('/channels', channel);
    expect(proves(await bare.call('DELETE', messagesAt(CHANNEL))).json.detail).toContain('providerUrl');
  } finally {
    await bare.stop();
  }
});

test('removeInboxChannel 502: the provider does not answer, and the channel stays', async () => {
  await control.converse();
  await control.provider.stop();
  proves(await control.call('DELETE', messagesAt(CHANNEL)));
  expect((await control.get('/inbox/channels')).json.channels).toHaveLength(1);
});

test('listInboxConversations 200: participants, how many messages, and the newest one', async () => {
  await control.converse('hello');
  expect(proves(await control.get(messagesAt(`${CHANNEL}/conversations`))).json).toMatchObject({
    conversations: [{ id: CONVERSATION, messages: 1, newest: 'hello', participants: [{ role: 'source_user' }, { name: 'Ana Pereira' }] }],
  });
});

test('listInboxConversations 400: an id beyond 512 characters', async () => {
  proves(await control.get(messagesAt(`${LONG}/conversations`)));
});

test('listInboxConversations 404: no such channel', async () => {
  proves(await control.get(messagesAt('none/conversations')));
});

test('listInboxTemplates 200: what the provider listed', async () => {
  const templates = [{ id: 'tp_1', name: 'reminder', content: 'See you on {{1}}.', language: 'en' }];
  control.provider.answer = (seen) =>
    seen.url.endsWith('/templates') ? { status: 200, body: { success: true, data: { templates } } } : answerAsProvider(seen);
  await control.post('/channels', channel);
  await control.simulators.pipedrive.idle();
  expect(proves(await control.get(messagesAt(`${CHANNEL}/templates`))).json.templates).toEqual(templates);
});

test('listInboxTemplates 400: an id beyond 512 characters', async () => {
  proves(await control.get(messagesAt(`${LONG}/templates`)));
});

test('listInboxTemplates 404: no such channel', async () => {
  proves(await control.get(messagesAt('none/templates')));
});

test('listInboxMessages 200: who wrote what, oldest first, by role and not by id', async () => {
  await control.converse();
  await control.post('/salespeople/messages', { to: CUSTOMER, text: 'hi' });
  const { messages } = proves(await control.get(`${messagesAt()}/messages`)).json;
  expect(messages.map(({ from, text, status }: never) => [from, text, status])).toEqual([
    ['customer', 'hello', 'delivered'],
    ['salesperson', 'hi', 'sent'],
  ]);
});

test('listInboxMessages 400: an id beyond 512 characters', async () => {
  proves(await control.get(messagesAt(`${CHANNEL}/conversations/${LONG}/messages`)));
});

test('listInboxMessages 404: no such channel, no such conversation', async () => {
  proves(await control.get(messagesAt('none/conversations/none/messages')));
  await control.post('/channels', channel);
  proves(await control.get(messagesAt(`${CHANNEL}/conversations/none/messages`)));
});

test('loadOlderMessages 200: nothing older was offered, so nothing is asked', async () => {
  await control.converse();
  const before = asked().length;
  expect(proves(await control.post(`${messagesAt()}/older`)).json).toMatchObject({ status: null, added: 0, more: false, messages: [{}] });
  expect(asked()).toHaveLength(before);
});

test('loadOlderMessages 400: an id beyond 512 characters', async () => {
  proves(await control.post(`${messagesAt(`${CHANNEL}/conversations/${LONG}`)}/older`));
});

test('loadOlderMessages 404: no such conversation', async () => {
  proves(await control.post(`${messagesAt('none/conversations/none')}/older`));
});

test('loadOlderMessages 409: the inbox knows no provider', async () => {
  const bare = await startControl({ providerUrl: '' });
  try {
    await bare.post('/channels', channel);
    await bare.receive(received);
    proves(await bare.post(`${messagesAt()}/older`));
  } finally {
    await bare.stop();
  }
});

test('loadOlderMessages 502: the provider does not answer', async () => {
  control.provider.answer = (seen) => {
    const answer = answerAsProvider(seen);
    const isDetail = seen.url.split('?')[0]?.endsWith(CONVERSATION);
    const body = answer.body as { data: object };
    return isDetail ? { ...answer, body: { ...body, data: { ...body.data, next_messages_cursor: 'older' } } } : answer;
  };
  const all = await startControl({ providerUrl: control.provider.url, pipedrive: { wholeHistory: false } });
  try {
    await all.post('/channels', channel);
    await all.simulators.pipedrive.idle();
    await all.receive(received);
    await control.provider.stop();
    proves(await all.post(`${messagesAt()}/older`));
  } finally {
    await all.stop();
  }
});

/** Ana sent a file that lies on the provider. */
async function withFile(setup: ControlSetup, linkExpires = false): Promise<string> {
  await setup.converse();
  const url = `${setup.provider.url}/files/1`;
  const file = { id: 'at_1', type: 'image/jpeg', name: null, size: 7, url, link_expires: linkExpires, preview_url: null };
  expect(await setup.receive({ ...received, id: 'ms_2', message: 'file', attachments: [file] })).toBe(200);
  return `${messagesAt()}/messages/ms_2/attachments/at_1/open`;
}

test('openInboxAttachment 200: says which steps were taken and whether the file is shown', async () => {
  const { json } = proves(await control.post(await withFile(control)));
  expect(json).toEqual({ shown: true, renewed: false, steps: [{ call: 'get', status: 200 }], contentType: 'application/json', size: 41 });
});

test('openInboxAttachment 200: a link that has ended and is not renewed shows nothing', async () => {
  const path = await withFile(control, true);
  control.provider.answer = () => ({ status: 404 });
  const { json } = proves(await control.post(path));
  expect(json).toMatchObject({
    shown: false,
    steps: [
      { call: 'head', status: 404 },
      { call: 'getMessageById', status: 404 },
    ],
  });
});

test('openInboxAttachment 400: an id beyond 512 characters', async () => {
  proves(await control.post(`${messagesAt()}/messages/${LONG}/attachments/at_1/open`));
});

test('openInboxAttachment 404: no such message, no such file', async () => {
  await withFile(control);
  proves(await control.post(`${messagesAt()}/messages/none/attachments/at_1/open`));
  proves(await control.post(`${messagesAt()}/messages/ms_2/attachments/none/open`));
});

test('openInboxAttachment 409: the inbox knows no provider', async () => {
  const bare = await startControl({ providerUrl: '' });
  try {
    proves(await bare.post(await withFile(bare)));
  } finally {
    await bare.stop();
  }
});

test('openInboxAttachment 502: nobody answers under the link', async () => {
  const path = await withFile(control);
  await control.provider.stop();
  proves(await control.post(path));
});
