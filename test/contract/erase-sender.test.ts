import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onePixel } from '../../src/cli/verify/rules/incidents/sending.ts';
import type { ChannelId } from '../../src/store/ids.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';
import { type Ask, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

const BEN = '15551230002';
const SECRET = 'a sentence that nobody may read afterwards';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.write(SECRET);
});
afterEach(() => stage.stopAll());

const erase = (senderId: string, channelId = stage.channelId) =>
  stage.call(`/console/channels/${channelId}/senders/${senderId}`, { auth: null, method: 'DELETE' });
const ask: Ask = async (where, auth = null) => {
  const found = await where.call(`/console/channels/${where.channelId}/senders?phone=${ANA}`, { auth });
  return where.call(`/console/channels/${where.channelId}/senders/${found.json?.senderId ?? 'nobody'}`, { auth, method: 'DELETE' });
};
async function eraseAna() {
  const { json } = await stage.call(`/console/channels/${stage.channelId}/senders?phone=${ANA}`, { auth: null });
  const answer = proves(await erase(json.senderId));
  await until(async () => (await stage.app.store.erasure(answer.json.id))?.state === 'done', 'the erasure');
  return answer;
}
const conversations = () => stage.conversations();
const idOf = async (phone: string) =>
  (await stage.call(`/console/channels/${stage.channelId}/senders?phone=${phone}`, { auth: null })).json;
const bytesAtRest = async () =>
  Buffer.concat(
    await Promise.all(['', '-wal'].map((end) => readFile(join(stage.dataDir, `provider.db${end}`)).catch(() => Buffer.alloc(0)))),
  );

test('eraseSender 202: nothing of the person is left, in no table and in no byte of the files', async () => {
  const { id: conversationId } = await onlyConversation(stage);
  const channelId = stage.channelId;
  const pdf = { name: 'her offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 her offer') };
  await stage.peers.pipedrive.typeReply({ channelId, conversationId, text: 'dear Ana', files: [pdf] });
  await stage.peers.whatsapp.write({ from: ANA, message: { type: 'image', file: { bytes: onePixel, mimeType: 'image/png' } } });
  await until(() => stage.rows('SELECT file FROM attachments').length === 2, 'both files');
  // Set aside, and parked: nothing of these ever became a message.
  const { id: _, ...without } = textMessage('without an id');
  await stage.deliver(deliveryOf(changeOf({ messages: [without] }, { from: ANA, name: 'Ana Pereira' })));
  const wamid = `wamid.${Buffer.from(`\x01\x0b${ANA}\x15\x02`, 'latin1').toString('base64')}`;
  await stage.deliver(deliveryOf(changeOf({ statuses: [statusOf(wamid, 'read')] })));
  // A second one, in the same delivery as a neighbour's.
  const both = [textMessage('hers', { from: ANA }), textMessage('his', { from: BEN })];
  const contacts = [ANA, BEN].map((wa_id) => ({ wa_id, profile: { name: wa_id === ANA ? 'Ana Pereira' : 'Ben Ito' } }));
  await stage.deliver(deliveryOf(changeOf({ messages: both, contacts })));
  await until(async () => (await stage.app.store.backlog()).length === 0, 'every delivery');

  const { json } = await eraseAna();
  expect(json).toMatchObject({ kind: 'person', state: 'running', channelId, companyId: null });
  const record = await stage.app.store.erasure(json.id);
  expect(record?.counts).toMatchObject({ messages: 4, files: 2, quarantined: 1 });
  expect(await stage.mediaFiles()).toEqual([]);
  const bytes = await bytesAtRest();
  for (const word of [ANA, 'Ana Pereira', SECRET, 'dear Ana', 'her offer.pdf', 'without an id', wamid, 'hers']) {
    expect(bytes.includes(word), `"${word}" is still there`).toBe(false);
  }
  expect(bytes.includes('Ben Ito') && bytes.includes(BEN), 'the neighbour').toBe(true);
  expect((await conversations()).map(({ messages }) => messages.map(({ message }) => message))).toEqual([['his']]);
});

test('eraseSender 202: what comes late for what was erased does not bring it back; a new message begins anew', async () => {
  const late = textMessage('first', { at: stage.clock.now() });
  await stage.deliver(deliveryOf(changeOf({ messages: [late] }, { from: ANA, name: 'Ana Pereira' })));
  const before = await onlyConversation(stage);
  const sent = await stage.peers.pipedrive.typeReply({
    channelId: stage.channelId,
    conversationId: before.id,
    text: 'an answer',
    files: [],
  });
  const wamid = stage.rows('SELECT wamid FROM sends')[0]?.['wamid'] as string;
  await eraseAna();
  // Again: the same bytes, the same message in other bytes, a status of the answer, one that knows only our own key.
  await stage.deliver(deliveryOf(changeOf({ messages: [late] }, { from: ANA, name: 'Ana Pereira' })));
  const again = await stage.deliver(
    deliveryOf(changeOf({ messages: [late], statuses: [statusOf(wamid, 'read')] }, { from: ANA, name: 'A. P.' })),
  );
  expect(again.json).toEqual({ stored: 0, duplicate: 0, quarantined: 0, ignored: 2 });
  const key = `${JSON.parse(sent.body).data.id}.0`;
  await stage.deliver(deliveryOf(changeOf({ statuses: [statusOf('wamid.UNKNOWN', 'read', { biz_opaque_callback_data: key })] })));
  expect(await conversations()).toEqual([]);
  expect(stage.rows('SELECT * FROM statuses')).toEqual([]);
  expect((await bytesAtRest()).includes('A. P.'), 'the bytes of what was let go').toBe(false);

  await stage.write('I am back');
  const after = await onlyConversation(stage);
  expect([after.id, after.endUserId]).not.toEqual(expect.arrayContaining([before.id]));
  expect(after.endUserId).not.toBe(before.endUserId);
  expect(after.conversation.messages.map(({ message }) => message)).toEqual(['I am back']);
});

test('eraseSender 202: links, messages and ids of the person lead nowhere at once', async () => {
  const { id, endUserId, conversation } = await onlyConversation(stage);
  const prefix = `/api/channels/${stage.channelId}`;
  const paths = [`/conversations/${id}`, `/messages/${conversation.messages[0]?.id}`, `/senders/${endUserId}`];
  for (const path of paths) expect((await stage.call(prefix + path)).status, path).toBe(200);
  proves(await erase(endUserId));
  for (const path of paths) expect((await stage.call(prefix + path)).status, path).toBe(404);
});

test('eraseSender 202: a file that somebody else sent too stays for them', async () => {
  const { senderId } = await idOf(ANA);
  await stage.write('and I', { from: BEN, name: 'Ben Ito' });
  const image = { type: 'image', file: { bytes: onePixel, mimeType: 'image/png' } } as const;
  for (const from of [ANA, BEN]) await stage.peers.whatsapp.write({ from, message: image });
  await until(async () => stage.rows('SELECT file FROM attachments').length === 2, 'both files');
  proves(await erase(senderId));
  await until(async () => stage.rows("SELECT 1 FROM erasures WHERE state = 'done'").length === 1, 'the erasure');
  const [{ messages } = { messages: [] }] = await conversations();
  const link = new URL(messages.find(({ attachments }) => (attachments ?? []).length > 0)?.attachments?.[0]?.url ?? '');
  expect((await stage.call(link.pathname + link.search, { auth: null })).status).toBe(200);
});

test('eraseSender 202: what waits to be delivered is not delivered any more', async () => {
  await stage.app.store.transaction(async (tx) => {
    for (const destination of ['crm', 'whatsapp'] as const) {
      const hold = { channelId: stage.channelId as ChannelId, destination, until: stage.clock.now() + 60_000, code: 0, reason: 'a test' };
      await tx.hold(hold, stage.clock.now());
    }
  });
  await stage.write('waits');
  expect(await stage.app.store.backlog()).toHaveLength(1);
  await eraseAna();
  expect(await stage.app.store.backlog()).toEqual([]);
  expect(stage.rows('SELECT * FROM lanes')).toEqual([]);
});

test('eraseSender 400: an id that is too long', async () => {
  proves(await erase('s'.repeat(129)));
});

test('eraseSender 404: a second time, somebody of another channel, the business itself, no such channel', async () => {
  const { endUserId, sourceUserId } = await onlyConversation(stage);
  const other = await stage.addChannel('206540352242922');
  proves(await erase(endUserId, other.id));
  proves(await erase(sourceUserId));
  proves(await erase(endUserId, 'ch_5mTqv0c2Zq1W8yKpR3xNdA'));
  expect((await erase(endUserId)).status).toBe(202);
  proves(await erase(endUserId));
});

test('eraseSender 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('eraseSender 500: a fault of ours keeps its words inside', async () => {
  const { endUserId } = await onlyConversation(stage);
  await keepsFaultsInside(stage, () => erase(endUserId));
});
test('eraseSender 503: without the store nothing changes, and a repeat works', async () => {
  const { endUserId } = await onlyConversation(stage);
  await saysStoreIsAway(stage, () => erase(endUserId));
});
