import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Template } from '../../mocks/whatsapp/options.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf } from '../support/webhooks.ts';
import { type FormFile, formOf } from './form.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, START, type Stage, startStage } from './stage.ts';

const HOUR = 3_600_000;

let stage: Stage;
let conversationId: string;
let senderId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  ({ id: conversationId, sourceUserId: senderId } = await onlyConversation(stage));
});
afterEach(() => stage.stopAll());

const png: FormFile = {
  name: 'berth.png',
  contentType: 'image/png',
  bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
};
const post = (message: string, files: FormFile[] = []) =>
  stage.call(`/api/channels/${stage.channelId}/messages`, { method: 'POST', ...formOf({ message, senderId, conversationId }, files) });
const onThePhone = () => stage.peers.whatsapp.phone(ANA).filter(({ from }) => from === 'business');
const storedCount = () => stage.rows("SELECT count(*) AS count FROM messages WHERE direction = 'outbound'")[0]?.['count'];
/** The catalogue of the simulated account. */
const catalogue = (...templates: Partial<Template>[]) =>
  stage.peers.whatsapp.configure({
    templates: templates.map((template, index) => ({
      id: String(index + 1),
      name: `template_${index}`,
      language: 'en_US',
      status: 'APPROVED',
      category: 'UTILITY',
      ...template,
    })),
  });
const body = (text: string) => ({ type: 'BODY', text });
const withButtons = {
  name: 'berth_hold',
  components: [body('Shall we hold berth {{1}}?'), { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] }],
};
const withPhoto = { name: 'berth_photo', components: [{ type: 'HEADER', format: 'IMAGE' }, body('This is berth {{1}} today.')] };

test('postMessage 200: outside the window the text of a template goes out as that template', async () => {
  await stage.clock.advance(25 * HOUR);
  const { id } = proves(await post('Olá Ana, o seu lugar está reservado até 21 de novembro.')).json.data;
  const [sent] = onThePhone();
  expect([sent?.type, sent?.text]).toEqual(['template', 'Olá Ana, o seu lugar está reservado até 21 de novembro.']);
  expect((sent?.content as { template?: unknown } | undefined)?.template).toEqual({
    name: 'berth_reminder',
    language: { code: 'pt_PT' },
    components: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Ana' },
          { type: 'text', text: '21 de novembro' },
        ],
      },
    ],
  });
  const shown = await stage.call(`/api/channels/${stage.channelId}/messages/${id}`);
  expect(shown.json.message).toBe('Olá Ana, o seu lugar está reservado até 21 de novembro.');
  expect(shown.json.reply_by).toBeUndefined();
});

test('postMessage 200: header, named value, address and code to copy go out as WhatsApp wants them, with the file uploaded', async () => {
  catalogue({
    name: 'rich',
    parameter_format: 'NAMED',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      body('Dear {{who}}, your berth.'),
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Track', url: 'https://harbour.example/{{1}}' },
          { type: 'COPY_CODE', text: 'Copy code' },
        ],
      },
    ],
  });
  await stage.clock.advance(25 * HOUR);
  proves(await post('Dear Ana, your berth.\n[Track] https://harbour.example/b-12\n[Copy code] SPRING', [png]));
  await until(() => onThePhone().length === 1);
  const [sent] = onThePhone();
  expect((sent?.content as { template?: { components: unknown[] } } | undefined)?.template?.components).toEqual([
    { type: 'header', parameters: [{ type: 'image', image: { id: expect.any(String) } }] },
    { type: 'body', parameters: [{ type: 'text', parameter_name: 'who', text: 'Ana' }] },
    { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'b-12' }] },
    { type: 'button', sub_type: 'copy_code', index: '1', parameters: [{ type: 'coupon_code', coupon_code: 'SPRING' }] },
  ]);
  expect(sent?.status).not.toBe('failed');
  expect(stage.peers.whatsapp.violations).toEqual([]);
});

test('postMessage 400: free text outside the window; says when it closed and which templates are nearest, and nothing is stored', async () => {
  await stage.clock.advance(25 * HOUR);
  const { code, message } = proves(await post('Is your berth booked until Friday?')).json.data;
  expect(code).toBe('INVALID_BODY');
  expect(message).toContain('2026-11-21T08:59:00');
  expect(message).toMatch(/nearest to your words: berth_reminder \(en_US\), .*berth_reminder \(pt_PT\)/);
  expect(message).not.toContain('winter_storage');
  expect(storedCount()).toBe(0);
  proves(await post('', [png]));
  expect(storedCount()).toBe(0);
  expect(await stage.mediaFiles()).toEqual([]);
  expect(onThePhone()).toEqual([]);
});

test('postMessage 400: at most five templates are named, and an account without any says so', async () => {
  catalogue(...Array.from({ length: 8 }, (_, index) => ({ components: [body(`Notice number ${index}.`)] })));
  await stage.clock.advance(25 * HOUR);
  expect(proves(await post('notice?')).json.data.message.match(/template_\d/g)).toHaveLength(5);
  catalogue();
  await stage.clock.advance(HOUR);
  expect(proves(await post('notice?')).json.data.message).toContain('no template');
});

test('postMessage 200: the window closes a minute before 24 hours, and opens again when the customer writes', async () => {
  await stage.clock.advance(START + 24 * HOUR - 60_001 - stage.clock.now());
  expect((await post('in time')).status).toBe(200);
  await stage.clock.advance(1);
  expect((await post('too late')).status).toBe(400);
  await stage.write('still there?');
  proves(await post('in time again'));
});

test('postMessage 400: a template with a variable left, a value that is not allowed, no file for its header, or one of several', async () => {
  catalogue(
    withPhoto,
    { name: 'until', components: [body('Berth {{1}} until {{2}}.')] },
    { name: 'welcome', components: [body('Welcome!')] },
    { name: 'welcome_offer', category: 'MARKETING', components: [body('Welcome!')] },
  );
  await stage.clock.advance(25 * HOUR);
  const reasonOf = async (text: string) => proves(await post(text)).json.data.message as string;
  expect(await reasonOf('Berth {{1}} until Friday.')).toMatch(/until \(en_US\).*fill in \{\{1\}\}/);
  expect(await reasonOf('Berth 1\n2 until Friday.')).toMatch(/no line break/);
  expect(await reasonOf('This is berth 12 today.')).toMatch(/berth_photo \(en_US\).*an image/);
  expect(await reasonOf('Welcome!')).toMatch(/several templates: welcome \(en_US\), welcome_offer \(en_US\)/);
  expect(storedCount()).toBe(0);
});

test('postMessage 200: inside the window the text of a template is free text, unless it shows buttons or the file of a header', async () => {
  catalogue(withButtons, withPhoto);
  for (const [text, files, type] of [
    ['Shall we hold berth 12?', [], 'text'],
    ['Shall we hold berth 12?\n[Yes]', [], 'template'],
    ['[a note in brackets]', [], 'text'],
    ['This is berth 12 today.', [png], 'image'],
    ['[image]\nThis is berth 12 today.', [png], 'template'],
  ] as const) {
    const before = onThePhone().length;
    proves(await post(text, [...files]));
    await until(async () => {
      await stage.clock.advance(1000);
      return onThePhone().length === before + 1;
    });
    expect(onThePhone().at(-1)?.type, text).toBe(type);
  }
});

test('postMessage 400: inside the window a template with a variable left is refused as well', async () => {
  proves(await post('Olá {{1}}, o seu lugar está reservado até amanhã.'));
  expect(storedCount()).toBe(0);
  expect((await post('Use {{1}} in the subject')).status).toBe(200);
});

test('postMessage 400: a text that takes too long to compare is refused at any time, and nothing is stored', async () => {
  await catalogue(...Array.from({ length: 50 }, (_, n) => ({ name: `t${n}`, components: [body('{{1}}, {{2}}, {{1}}, {{2}} [x]')] })));
  const text = `[x]\n${'a, '.repeat(1350)}b [x]`;
  for (const hours of [0, 25]) {
    await stage.clock.advance(hours * HOUR);
    const { status, json } = proves(await post(text));
    expect([status, json.data.code, json.data.message]).toEqual([
      400,
      'INVALID_BODY',
      expect.stringContaining('could not be compared with all templates'),
    ]);
  }
  expect([storedCount(), onThePhone()]).toEqual([0, []]);
});

test('postMessage 503: outside the window and without a catalogue nothing can be decided; later it can', async () => {
  await stage.clock.advance(25 * HOUR);
  stage.peers.whatsapp.faults.failNext('listTemplates', { status: 500, code: 131000 });
  expect(proves(await post('Hello Ana')).json.data.code).toBe('UNAVAILABLE');
  expect(storedCount()).toBe(0);
  expect((await post('Hello Ana')).status).toBe(400);
  await stage.clock.advance(HOUR);
  stage.peers.whatsapp.faults.failNext('listTemplates', { status: 500, code: 131000 });
  expect((await post('Olá Ana, o seu lugar está reservado até amanhã.')).status).toBe(200);
});

test('postMessage 200: inside the window no catalogue is needed', async () => {
  stage.peers.whatsapp.faults.failNext('listTemplates', { status: 500, code: 131000 });
  proves(await post('[hello] {{1}}'));
});

test('postMessage 400: WhatsApp knows the template differently; the catalogue is read again', async () => {
  await stage.clock.advance(25 * HOUR);
  const text = 'Olá Ana, o seu lugar está reservado até amanhã.';
  expect((await post(text)).status).toBe(200);
  catalogue({ name: 'berth_reminder', language: 'pt_PT', components: [body('Olá {{1}}, reservado até {{2}}.')], status: 'PAUSED' });
  expect(proves(await post(text)).json.data.message).toMatch(/132015|paused/i);
  expect((await post(text)).json.data.message).toContain('no template');
});

test('postMessage 400: a template that a webhook told is paused is not sent', async () => {
  await stage.clock.advance(25 * HOUR);
  const text = 'Olá Ana, o seu lugar está reservado até amanhã.';
  expect((await post(text)).status).toBe(200);
  const value = { event: 'PAUSED', message_template_id: 1, message_template_name: 'berth_reminder', message_template_language: 'pt-PT' };
  const delivery = deliveryOf(changeOf({}, {}));
  const told = { ...delivery, entry: [{ id: '102290129340398', changes: [{ field: 'message_template_status_update', value }] }] };
  expect((await stage.deliver(told)).status).toBe(200);
  stage.peers.whatsapp.faults.failNext('listTemplates', { status: 500, code: 131000 });
  expect(proves(await post(text)).json.data.message).toContain('Only an approved template');
});
