import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { journaledDownloads, journaledHttp } from '../../src/app/journaled-http.ts';
import { type HttpAnswer, type HttpRequest, NoAnswer } from '../../src/delivery/http-client.ts';
import type { Download } from '../../src/delivery/media-download.ts';
import { createEvents } from '../../src/journal/events.ts';
import { createExchangeJournal } from '../../src/journal/exchange-journal.ts';
import { showExchange } from '../../src/journal/show-exchange.ts';

const now = () => 1;
function recording() {
  const events = createEvents({ now });
  const told: unknown[] = [];
  events.subscribe(({ data }) => told.push(data));
  return { journal: createExchangeJournal(), events, openness: 'everything', now, told } as const;
}
const answering = (answer: HttpAnswer | Error) => ({
  send: async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  },
  close: async () => {},
});
const sideOf = (url: string) => (url.includes('graph') ? 'whatsapp' : 'pipedrive');
const last = async (kept: ReturnType<typeof recording>) => {
  const [exchange] = kept.journal.list({ limit: 1 });
  if (!exchange) throw new Error('nothing was recorded');
  return showExchange(exchange, 'everything');
};

test('send: the answer passes through as it is, and both sides of it are kept without credentials', async () => {
  const kept = recording();
  const answer = { status: 200, headers: {}, text: '{"success":true}' };
  const http = journaledHttp(answering(answer), kept, sideOf);
  const asked: HttpRequest = {
    operationId: 'receiveMessage',
    method: 'post',
    url: 'https://acme.pipedrive.com/v1/channels/messages/receive',
    headers: { authorization: 'Bearer secret-token', 'content-type': 'application/json' },
    body: '{"message":"hi"}',
  };
  expect(await http.send(asked)).toBe(answer);
  const shown = await last(kept);
  expect(shown).toMatchObject({
    ...{ side: 'pipedrive', direction: 'out', method: 'POST', operationId: 'receiveMessage', status: 200, verdict: 'kept' },
    request: { content: { message: 'hi' }, size: 16 },
    response: { content: { success: true } },
  });
  expect(JSON.stringify([shown, kept.told])).not.toContain('secret-token');
  expect(kept.told).toHaveLength(1);
});

test('send: what was not answered is kept as such, and its error passes on', async () => {
  const kept = recording();
  const lost = new NoAnswer(true, new Error('reset'));
  const asked = { method: 'POST', url: 'https://graph.facebook.com/v25.0/1/messages', body: Buffer.from('bytes') };
  await expect(journaledHttp(answering(lost), kept, sideOf).send(asked)).rejects.toBe(lost);
  expect(await last(kept)).toMatchObject({ side: 'whatsapp', status: 0, verdict: 'unchecked', request: { content: null } });
});

test('send: of a form with a grant or a refresh token neither is ever shown', async () => {
  const kept = recording();
  const http = journaledHttp(
    answering({ status: 200, headers: {}, text: '{"access_token":"v1u:AAA","refresh_token":"1:BBB"}' }),
    kept,
    sideOf,
  );
  for (const body of ['grant_type=authorization_code&code=CCC', 'grant_type=refresh_token&refresh_token=1:BBB'])
    await http.send({
      method: 'POST',
      url: 'https://oauth.pipedrive.com/oauth/token',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });
  const shown = await Promise.all(kept.journal.list({ limit: 9 }).map((exchange) => showExchange(exchange, 'everything')));
  expect(JSON.stringify(shown)).toContain('grant_type');
  expect(JSON.stringify(shown)).not.toMatch(/AAA|BBB|CCC/);
});

test('get: of a download the origin and the size are kept, not the address that opens the file', async () => {
  const kept = recording();
  const stream = Readable.from(['bytes']);
  const downloads = (download: Download | Error) => ({
    get: async () => {
      if (download instanceof Error) throw download;
      return download;
    },
    close: async () => {},
  });
  const address = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=SECRET';
  const get = (download: Download | Error) =>
    journaledDownloads(downloads(download), kept).get(address, 'EAA', new AbortController().signal);
  expect((await get({ status: 200, stream, contentLength: 5 })).stream).toBe(stream);
  expect(await last(kept)).toMatchObject({ status: 200, address: 'https://lookaside.fbsbx.com/…', response: { size: 5, content: null } });
  await get({ status: 404, retryAfter: undefined });
  expect(await last(kept)).toMatchObject({ status: 404 });
  await expect(get(new NoAnswer(false, undefined))).rejects.toThrow(NoAnswer);
  expect(await last(kept)).toMatchObject({ status: 0 });
  expect(JSON.stringify(kept.told)).not.toContain('SECRET');
});
