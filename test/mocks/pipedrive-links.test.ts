import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ANA,
  answerAsProvider,
  CHANNEL,
  CONVERSATION,
  conversation,
  message,
  type PipedriveSetup,
  startPipedrive,
} from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
});
afterEach(() => setup.stop());

const file = (link: string, expires: boolean) => ({
  id: 'at_1',
  type: 'application/pdf',
  name: 'offer.pdf',
  size: 4,
  url: `${setup.provider.url}/media/${link}`,
  link_expires: expires,
  preview_url: null,
});

/** A provider whose links work only while they are fresh, and who names another one in getMessageById. */
function serveFiles({ good, fresh, status = 200 }: { good: readonly string[]; fresh: unknown; status?: number }): void {
  setup.provider.answer = (request) => {
    if (request.url.startsWith('/media/')) return { status: good.includes(request.url.slice('/media/'.length)) ? 200 : 403, body: '%PDF' };
    if (/\/messages\/ms_1$/.test(request.url)) return { status, body: fresh };
    return answerAsProvider(request);
  };
}

const receiveFile = async (link: string, expires: boolean) => {
  await setup.register();
  await setup.receive({ attachments: [file(link, expires)] });
  await setup.pipedrive.idle();
  setup.provider.seen.length = 0;
};
const open = () => setup.pipedrive.openAttachment(CHANNEL, CONVERSATION, 'ms_1', 'at_1');
const asked = () => setup.provider.seen.map(({ method, url }) => `${method} ${url}`);
const { channel_id: _channel, conversation_id: _conversation, ...bare } = message();

test('openAttachment: a lasting link is read at once, without credentials', async () => {
  serveFiles({ good: ['a'], fresh: {} });
  await receiveFile('a', false);
  expect(await open()).toMatchObject({
    status: 200,
    renewed: false,
    contentType: 'application/json',
    steps: [{ call: 'get', status: 200 }],
  });
  expect(asked()).toEqual(['GET /media/a']);
  expect(setup.provider.seen[0]?.headers.authorization).toBeUndefined();
});

test('openAttachment: an expiring link is looked at with HEAD first, and read when it is good', async () => {
  serveFiles({ good: ['a'], fresh: {} });
  await receiveFile('a', true);
  const opened = await open();
  expect(opened.steps).toEqual([
    { call: 'head', status: 200 },
    { call: 'get', status: 200 },
  ]);
  expect(opened.bytes.toString()).toBe('"%PDF"');
});

test('openAttachment: for an ended link getMessageById gives a fresh one, which is kept', async () => {
  serveFiles({ good: ['b'], fresh: { ...bare, attachments: [] } });
  await receiveFile('a', true);
  serveFiles({ good: ['b'], fresh: { ...bare, attachments: [file('b', true)] } });
  const opened = await open();
  expect(opened.steps.map(({ call, status }) => [call, status])).toEqual([
    ['head', 403],
    ['getMessageById', 200],
    ['get', 200],
  ]);
  expect(opened).toMatchObject({ renewed: true, url: `${setup.provider.url}/media/b` });
  expect(asked()).toEqual(['HEAD /media/a', `GET /api/channels/${CHANNEL}/conversations/${CONVERSATION}/messages/ms_1`, 'GET /media/b']);
  expect((await open()).steps.map(({ call }) => call)).toEqual(['head', 'get']);
  expect(setup.pipedrive.breaches).toEqual([]);
});

test.each([
  ['provider-failed', 'the message is not known', 404, () => ({ success: false })],
  ['unreadable', 'the message comes in an envelope', 200, () => ({ success: true, data: { ...bare, attachments: [file('b', true)] } })],
  ['message-changed', 'another message comes', 200, () => ({ ...bare, id: 'ms_2', attachments: [file('b', true)] })],
  ['attachment-lost', 'the message comes without the file', 200, () => ({ ...bare, attachments: [] })],
  ['attachment-unreachable', 'the fresh link does not work', 200, () => ({ ...bare, attachments: [file('c', true)] })],
] as const)('openAttachment: %s is the breach when %s', async (kind, _when, status, fresh) => {
  serveFiles({ good: ['b'], fresh: {} });
  await receiveFile('a', true);
  serveFiles({ good: ['b'], fresh: fresh(), status });
  expect((await open()).status).not.toBe(200);
  expect(setup.pipedrive.breaches.map((breach) => breach.kind)).toEqual([kind]);
});

test('openAttachment: a file that the inbox does not know is refused', async () => {
  await receiveFile('a', true);
  await expect(setup.pipedrive.openAttachment(CHANNEL, CONVERSATION, 'ms_1', 'at_2')).rejects.toThrow('at_2');
  await expect(setup.pipedrive.openAttachment(CHANNEL, 'cv_none', 'ms_1', 'at_1')).rejects.toThrow('cv_none');
  await expect(setup.pipedrive.openAttachment('ch_none', CONVERSATION, 'ms_1', 'at_1')).rejects.toThrow('ch_none');
});

/** A provider that describes Ana with these fields, and answers getSenderById with that picture. */
function serveAvatars({ ana, sender, good = [] }: { ana: Record<string, unknown>; sender?: string; good?: readonly string[] }): void {
  setup.provider.answer = (request) => {
    const path = request.url.split('?')[0] ?? '';
    if (path.startsWith('/avatar/')) return { status: good.includes(path) ? 200 : 410 };
    if (path.includes('/senders/'))
      return { status: 200, body: { success: true, data: { id: ANA, name: 'Ana', avatar_url: sender ?? '' } } };
    const described = conversation([message()]);
    const data = { ...described, participants: described.participants.map((one) => (one.id === ANA ? { ...one, ...ana } : one)) };
    if (path.endsWith('/conversations')) return { status: 200, body: { success: true, data: [data], additional_data: {} } };
    return answerAsProvider(request);
  };
}
const show = () => setup.pipedrive.showAvatar(CHANNEL, CONVERSATION, ANA);

test('addChannel 200: a picture that is to be fetched is asked for once, at the first reading', async () => {
  serveAvatars({ ana: { fetch_avatar: true }, sender: 'https://provider.example/ana.png' });
  await setup.register();
  expect(asked().filter((call) => call.includes('/senders/'))).toEqual([`GET /api/channels/${CHANNEL}/senders/${ANA}`]);
  expect(await show()).toEqual({ url: 'https://provider.example/ana.png', steps: [] });
});

test('showAvatar: a picture without an end needs no call', async () => {
  serveAvatars({ ana: { avatar_url: `${setup.provider.url}/avatar/1` } });
  await setup.register();
  expect(await show()).toEqual({ url: `${setup.provider.url}/avatar/1`, steps: [] });
});

test('receiveMessage 200: an expiring picture is looked at once a day at most, and another one is asked for when it has ended', async () => {
  const [first, second] = [`${setup.provider.url}/avatar/1`, `${setup.provider.url}/avatar/2`];
  serveAvatars({ ana: { avatar_url: first, avatar_expires: true }, sender: second, good: ['/avatar/1', '/avatar/2'] });
  await setup.register();
  const heads = () => asked().filter((call) => call.startsWith('HEAD'));
  expect(heads()).toEqual(['HEAD /avatar/1']);
  await setup.receive({ id: 'ms_2' });
  await setup.clock.advance(23 * 3_600_000);
  await setup.receive({ id: 'ms_3' });
  await setup.pipedrive.idle();
  expect(heads()).toHaveLength(1);
  serveAvatars({ ana: { avatar_url: first, avatar_expires: true }, sender: second, good: ['/avatar/2'] });
  await setup.clock.advance(3_600_000);
  await setup.receive({ id: 'ms_4' });
  await setup.pipedrive.idle();
  expect(heads()).toHaveLength(2);
  expect(await show()).toEqual({ url: second, steps: [] });
});

test('showAvatar: a sender that is somebody else is a breach, and the old picture stays', async () => {
  const first = `${setup.provider.url}/avatar/1`;
  serveAvatars({ ana: { avatar_url: first, avatar_expires: true }, good: ['/avatar/1'] });
  await setup.register();
  setup.provider.answer = ({ url }) =>
    url.includes('/senders/')
      ? { status: 200, body: { success: true, data: { id: 'pt_other', name: 'Other', avatar_url: 'https://provider.example/other.png' } } }
      : { status: 404 };
  await setup.clock.advance(24 * 3_600_000);
  expect(await show()).toEqual({
    url: first,
    steps: [
      { call: 'head', status: 404 },
      { call: 'getSenderById', status: 200 },
    ],
  });
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['wrong-sender']);
  await expect(setup.pipedrive.showAvatar(CHANNEL, CONVERSATION, 'pt_none')).rejects.toThrow('pt_none');
});
