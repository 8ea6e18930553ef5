import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Endpoints } from '../../mocks/pipedrive/endpoints.ts';
import { startFarEnd } from './far-end.ts';
import {
  ANA,
  answerAsProvider,
  CHANNEL,
  CONVERSATION,
  conversation,
  type PipedriveSetup,
  SALES,
  startPipedrive,
} from './pipedrive-setup.ts';

let setup: PipedriveSetup;
let endpoints: () => Endpoints = () => ({});
beforeEach(async () => {
  setup = await startPipedrive({ endpoints: () => endpoints() });
});
afterEach(async () => {
  endpoints = () => ({});
  await setup.stop();
});

const channel = 'ch/with space';
const asked = () => setup.provider.seen.map(({ method, url }) => `${method} ${url}`);

/** A provider whose paths are not ours. */
function serveElsewhere(): void {
  const base = `${setup.provider.url}/v2/tenants/:providerChannelId`;
  endpoints = () => ({
    getConversations: `${base}/threads?kind=all`,
    getConversationById: `${base}/threads/:sourceConversationId`,
    postMessage: `${base}/outbox`,
    getSenderById: `${base}/people/:senderId`,
    deleteChannelById: `${base}`,
    getTemplates: `${base}/templates`,
  });
  setup.provider.answer = ({ method, url }) => {
    if (url.includes('/people/')) return { status: 200, body: { success: true, data: { id: ANA, name: 'Ana', avatar_url: '' } } };
    if (url.includes('/templates')) return { status: 200, body: { success: true, data: { templates: [] } } };
    if (url.includes('/threads/'))
      return {
        status: 200,
        body: {
          success: true,
          data: {
            ...conversation(),
            participants: [...conversation().participants.slice(0, 1), { id: ANA, name: 'Ana', role: 'end_user', fetch_avatar: true }],
          },
        },
      };
    if (url.includes('/threads')) return { status: 200, body: { success: true, data: [] } };
    return method === 'DELETE'
      ? { status: 200, body: { success: true } }
      : { status: 200, body: { success: true, data: { id: 'ms_reply' } } };
  };
}

test('endpoints: every call goes where the manifest says, variables encoded, the query added', async () => {
  serveElsewhere();
  setup.pipedrive.registerChannel({ name: 'Elsewhere', provider_channel_id: channel, template_support: true });
  await setup.pipedrive.idle();
  await setup.pipedrive.typeReply({ channelId: channel, conversationId: CONVERSATION, text: 'Yes' });
  await setup.pipedrive.deleteChannel(channel);
  const path = '/v2/tenants/ch%2Fwith%20space';
  expect(asked()).toEqual([
    `GET ${path}/threads?kind=all&conversations_limit=30&messages_limit=30`,
    `GET ${path}/templates`,
    `GET ${path}/threads/${CONVERSATION}?messages_limit=30`,
    `GET ${path}/people/${ANA}`,
    `POST ${path}/outbox`,
    `DELETE ${path}`,
  ]);
  expect(setup.pipedrive.breaches).toEqual([]);
});

test('endpoints: they are asked for anew, and what they leave out is looked for below the provider address', async () => {
  await setup.register();
  expect(asked()).toEqual([`GET /api/channels/${CHANNEL}/conversations?conversations_limit=30&messages_limit=30`]);
  endpoints = () => ({ postMessage: `${setup.provider.url}/later/:providerChannelId` });
  await setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: CONVERSATION, text: 'Yes' });
  expect(asked().slice(1)).toEqual([
    `GET /api/channels/${CHANNEL}/conversations/${CONVERSATION}?messages_limit=30`,
    `POST /later/${CHANNEL}`,
  ]);
});

test('configure: another provider address and other endpoints hold from the next call on', async () => {
  const other = await startFarEnd();
  other.answer = answerAsProvider;
  try {
    setup.pipedrive.configure({ providerUrl: `${other.url}/` });
    await setup.register();
    setup.pipedrive.configure({ endpoints: { postMessage: `${setup.provider.url}/out/:providerChannelId` } });
    await setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: CONVERSATION, text: 'Yes' });
    expect(other.seen.map(({ url }) => url.split('?')[0])).toEqual([
      `/api/channels/${CHANNEL}/conversations`,
      `/api/channels/${CHANNEL}/conversations/${CONVERSATION}`,
    ]);
    expect(asked()).toEqual([`POST /out/${CHANNEL}`]);
    expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toMatchObject([{ id: 'ms_reply', senderId: SALES }]);
  } finally {
    await other.stop();
  }
});
