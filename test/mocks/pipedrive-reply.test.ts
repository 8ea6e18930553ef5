import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANA, answerAsProvider, BASIC, CHANNEL, CONVERSATION, type PipedriveSetup, SALES, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
  await setup.register();
  await setup.receive();
  await setup.pipedrive.idle();
});
afterEach(() => setup.stop());

const reply = (text: string) => setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: CONVERSATION, text });
const posts = () => setup.provider.seen.filter(({ method }) => method === 'POST');

/** The form as a server reads it. */
const formOf = (request: ReturnType<typeof posts>[number]) =>
  new Response(new Uint8Array(request.body), { headers: { 'Content-Type': request.headers['content-type'] ?? '' } }).formData();

test('typeReply: one multipart form with the published fields, Basic credentials and the files', async () => {
  const file = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF') };
  const answer = await setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: CONVERSATION, text: 'The offer', files: [file] });
  expect(answer.status).toBe(200);
  const [request] = posts();
  if (!request) throw new Error('nothing was posted');
  expect(request.url).toBe(`/api/channels/${CHANNEL}/messages`);
  expect(request.headers.authorization).toBe(BASIC);
  const form = await formOf(request);
  expect([...form.keys()]).toEqual(['message', 'senderId', 'conversationId', 'recipientIds[]', 'files']);
  expect(form.get('message')).toBe('The offer');
  expect(form.get('senderId')).toBe(SALES);
  expect(form.getAll('recipientIds[]')).toEqual([ANA]);
  expect(form.get('files')).toMatchObject({ name: 'offer.pdf', type: 'application/pdf', size: 4 });
});

test('typeReply: after 200 the message stands in the inbox as sent, and statuses of its id update it', async () => {
  await reply('Yes');
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION).at(-1)).toMatchObject({
    id: 'ms_reply',
    text: 'Yes',
    status: 'sent',
    senderId: SALES,
  });
  await setup.receive({ id: 'ms_reply', message: 'Yes', sender_id: SALES, status: 'read' });
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toHaveLength(2);
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION).at(-1)?.status).toBe('read');
  expect(setup.pipedrive.breaches).toEqual([]);
});

test('typeReply: any other answer comes back, and nothing is added', async () => {
  setup.provider.answer = (request) => (request.method === 'POST' ? { status: 400, body: { success: false } } : answerAsProvider(request));
  expect(await reply('No')).toEqual({ status: 400, body: '{"success":false}' });
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toHaveLength(1);
});

test('typeReply: a conversation the provider does not describe is refused', async () => {
  setup.provider.answer = () => ({ status: 404, body: { success: false } });
  await expect(setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: 'cv_none', text: 'x' })).rejects.toThrow('cv_none');
});

test('typeReply: a double click posts the same form twice at the same moment, and both answers are told', async () => {
  let id = 0;
  setup.provider.answer = (request) =>
    request.method === 'POST' ? { status: 200, body: { success: true, data: { id: `ms_reply${++id}` } } } : answerAsProvider(request);
  setup.pipedrive.faults.calls.duplicate = 1;
  const answer = await reply('Yes');
  expect(answer.repeats).toHaveLength(1);
  expect(posts()).toHaveLength(2);
  const forms = await Promise.all(posts().map(formOf));
  expect(forms.map((form) => form.get('message'))).toEqual(['Yes', 'Yes']);
  // A provider that made two messages of it is shown as such.
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toHaveLength(3);
  setup.pipedrive.faults.clear();
  await reply('Once');
  expect(posts()).toHaveLength(3);
});
