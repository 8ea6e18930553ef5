import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleBytes } from '../../mocks/whatsapp/sample-media.ts';
import { ANA, type GraphErrorBody, NUMBER, type Setup, startWhatsApp, text } from './whatsapp-setup.ts';
import { upload } from './whatsapp-upload.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
  await setup.write();
});
afterEach(() => setup.stop());

const DAY = 24 * 60 * 60 * 1000;

/** Sends the message and resolves with what became of it: the code of its failure, or its statuses. */
async function fateOf(message: Record<string, unknown>) {
  const { status, body } = await setup.send({ to: ANA, ...message });
  expect(status).toBe(200);
  await setup.settle();
  const told = setup.statuses().filter(({ id }) => id === body.messages[0]?.id);
  return told[0]?.errors?.[0]?.code ?? told.map((entry) => entry.status);
}

const ALL = ['sent', 'delivered', 'read'];
const opus = 'audio/ogg; codecs=opus';

test.each<[string, string, string, Record<string, unknown>, unknown]>([
  ['a picture as image', 'image/jpeg', 'image/jpeg', { type: 'image' }, ALL],
  ['a sticker as sticker', 'image/webp', 'image/webp', { type: 'sticker' }, ALL],
  ['a recording as voice message', opus, opus, { type: 'audio', voice: true }, ALL],
  ['a picture as document', 'image/png', 'image/png', { type: 'document' }, ALL],
  ['WebP as image', 'image/webp', 'image/webp', { type: 'image' }, 131053],
  ['a picture as video', 'image/png', 'image/png', { type: 'video' }, 131053],
  ['WebP that claims to be JPEG', 'image/jpeg', 'image/webp', { type: 'image' }, 131053],
  ['another sound as voice message', 'audio/mpeg', 'audio/mpeg', { type: 'audio', voice: true }, 131053],
])('sendMessage 200: %s', async (_what, claimed, real, { type, ...more }, fate) => {
  const { body } = await upload(setup, sampleBytes(real), claimed);
  expect(await fateOf({ type, [type as string]: { id: body.id, ...more } })).toEqual(fate);
});

test('sendMessage 200: a file is gone after 30 days, or at once when all files expire: 131053', async () => {
  const { body } = await upload(setup, Buffer.from('x'), 'image/png');
  const image = { type: 'image', image: { id: body.id } };
  await setup.clock.advance(30 * DAY - 1);
  await setup.write();
  expect(await fateOf(image), 'a moment before').toEqual(ALL);
  expect(await fateOf(image)).toEqual(131053);
  const again = await upload(setup, Buffer.from('x'), 'image/png');
  expect(await fateOf({ type: 'image', image: { id: again.body.id } })).toEqual(ALL);
  setup.whatsapp.expire('media');
  expect(await fateOf({ type: 'image', image: { id: again.body.id } })).toEqual(131053);
});

test('sendMessage 200: a file of an interactive header that does not exist: 131053', async () => {
  const action = { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] };
  const interactive = { type: 'button', header: { type: 'image', image: { id: '404' } }, body: { text: 'x' }, action };
  expect(await fateOf({ type: 'interactive', interactive })).toEqual(131053);
});

test('sendMessage 200: a reaction to a message of either side is sent; to one that is none, of another chat, or 30 days old it fails with 131009', async () => {
  const react = (message_id: string | undefined) => fateOf({ type: 'reaction', reaction: { message_id, emoji: '👍' } });
  const theirs = setup.whatsapp.phone(ANA)[0]?.id;
  const ours = (await setup.send(text('ours'))).body.messages[0]?.id;
  expect(await react(theirs)).toEqual(['sent']);
  expect(await react(ours)).toEqual(['sent']);
  expect(await react('wamid.none')).toBe(131009);
  const reaction = setup.whatsapp.phone(ANA).find(({ type }) => type === 'reaction')?.id;
  expect(await react(reaction)).toBe(131009);
  const { messageId } = await setup.whatsapp.write({ from: '15551230002', message: { type: 'text', text: 'elsewhere' } });
  expect(await react(messageId)).toBe(131009);
  await setup.clock.advance(31 * DAY);
  await setup.write();
  expect(await react(theirs)).toBe(131009);
});

test.each(['https://%', 'http://[::1/x.jpg'])(
  'sendMessage 200: the link %s cannot be downloaded by anybody: it fails with 131053',
  async (link) => {
    expect(await fateOf({ type: 'image', image: { link } })).toBe(131053);
  },
);

test('sendMessage 200: a file by link is not looked at; 400: a link that is not http(s) breaks the contract', async () => {
  expect(await fateOf({ type: 'image', image: { link: 'https://harbour.example/a.jpg' } })).toEqual(ALL);
  const message = { to: ANA, type: 'image', image: { link: 'ftp://harbour.example/a.jpg' } };
  expect(await setup.send<GraphErrorBody>(message)).toMatchObject({ status: 400, body: { error: { code: 100 } } });
});

test('sendMessage 200: a window is open towards the number that was written to, not towards another', async () => {
  const other = '106540352242999';
  await setup.stop();
  setup = await startWhatsApp({
    phoneNumbers: [
      { id: NUMBER, displayNumber: '15550783881', businessAccountId: '1' },
      { id: other, displayNumber: '15550783882', businessAccountId: '1' },
    ],
  });
  await setup.whatsapp.write({ from: ANA, to: other, message: { type: 'text', text: 'hi' } });
  expect(setup.newest().metadata.phone_number_id).toBe(other);
  expect(await fateOf({ type: 'text', text: { body: 'wrong number' } })).toBe(131047);
});

test('sendMessage 200: Direct Send needs no window, and costs what its category does', async () => {
  await setup.clock.advance(2 * DAY);
  expect(await fateOf({ ...text('direct'), category: 'utility' })).toEqual(ALL);
  expect(setup.statuses().at(0)?.pricing).toMatchObject({ category: 'utility', billable: true });
});

test('sendMessage 200: to a group: the group stands in place of a person, and whoever writes in it opens its window', async () => {
  const group = 'Y2FwaV9ncm91cDox';
  const written = { type: 'text', text: { body: 'who comes?' }, group_id: group };
  await setup.whatsapp.write({ from: ANA, message: { raw: written } });
  const { body } = await setup.send({ to: group, recipient_type: 'group', type: 'text', text: { body: 'all' } });
  expect(body).toMatchObject({ contacts: [{ input: group }], messages: [{ group_id: group }] });
  await setup.settle();
  expect(setup.statuses()).toMatchObject(ALL.map((status) => ({ status, recipient_type: 'group', recipient_id: group })));
  expect(setup.whatsapp.phone(group).map((message) => message.text)).toEqual(['who comes?', 'all']);
  expect(setup.whatsapp.phone(ANA).map((message) => message.text)).toEqual(['Hello']);
  expect(setup.whatsapp.people.list()).toHaveLength(1);
});

test('sendMessage 200, then 131047: to a group in which nobody has written', async () => {
  await setup.send({ to: 'silent', recipient_type: 'group', type: 'text', text: { body: 'all' } });
  await setup.settle();
  expect(setup.statuses()).toMatchObject([{ status: 'failed', recipient_type: 'group', errors: [{ code: 131047 }] }]);
});

const interactive = { type: 'button', body: { text: 'x' }, action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] } };
test.each([
  ['an interactive message to a group', { to: 'group', recipient_type: 'group', type: 'interactive', interactive }, 100],
  ['a pin outside groups', { to: ANA, type: 'pin', pin: { type: 'pin', message_id: 'wamid.x' } }, 100],
  ['a recipient that is neither number nor user id', { to: 'Ana', type: 'text', text: { body: 'x' } }, 131009],
  ['a text of more than 4096 characters', { to: ANA, type: 'text', text: { body: 'x'.repeat(4097) } }, 100],
  ['a caption of more than 1024 characters', { to: ANA, type: 'image', image: { id: '1', caption: 'x'.repeat(1025) } }, 100],
])('sendMessage 400: %s is refused at once', async (_what, message, code) => {
  expect(await setup.send<GraphErrorBody>(message)).toMatchObject({ status: 400, body: { error: { code } } });
});
