import { mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract as consoleContract } from '../../generated/console/index.ts';
import { contract as providerContract } from '../../generated/pipedrive-provider/index.ts';
import { onePixel } from '../../src/cli/verify/rules/incidents/sending.ts';
import { createCursors } from '../../src/domain/cursor.ts';
import { type ChannelId, newAttachmentId, newContactId, newConversationId } from '../../src/store/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { readContractDocument } from '../dredd/contract-document.ts';
import { install, newGrant } from '../store/conformance/fixture.ts';
import { type TestAnswer, until } from '../support/provider.ts';
import { formOf } from './form.ts';
import { ANA, type Conversation, type Stage, startStage } from './stage.ts';

const OTHER_NUMBER = '206540352242922';
const PHONES = { ours: ANA, theirs: '15551230002', nobody: '15550000000' };

/** Every id of one company, by the name of the parameter or body field that carries it. */
type Ids = Readonly<Record<(typeof names)[number], string>>;
const names = [
  ...(['providerChannelId', 'channelId', 'sourceConversationId', 'conversationId', 'sourceMessageId', 'senderId', 'sourceUserId'] as const),
  ...(['recipientIds', 'attachmentId', 'signature', 'expires', 'phone', 'userId', 'companyId', 'installationId'] as const),
  ...(['conversationsCursor', 'messagesCursor'] as const),
] as const;

/**
 * Operations of the operator, who works for all companies: a single id says whose, so that nothing could contradict it. The address of a picture is made of a hash, and names
 * nobody at all; files of the page and contracts are the same for everybody.
 */
const withOneId = ['itemId', 'deadLetterId', 'erasureId', 'avatarId', 'messageId', 'id', 'deliveryId', 'group', 'fileName'];

let stage: Stage;
let ours: Ids;
let theirs: Ids;
let nobody: Ids;
beforeEach(async () => {
  stage = await startStage({ parts: { providerRate: { perSecond: 1000, burst: 10_000 } } });
  const second = await stage.addChannel(OTHER_NUMBER);
  const idOf = (companyId: number) => install(stage.app.store, newGrant(), { companyId });
  const installations = { theirs: await idOf(502), ours: await idOf(503) };
  await stage.app.store.transaction(async (tx) => {
    await tx.setChannelInstallation(second.id, installations.theirs);
    for (const id of Object.values(installations)) await tx.endInstallation(id, { at: 0, eraseAt: Date.UTC(2100, 0), note: '' });
  });
  await stage.write('hello', { from: PHONES.ours });
  await stage.write('hello', { from: PHONES.theirs, phone: OTHER_NUMBER });
  for (const channelId of [stage.channelId, second.id]) await addFile(channelId);
  ours = await idsOf(stage.channelId, PHONES.ours, { companyId: '503', installationId: installations.ours });
  theirs = await idsOf(second.id, PHONES.theirs, { companyId: '502', installationId: installations.theirs });
  nobody = neverMade();
  await until(async () => (await stage.app.store.backlog()).length === 0 || (await stage.app.store.holds(stage.clock.now())).length > 0);
});
afterEach(() => stage.stopAll());

/** Puts a file onto the channel's only message, as if it had been fetched. */
async function addFile(channelId: string): Promise<void> {
  const file = `file-of-${channelId}`;
  await mkdir(`${stage.dataDir}/media`, { recursive: true });
  await writeFile(`${stage.dataDir}/media/${file}`, onePixel);
  const [conversation] = await stage.app.store.conversations(channelId as ChannelId, { limit: 1 });
  if (!conversation) throw new Error('nobody has written');
  const attachment = { id: newAttachmentId(), name: 'a.png', contentType: 'image/png', size: onePixel.length, sha256: 'x', file };
  await stage.app.store.transaction(async (tx) =>
    tx.insertAttachment(channelId as ChannelId, { conversationId: conversation.id, seq: 1 }, 0, attachment),
  );
}

const cursors = createCursors();
const cursorsOf = (channelId: string, conversationId: string) => ({
  conversationsCursor: cursors.encode(channelId, 5),
  messagesCursor: cursors.encode(`${channelId}/${conversationId}`, 5),
});

async function idsOf(channelId: string, phone: string, installation: Pick<Ids, 'companyId' | 'installationId'>): Promise<Ids> {
  const [conversation] = (await stage.call(`/api/channels/${channelId}/conversations`)).json.data as Conversation[];
  if (!conversation) throw new Error('nobody has written');
  const participant = (role: string) => conversation.participants.find((one) => one.role === role)?.id ?? '';
  const [message] = conversation.messages;
  const link = new URL(message?.attachments?.[0]?.url ?? '');
  return {
    ...{ providerChannelId: channelId, channelId, sourceConversationId: conversation.id, conversationId: conversation.id },
    ...{ sourceMessageId: message?.id ?? '', senderId: participant('end_user'), sourceUserId: participant('source_user') },
    ...{ recipientIds: participant('end_user'), attachmentId: link.pathname.split('/').at(-1) ?? '' },
    ...{ signature: link.searchParams.get('signature') ?? '', expires: link.searchParams.get('expires') ?? '' },
    ...{ phone, userId: `US.${phone}`, ...installation },
    ...cursorsOf(channelId, conversation.id),
  };
}

/** Ids that were never given to anybody, shaped like real ones. */
function neverMade(): Ids {
  const [channelId, conversationId, person] = ['ch_5mTqv0c2Zq1W8yKpR3xNdA', newConversationId(), newContactId()];
  return {
    ...{ providerChannelId: channelId, channelId, sourceConversationId: conversationId, conversationId },
    ...{ sourceMessageId: `ms_${conversationId.slice(3)}_1`, senderId: person, sourceUserId: person, recipientIds: person },
    ...{ attachmentId: newAttachmentId(), signature: 'A'.repeat(43), expires: ours.expires, phone: PHONES.nobody, userId: 'US.0' },
    ...{ companyId: '504', installationId: 'in_AAAAAAAAAAAAAAAA' },
    ...cursorsOf(channelId, conversationId),
  };
}

interface Operation {
  id: string;
  method: string;
  path: string;
  /** The places of the request that carry an id, the channel's own first. */
  places: readonly (keyof Ids)[];
}

/** Ids that stand in a body or in an optional part of the query, where the contract's table of parameters does not tell. */
const further: Readonly<Record<string, readonly (keyof Ids)[]>> = {
  getConversations: ['conversationsCursor'],
  getConversationById: ['messagesCursor'],
  postMessage: ['conversationId', 'sourceUserId', 'recipientIds'],
  findSender: ['phone'],
  eraseInstallation: ['companyId'],
};

/** Every operation with an id in its address, from the documents themselves: a new one is walked by itself, or fails here until its ids are known. */
const operations: readonly Operation[] = ['pipedrive-provider', 'console'].flatMap((name) =>
  readContractDocument(name).operations.flatMap(({ id, method, path, parameters }) => {
    const carried = parameters.filter((one) => one.in === 'path' || (one.in === 'query' && one.required)).map((one) => one.name);
    const isTheOperators = carried.some((one) => withOneId.includes(one)) || /^\/(playground|assets|contracts)\//.test(path);
    const isOpen = name === 'console' && carried.length === 0;
    if (isTheOperators || isOpen) return [];
    return [{ id, method: method.toUpperCase(), path, places: [...carried, ...(further[id] ?? [])] as (keyof Ids)[] }];
  }),
);

function request({ id, method, path }: Operation, ids: Ids): Promise<TestAnswer> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: keyof Ids) => encodeURIComponent(ids[name]));
  const query = new URLSearchParams();
  const { conversationsCursor, messagesCursor, phone, companyId } = ids;
  if (id === 'getConversations') query.set('after', conversationsCursor);
  if (id === 'getConversationById') query.set('after', messagesCursor);
  if (id === 'findSender') query.set('phone', phone);
  if (id === 'getMedia') for (const name of ['expires', 'signature'] as const) query.set(name, ids[name]);
  const address = query.size === 0 ? filled : `${filled}?${query}`;
  if (id === 'postMessage') {
    const form = formOf({
      senderId: ids.sourceUserId,
      recipientIds: [ids.recipientIds],
      conversationId: ids.conversationId,
      message: 'hi',
    });
    return stage.call(address, { method, ...form });
  }
  if (id === 'connectChannel') {
    return stage.call(address, { method, auth: null, headers: { 'content-type': 'application/json' }, body: '{}' });
  }
  if (id === 'eraseInstallation') {
    return stage.call(address, {
      method,
      auth: null,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ companyId: Number(companyId) }),
    });
  }
  return stage.call(address, path.startsWith('/api/') ? { method } : { method, auth: null });
}

/** What a caller can compare: everything but the moment and the number of the request. */
const visible = ({ status, text, headers }: TestAnswer) => {
  const { date: _, 'x-request-id': __, ...rest } = headers;
  return { status, text: text.replace(/"requestId":"[^"]*"/, ''), headers: { ...rest, 'content-length': 'checked with the text' } };
};

const storeMethods = () => Object.keys(stage.app.store) as (keyof Store)[];
/** How often each method of the store was asked: the same work, and so the same time. */
async function counted(ask: () => Promise<TestAnswer>) {
  const before = storeMethods().map((name) => stage.storeCalls(name));
  const answer = await ask();
  const calls = storeMethods().flatMap((name, index) => {
    const made = stage.storeCalls(name) - (before[index] ?? 0);
    return made > 0 ? [`${name} ${made}`] : [];
  });
  return { answer, calls };
}

test('tenancy: the walk knows what every id in an address stands for', () => {
  const documented = [providerContract, consoleContract].flatMap((contract) => Object.keys(contract.operations));
  expect(operations.map(({ id }) => id).filter((id) => !documented.includes(id))).toEqual([]);
  expect(operations.length).toBeGreaterThanOrEqual(13);
  for (const { id, places } of operations) {
    const unknown = places.filter((place) => !names.includes(place));
    expect(unknown, `${id} carries ids that this test cannot exchange; add them to \`names\`, idsOf and neverMade`).toEqual([]);
  }
});

test.each(operations)('tenancy: $id lets nobody see, change or guess anything of another company', async (operation) => {
  // When a link ends is the same for everybody who asks in the same second.
  const [owner, ...rest] = operation.places.filter((place) => place !== 'expires');
  if (!owner) throw new Error('nothing names a company');
  for (const [mine, other] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    // Every mixture of ids: the other company's, or those of nobody, in one place and in all places behind the channel.
    for (const exchanged of [...rest.map((place) => [place]), rest].filter((places) => places.length > 0)) {
      const mix = (from: Ids): Ids => ({ ...mine, ...Object.fromEntries(exchanged.map((place) => [place, from[place]])) });
      const what = `${exchanged.join(', ')} of the other company`;
      const absent = await counted(() => request(operation, mix(nobody)));
      const foreign = await counted(() => request(operation, mix(other)));
      expect(foreign.answer.status, `${what}: ${foreign.answer.text}`).toBeGreaterThanOrEqual(400);
      expect(visible(foreign.answer), what).toEqual(visible(absent.answer));
      expect(foreign.calls, what).toEqual(absent.calls);
    }
  }
  // The same request with its own ids passes, so that the refusals above say something.
  expect((await request(operation, ours)).status).toBeLessThan(300);
});
