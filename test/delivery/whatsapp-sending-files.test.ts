import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReplyFile } from '../../mocks/pipedrive/provider-client.ts';
import { FILE_WAIT_MS } from '../../src/delivery/file-order.ts';
import { onlyConversation, type Stage, startStage } from '../contract/stage.ts';
import { isoMedia, jpeg, opus, pdf, png, webp } from '../domain/outgoing-files/samples.ts';
import { until } from '../support/provider.ts';

const ANA = '15551230001';

let stage: Stage;
let conversationId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  ({ id: conversationId } = await onlyConversation(stage));
  await until(() => stage.peers.pipedrive.conversations(stage.channelId).length === 1, 'the conversation in the inbox');
});
afterEach(() => stage.stopAll());

const onPhone = () => stage.peers.whatsapp.phone(ANA).filter(({ from }) => from === 'business');
type Content = Record<string, Record<string, string> | undefined>;
const contents = () => onPhone().map(({ type, content }) => [type, (content as Content)[type]]);

/** A salesperson sends; time passes until that many messages in all are on the phone. */
async function send(text: string, files: ReplyFile[], expected: number): Promise<void> {
  const replying = stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text, files });
  let status: number | undefined;
  void replying.then((answer) => {
    status = answer.status;
  });
  await until(async () => {
    await stage.clock.advance(100);
    return onPhone().length === expected && status !== undefined;
  }, `${expected} messages on the phone`);
  expect(status).toBe(200);
}
const file = (name: string, bytes: Buffer, contentType = 'application/octet-stream'): ReplyFile => ({ name, contentType, bytes });
const failures = async () => {
  await stage.clock.advance(60_000);
  await stage.peers.whatsapp.idle();
  return onPhone().filter(({ status }) => status === 'failed');
};

test('a text with one file: one message with a caption where WhatsApp allows one, two otherwise, and none of them fails', async () => {
  await send('a', [file('photo.jpg', jpeg())], 1);
  await send('b', [file('clip.mp4', isoMedia('isom'))], 2);
  await send('c', [file('offer.pdf', pdf())], 3);
  await send('d', [file('memo.ogg', opus(), 'audio/ogg')], 5);
  await send('e', [file('smile.webp', webp.simple(512, 512))], 7);
  const id = expect.any(String);
  expect(contents()).toEqual([
    ['image', { id, caption: 'a' }],
    ['video', { id, caption: 'b' }],
    ['document', { id, caption: 'c', filename: 'offer.pdf' }],
    ['text', { body: 'd' }],
    ['audio', { id, voice: true }],
    ['text', { body: 'e' }],
    ['sticker', { id }],
  ]);
  expect(await failures()).toEqual([]);
  expect(stage.peers.whatsapp.violations).toEqual([]);
});

test('files WhatsApp takes no upload of: go as documents behind a link of ours, byte for byte, with their name', async () => {
  const large = Buffer.concat([png(), Buffer.alloc(5 * 1024 * 1024)]);
  await send('the poster', [file('poster.png', large, 'image/png')], 1);
  await send('', [file('photo.webp', webp.simple(800, 600), 'image/webp')], 2);
  expect(contents()).toEqual([
    ['document', { link: expect.stringContaining('/media/'), caption: 'the poster', filename: 'poster.png' }],
    ['document', { link: expect.stringContaining('/media/'), filename: 'photo.webp' }],
  ]);
  const [, document] = contents()[0] as [string, Record<string, string>];
  const { pathname, search } = new URL(String(document['link']));
  const fetched = await stage.call(pathname + search, { auth: null });
  expect([fetched.status, fetched.headers['content-type'], fetched.headers['content-length']]).toEqual([
    200,
    'image/png',
    String(large.length),
  ]);
  expect(await failures()).toEqual([]);
});

test('text of every kind: is uploaded as plain text under its own name, and keeps its type in the inbox', async () => {
  await send('', [file('prices.csv', Buffer.from('a;b\n1;2\n'), 'text/csv')], 1);
  expect(contents()).toEqual([['document', { id: expect.any(String), filename: 'prices.csv' }]]);
  expect(stage.rows('SELECT content_type FROM attachments')).toEqual([{ content_type: 'text/csv' }]);
  expect(await failures()).toEqual([]);
});

test('an empty file: is refused at once with the reason, and nothing is stored, sent or left on the disk', async () => {
  const answer = await stage.peers.pipedrive.typeReply({
    channelId: stage.channelId,
    conversationId,
    text: 'look',
    files: [file('offer.pdf', pdf()), file('photo.png', Buffer.alloc(0), 'image/png')],
  });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatch(/photo\.png.*is empty/);
  expect(stage.rows("SELECT 1 FROM messages WHERE direction = 'outbound'")).toEqual([]);
  await until(async () => (await stage.mediaFiles()).length === 0, 'the empty media folder');
  expect(onPhone()).toEqual([]);
});

test('a text behind an image: waits three seconds for the first status of the image, and goes without one', async () => {
  const { whatsapp, pipedrive } = stage.peers;
  await send('', [file('plan.png', png())], 1);
  // From now on no status comes.
  whatsapp.configure({ statusDelayMs: { sent: 86_400_000, delivered: 86_400_000, read: 86_400_000 } });
  await stage.clock.advance(FILE_WAIT_MS);
  await send('', [file('plan.png', png())], 2);
  const takenAt = onPhone()[1]?.at ?? 0;
  const replying = pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'goodbye' });
  await until(async () => {
    await stage.clock.advance(100);
    return onPhone().length === 3;
  }, 'the text on the phone');
  await replying;
  expect(onPhone()[2]?.type).toBe('text');
  expect((onPhone()[2]?.at ?? 0) - takenAt).toBeGreaterThanOrEqual(FILE_WAIT_MS);
});

test('a text behind an image whose status has come: goes at once', async () => {
  await send('', [file('plan.png', png())], 1);
  await stage.clock.advance(1000);
  await stage.peers.whatsapp.idle();
  await until(() => stage.rows('SELECT 1 FROM statuses').length > 0, 'the first status');
  // The clock stands still: a wait would never end.
  const answer = await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'goodbye' });
  expect(answer.status).toBe(200);
  expect(onPhone().map(({ type }) => type)).toEqual(['image', 'text']);
});
