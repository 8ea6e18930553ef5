import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/journal/exchange.ts';
import { createExchangeJournal } from '../../src/journal/exchange-journal.ts';
import { mentions, showExchange, summaryOf } from '../../src/journal/show-exchange.ts';
import { exchange } from './exchange.ts';

const shown = (changes: Partial<Exchange>, openness: 'everything' | 'nothing-personal' = 'everything') =>
  showExchange({ ...exchange(changes), seq: 1 }, openness);
const json = (value: unknown) => ({ value: JSON.stringify(value), size: 1 });

describe('bodies', () => {
  test('in the sandbox all but secrets is shown, live nothing personal', async () => {
    const request = json({ access_token: 'EAAsecret', messages: [{ from: '15551230001', text: { body: 'words' }, type: 'text' }] });
    expect((await shown({ request })).request.content).toEqual({
      access_token: '[redacted]',
      messages: [{ from: '15551230001', text: { body: 'words' }, type: 'text' }],
    });
    expect((await shown({ request }, 'nothing-personal')).request.content).toEqual({
      access_token: '[redacted]',
      messages: [{ from: '[redacted]', text: '[redacted]', type: 'text' }],
    });
  });

  test('bytes are read as JSON or text; live a text is not shown, since it may hold anything', async () => {
    const text = { value: Buffer.from('<html>15551230001</html>'), size: 24 };
    expect((await shown({ response: text })).response).toEqual({ size: 24, content: '<html>15551230001</html>', note: null });
    expect((await shown({ response: text }, 'nothing-personal')).response).toEqual({ size: 24, content: null, note: expect.any(String) });
    expect((await shown({ request: { value: Buffer.from('{"a":1}'), size: 7 } })).request.content).toEqual({ a: 1 });
  });

  test('what is not kept is not shown, none is none, and a long one is cut', async () => {
    expect((await shown({ response: { value: undefined, size: 9 } })).response).toMatchObject({
      content: null,
      note: 'not kept: too large, or a file',
    });
    expect((await shown({ response: { value: '', size: 0 } })).response).toEqual({ size: 0, content: null, note: null });
    const long = await shown({ response: { value: 'x'.repeat(70_000), size: 70_000 } });
    expect([String(long.response.content).length, long.response.note]).toEqual([65_536, 'cut after 65536 characters']);
  });
});

describe('addresses', () => {
  const addressOf = (changes: Partial<Exchange>, openness: 'everything' | 'nothing-personal') =>
    summaryOf({ ...exchange(changes), seq: 1 }, openness).address;

  test('secrets in a query are never shown, personal values where they may be', () => {
    const url = '/webhooks/whatsapp?hub.verify_token=let-me-in&phone=15551230001&hub.mode=subscribe';
    const incoming = { direction: 'in', operationId: 'verifyWebhook', url } as const;
    expect(addressOf(incoming, 'everything')).toBe('/webhooks/whatsapp?hub.verify_token=[redacted]&phone=15551230001&hub.mode=subscribe');
    expect(addressOf(incoming, 'nothing-personal')).toBe(
      '/webhooks/whatsapp?hub.verify_token=[redacted]&phone=[redacted]&hub.mode=subscribe',
    );
  });

  test('the grant of an OAuth callback is never shown', () => {
    const url = '/auth/pipedrive/callback?code=abc&state=def&error=none';
    for (const openness of ['everything', 'nothing-personal'] as const)
      expect(addressOf({ direction: 'in', operationId: null, url }, openness)).toBe(
        '/auth/pipedrive/callback?code=[redacted]&state=[redacted]&error=none',
      );
  });

  test('a variable of the path is masked as a value of its name is, behind whatever origin', () => {
    const incoming = { direction: 'in', operationId: 'getPlaygroundConversation', url: '/playground/conversations/15551230001' } as const;
    expect(addressOf(incoming, 'everything')).toContain('15551230001');
    expect(addressOf(incoming, 'nothing-personal')).toBe('/playground/conversations/[redacted]');
    const outgoing = { operationId: 'sendMessage', url: 'https://graph.facebook.com/v25.0/106540352242922/messages' };
    expect(addressOf(outgoing, 'nothing-personal')).toBe(outgoing.url);
  });
});

describe('verdicts', () => {
  test('what went out is held against the vendor’s contract', async () => {
    expect(await shown({ response: json({ success: true }) })).toMatchObject({ verdict: 'kept', violation: null });
    expect(await shown({ status: 418, response: json({}) })).toMatchObject({
      verdict: 'broken-by-answer',
      violation: 'status 418 is not documented',
    });
    expect(await shown({ operationId: 'sendMessage', response: json({ messages: 'none' }) })).toMatchObject({
      verdict: 'broken-by-answer',
      violation: expect.stringMatching(/messages/),
    });
  });

  test('nothing is said of what has no contract, no answer, or no body any more', async () => {
    for (const changes of [{ operationId: null }, { status: 0 }, { response: { value: undefined, size: 9_000_000 } }])
      expect(await shown(changes)).toMatchObject({ verdict: 'unchecked', violation: null });
  });

  test('what came in was judged when it came', async () => {
    expect(await shown({ direction: 'in', broken: { by: 'answer', how: 'why' } })).toMatchObject({
      verdict: 'broken-by-answer',
      violation: 'why',
    });
    expect(await shown({ direction: 'in' })).toMatchObject({ verdict: 'kept' });
  });
});

test('mentions: words in the address and in bodies of every kind', () => {
  const holding = (changes: Partial<Exchange>) => mentions({ ...exchange(changes), seq: 1 }, ['other', 'word']);
  expect(holding({ url: '/x/word' })).toBe(true);
  for (const value of [Buffer.from('a word'), 'a word', { deep: ['word'] }]) expect(holding({ request: { value, size: null } })).toBe(true);
  for (const value of [undefined, 'wor']) expect(holding({ response: { value, size: null } })).toBe(false);
});

test('showExchange: one that leaves the journal meanwhile is shown whole', async () => {
  const journal = createExchangeJournal({ count: 1 });
  const leaving = journal.record(exchange({ response: { value: '{"a":1}', size: 7 } }));
  const shown = showExchange(leaving, 'everything');
  journal.record(exchange());
  expect((await shown).response).toEqual({ size: 7, content: { a: 1 }, note: null });
});
