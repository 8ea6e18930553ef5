import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleBytes } from '../../mocks/whatsapp/sample-media.ts';
import { fillSample } from '../../mocks/whatsapp/webhook-samples.ts';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Bare, startBare } from './bare.ts';
import { type FormFile, formOf } from './form.ts';
import { type Live, startLive } from './live.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { ANA, START, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300 } } });
});
afterEach(() => stage.stopAll());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = json) =>
  stage.call(path, { method: 'POST', auth: null, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const hello = () =>
  deliveryOf(changeOf({ messages: [textMessage('hello', { at: stage.clock.now() })] }, { from: ANA, name: 'Ana Pereira' }));
const deliver = (body: unknown, headers?: Record<string, string>) => post('/playground/deliveries', body, headers);
const reply = (fields: Parameters<typeof formOf>[0], files?: FormFile[]) =>
  stage.call('/playground/replies', { method: 'POST', auth: null, ...formOf(fields, files) });
const pdf: FormFile = { name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 offer') };
const BEN = '15551230002';
const templates = () => stage.call('/playground/templates', { auth: null });
const conversation = (phone: string) => stage.call(`/playground/conversations/${phone}`, { auth: null });

async function stall(path: string, type = 'application/json', beginning = '{') {
  const connection = await openConnection(stage.url);
  connection.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${beginning.length + 49}\r\n\r\n${beginning}`,
  );
  return parseAnswer(await connection.closed());
}

async function outsideTheSandbox(path: string, options: Parameters<Live['call']>[1] = {}) {
  const live = await startLive();
  try {
    return await live.call(path, options);
  } finally {
    await live.stop();
  }
}

const broken = async (operationId: string, path: string, options?: Parameters<Bare['call']>[1]) => {
  const bare = await startBare('console', operationId);
  try {
    return await bare.call(path, options);
  } finally {
    await bare.stop();
  }
};

test('sendPlaygroundDelivery 200: signs the delivery, posts it, and passes on what the webhook answered', async () => {
  const { status, body } = proves(await deliver(hello())).json;
  expect([status, JSON.parse(body)]).toEqual([200, { stored: 1, duplicate: 0, quarantined: 0, ignored: 0 }]);
  const odd = proves(await deliver({ entry: 5 })).json;
  expect([odd.status, JSON.parse(odd.body).quarantined]).toEqual([200, 1]);
});

test('sendPlaygroundDelivery 400: not JSON, or no object', async () => {
  for (const body of ['{', '[]', '"x"', '']) proves(await deliver(body));
});

test('sendPlaygroundDelivery 404: only in the sandbox', async () => {
  expect(proves(await outsideTheSandbox('/playground/deliveries', { method: 'POST', headers: json, body: '{}' })).json.code).toBe(
    'NOT_FOUND',
  );
});

test('sendPlaygroundDelivery 408: a body that stalls', async () => {
  proves(await stall('/playground/deliveries'));
});

test('sendPlaygroundDelivery 413: more than a megabyte', async () => {
  proves(await deliver({ text: 'x'.repeat(1024 * 1024) }));
});

test('sendPlaygroundDelivery 415: another type', async () => {
  proves(await deliver('a=b', { 'content-type': 'application/x-www-form-urlencoded' }));
});

test('sendPlaygroundDelivery 500: a fault of ours keeps its words inside', async () => {
  // The simulated WhatsApp passes on, as a 200, whatever the webhook answers it.
  proves(await broken('sendPlaygroundDelivery', '/playground/deliveries', { method: 'POST', headers: json, body: '{}' }));
});

test('sendPlaygroundReply 200: a text goes through postMessage and reaches the phone', async () => {
  await deliver(hello());
  const { status, body } = proves(await reply({ phone: ANA, text: 'hi' })).json;
  expect([status, JSON.parse(body).success]).toEqual([200, true]);
  expect(stage.peers.whatsapp.phone(ANA).map(({ text }) => text)).toEqual(['hello', 'hi']);
});

test('sendPlaygroundReply 200: files go through postMessage with name, type and bytes, with a text or without, and leave nothing behind', async () => {
  await deliver(hello());
  await stage.write('hello', { from: BEN, name: 'Ben Costa' });
  expect(proves(await reply({ phone: ANA, text: 'The offer' }, [pdf])).json.status).toBe(200);
  expect(proves(await reply({ phone: BEN }, [{ ...pdf, name: 'Preise für Ana.pdf' }])).json.status).toBe(200);
  const sent = [ANA, BEN].flatMap((phone) => stage.peers.whatsapp.phone(phone).filter(({ from }) => from === 'business'));
  expect(sent.map(({ type, text }) => [type, text])).toEqual([
    ['document', 'The offer'],
    ['document', '[document Preise für Ana.pdf]'],
  ]);
  expect(sent.flatMap((message) => stage.peers.whatsapp.files(message))).toMatchObject([
    { name: 'offer.pdf', mimeType: 'application/pdf', size: pdf.bytes.length },
    { name: 'Preise für Ana.pdf', mimeType: 'application/pdf', size: pdf.bytes.length },
  ]);
  // Only what the two messages keep: the form's own copies are gone.
  await until(async () => (await stage.mediaFiles()).length === 2, 'the spooled copies gone');
});

test('sendPlaygroundReply 200: what postMessage refuses is passed on', async () => {
  await deliver(hello());
  const nothing = proves(await reply({ phone: ANA })).json;
  expect([nothing.status, JSON.parse(nothing.body).data.code]).toEqual([400, 'INVALID_BODY']);
  await stage.clock.advance(25 * 3_600_000);
  const late = proves(await reply({ phone: ANA, text: 'Are you coming?' })).json;
  expect([late.status, JSON.parse(late.body).data.message]).toEqual([400, expect.stringContaining('berth_reminder (en_US)')]);
});

test('sendPlaygroundReply 200: a double click is one answer', async () => {
  await deliver(hello());
  stage.peers.pipedrive.faults.calls.duplicate = 1;
  expect(proves(await reply({ phone: ANA, text: 'hi' })).json.status).toBe(200);
});

test('sendPlaygroundReply 400: a field is missing, empty, too long, repeated or unknown, or the form breaks off', async () => {
  const good = { phone: ANA, text: 'hi' };
  for (const fields of [
    {},
    { text: 'hi' },
    { ...good, phone: '' },
    { ...good, text: 'x'.repeat(4097) },
    { ...good, to: 'x' },
    { ...good, phone: [ANA, ANA] },
    { ...good, channelId: stage.channelId },
    { text: 'hi', channelId: stage.channelId },
  ]) {
    proves(await reply(fields));
  }
  const { headers, body } = formOf(good);
  proves(await stage.call('/playground/replies', { method: 'POST', auth: null, headers, body: body.subarray(0, -10) }));
});

test('sendPlaygroundReply 404: nobody has written from there, or there is no sandbox', async () => {
  proves(await reply({ phone: '15550000000', text: 'hi' }));
  const { headers, body } = formOf({ phone: ANA, text: 'hi' });
  proves(await outsideTheSandbox('/playground/replies', { method: 'POST', headers, body: body.toString() }));
});

test('sendPlaygroundReply 408: a form that stalls', async () => {
  await stage.stopAll();
  stage = await startStage({ parts: { dispatch: { formTimeoutMs: 150 } } });
  const { headers, body } = formOf({ phone: ANA, text: 'hi' }, [pdf]);
  proves(await stall('/playground/replies', headers['content-type'], body.toString('latin1').slice(0, -50)));
  await until(async () => (await stage.mediaFiles()).length === 0);
});

test('sendPlaygroundReply 413: more than ten files, a field beyond its limit', async () => {
  proves(await reply({ phone: ANA }, Array<FormFile>(11).fill(pdf)));
  proves(await reply({ phone: ANA, text: 'x'.repeat(65_537) }));
});

test('sendPlaygroundReply 415: another type', async () => {
  proves(await post('/playground/replies', { phone: ANA, text: 'hi' }));
});

test('sendPlaygroundReply 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await reply({ phone: ANA, text: 'hi' }));
});

test('sendPlaygroundReply 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await reply({ phone: ANA, text: 'hi' }));
});

test('getPlaygroundTemplates 200: what getTemplates answers the inbox, whose menu has them from then on', async () => {
  const { status, body } = proves(await templates()).json;
  const listed = JSON.parse(body).data.templates;
  expect([status, listed.map(({ name, language }: { name: string; language: string }) => `${name} ${language}`)]).toEqual([
    200,
    ['berth_reminder en_US', 'berth_reminder pt_PT', 'season_offer en_US'],
  ]);
  expect(stage.peers.pipedrive.templates(stage.channelId)).toEqual(listed);
});

test('getPlaygroundTemplates 400: a channel id beyond 128 characters', async () => {
  proves(await stage.call(`/playground/templates?channelId=${'x'.repeat(129)}`, { auth: null }));
});

test('getPlaygroundTemplates 404: no sandbox, or no channel in the inbox', async () => {
  proves(await outsideTheSandbox('/playground/templates'));
  await stage.peers.pipedrive.deleteChannel(stage.channelId);
  proves(await templates());
});

test('getPlaygroundTemplates 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('getPlaygroundTemplates', '/playground/templates'));
});

test('getPlaygroundConversation 200: files with working links, reactions, quotes and templates, and until when may be answered', async () => {
  await stage.peers.whatsapp.deliver(JSON.stringify(await fillSample('document', { from: ANA, now: stage.clock.now() })));
  await reply({ phone: ANA, text: 'Thank you' });
  const about = stage.peers.whatsapp.phone(ANA).at(-1)?.id;
  for (const name of ['reaction', 'quoted-reply'])
    await stage.peers.whatsapp.deliver(JSON.stringify(await fillSample(name, { from: ANA, now: stage.clock.now(), messageId: about })));
  await until(async () => (await conversation(ANA)).json.inbox[0]?.files.length === 1, 'the file in the inbox');
  const { pathname, search } = new URL((await conversation(ANA)).json.inbox[0].files[0].url);
  expect((await stage.call(`${pathname}${search}`, { auth: null })).text).toBe(sampleBytes('application/pdf').toString());
  await stage.clock.advance(25 * 3_600_000);
  expect((await reply({ phone: ANA, text: 'Hello Ana, berths for the spring are open. Shall we hold one for you?' })).json.status).toBe(
    200,
  );
  await until(async () => (await conversation(ANA)).json.inbox.length === 5);
  const { now, replyBy, inbox, handset } = proves(await conversation(ANA)).json;
  expect([now, replyBy]).toEqual([new Date(stage.clock.now()).toISOString(), new Date(START + 24 * 3_600_000).toISOString()]);
  const file = { name: 'order-1187.pdf', type: 'application/pdf', size: sampleBytes('application/pdf').length };
  expect(inbox[0].files).toEqual([
    { ...file, url: expect.stringContaining('/media/'), path: expect.stringContaining('/playground/inbox/') },
  ]);
  expect(handset.map((message: { files: unknown }) => message.files)).toEqual([
    [{ ...file, url: null, path: expect.stringContaining('/playground/files/') }],
    [],
    [],
    [],
    [],
  ]);
  expect(handset.map((message: { about: unknown }) => message.about)).toEqual([null, null, about, about, null]);
  expect(handset.map((message: { template: unknown }) => message.template)).toEqual([null, null, null, null, 'season_offer (en_US)']);
});

test('getPlaygroundConversation 200: both sides show the same', async () => {
  await deliver(hello());
  await reply({ phone: ANA, text: 'hi' });
  const textsOf = (messages: { from: string; text: string }[]) => messages.map(({ from, text }) => `${from}: ${text}`);
  await until(async () => (await conversation(ANA)).json.inbox.length === 2);
  const shown = proves(await conversation(ANA)).json;
  expect(shown).toMatchObject({ phone: ANA, name: 'Ana Pereira' });
  expect(textsOf(shown.inbox)).toEqual(['customer: hello', 'business: hi']);
  expect(textsOf(shown.handset)).toEqual(['customer: hello', 'business: hi']);
});

test('getPlaygroundConversation 400: a phone number beyond 128 characters', async () => {
  proves(await conversation('1'.repeat(129)));
});

test('getPlaygroundConversation 404: nobody has written from there, or there is no sandbox', async () => {
  proves(await conversation('15550000000'));
  proves(await conversation('nobody'));
  proves(await outsideTheSandbox(`/playground/conversations/${ANA}`));
});

test('getPlaygroundConversation 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('getPlaygroundConversation', `/playground/conversations/${ANA}`));
  stage.breakStore(new TypeError('secret detail'));
  proves(await conversation(ANA));
});

test('getPlaygroundConversation 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await conversation(ANA));
});
