import { expect, test } from 'vitest';
import { renderConversation } from '../../src/cli/trigger/render-conversation.ts';
import type { PlaygroundConversation } from '../../src/domain/playground.ts';

const usual = { kind: 'message', files: [], about: null, template: null, emoji: null, voice: false, location: null, contacts: [] };
const hello = { ...usual, id: 'ms_1', from: 'customer', text: 'Hello', status: 'delivered', at: '2026-11-20T09:00:00.000Z' } as const;
const hi = { ...usual, id: 'ms_2', from: 'business', text: 'Hi\nAna', status: 'read', at: '2026-11-20T09:00:05.000Z' } as const;
const conversation: PlaygroundConversation = {
  phone: '15551230001',
  name: 'Ana Pereira',
  now: '2026-11-20T09:00:30.000Z',
  replyBy: null,
  inbox: [hello, hi],
  handset: [
    { ...hello, id: 'wamid.1', status: 'sent' },
    { ...hi, id: 'wamid.2' },
  ],
};

test('show: an empty side says so', () => {
  expect(renderConversation({ ...conversation, inbox: [], handset: [] })).toContain('nothing yet');
});

test('show: long texts are broken at 100 columns, below each other; what a message is about, its template and its files stand with it', () => {
  const file = { name: 'offer.pdf', type: 'application/pdf', size: 1234, url: 'http://localhost:3000/media/x', path: null };
  const shown = renderConversation({
    ...conversation,
    inbox: [{ ...hi, text: `${'word '.repeat(14).trim()}\n[${'x'.repeat(70)}]`, status: 'failed', files: [file] }],
    handset: [
      { ...hi, id: 'wamid.2', template: 'berth_reminder (en_US)', text: 'Hello Ana, your berth is booked until Sunday.' },
      { ...hello, id: 'wamid.3', text: '[reaction 👍]', about: 'wamid.2', files: [{ ...file, name: null, size: null, url: null }] },
      { ...hello, id: 'wamid.4', about: 'wamid.0', files: [{ name: null, type: null, size: null, url: null, path: null }] },
    ],
  });
  expect(shown.split('\n')).toEqual([
    'Pipedrive inbox: Ana Pereira (UTC)',
    `  09:00:05  you       ✗ failed      ${'word '.repeat(13).trim()}`,
    `${' '.repeat(36)}word`,
    `${' '.repeat(36)}[${'x'.repeat(63)}`,
    `${' '.repeat(36)}${'x'.repeat(7)}]`,
    `${' '.repeat(36)}file: offer.pdf, application/pdf, 1.2 kB`,
    '',
    'WhatsApp phone: 15551230001 (UTC)',
    '  09:00:05  business  ✓✓ read       template berth_reminder (en_US)',
    `${' '.repeat(36)}Hello Ana, your berth is booked until Sunday.`,
    '  09:00:00  me        ✓✓ delivered  ↪ “Hello Ana, your berth is booked until S…”',
    `${' '.repeat(36)}[reaction 👍]`,
    `${' '.repeat(36)}file: application/pdf`,
    '  09:00:00  me        ✓✓ delivered  ↪ an earlier message',
    `${' '.repeat(36)}Hello`,
    `${' '.repeat(36)}file: a link`,
  ]);
});

test('show: the day stands between messages that are far apart', () => {
  const shown = renderConversation({ ...conversation, inbox: [hello, { ...hi, at: '2026-11-21T08:00:00.000Z' }], handset: [] });
  expect(
    shown
      .split('\n')
      .slice(1, 5)
      .map((line) => line.slice(0, 12)),
  ).toEqual(['  2026-11-20', '  09:00:00  ', '  2026-11-21', '  08:00:00  ']);
});

test.each([
  ['2026-11-21T08:59:59.000Z', ', free answers for another 23 h 59 min'],
  ['2026-11-20T09:00:29.000Z', ', only templates since 2026-11-20 09:00'],
  [null, ''],
])('show: reply_by %s reads%s', (replyBy, words) => {
  expect(renderConversation({ ...conversation, replyBy }).split('\n')[0]).toBe(`Pipedrive inbox: Ana Pereira (UTC)${words}`);
});
