import { createHash } from 'node:crypto';
import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, NUMBER, type Setup, startWhatsApp, TOKEN } from './whatsapp-setup.ts';
import { upload } from './whatsapp-upload.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const authorization = `Bearer ${TOKEN}`;
const MB = 1024 * 1024;

interface MediaNode {
  id: string;
  url: string;
  mime_type: string;
  sha256: string;
  file_size: number;
}

test('uploadMedia, getNode, downloadMedia 200: the same bytes come back, with their hash and type', async () => {
  const bytes = Buffer.from('not really a picture');
  const { status, body } = await upload(setup, bytes, 'image/jpeg');
  expect(status).toBe(200);
  const node = (await setup.graph<MediaNode>('GET', `/v26.0/${body.id}?phone_number_id=${NUMBER}`)).body;
  expect(node).toMatchObject({ id: body.id, mime_type: 'image/jpeg', file_size: bytes.length });
  expect(node.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  const download = await request(node.url, { headers: { authorization } });
  expect(download.statusCode).toBe(200);
  expect(download.headers['content-type']).toBe('image/jpeg');
  expect(Buffer.from(await download.body.arrayBuffer())).toEqual(bytes);
});

test('downloadMedia 404: an address is over after 5 minutes, and a forged one never works', async () => {
  const { body } = await upload(setup, Buffer.from('x'), 'image/png');
  const { url } = (await setup.graph<MediaNode>('GET', `/v26.0/${body.id}`)).body;
  const forged = await setup.graph('GET', `${new URL(url).pathname}${new URL(url).search.replace(/ext=\d+/, 'ext=9999999999')}`);
  expect(forged.status).toBe(404);
  await setup.clock.advance(5 * 60 * 1000);
  const late = await request(url, { headers: { authorization } });
  expect(late.statusCode).toBe(404);
  await late.body.dump();
});

test('downloadMedia 401: the address alone is not enough', async () => {
  const { body } = await upload(setup, Buffer.from('x'), 'image/png');
  const { url } = (await setup.graph<MediaNode>('GET', `/v26.0/${body.id}`)).body;
  const answer = await request(url);
  expect(answer.statusCode).toBe(401);
  await answer.body.dump();
});

test('deleteMedia 200: the file is gone, its node and its address too', async () => {
  const { body } = await upload(setup, Buffer.from('x'), 'image/png');
  const { url } = (await setup.graph<MediaNode>('GET', `/v26.0/${body.id}`)).body;
  expect(await setup.graph('DELETE', `/v26.0/${body.id}`)).toMatchObject({ status: 200, body: { success: true } });
  expect(await setup.graph('GET', `/v26.0/${body.id}`)).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  const answer = await request(url, { headers: { authorization } });
  expect(answer.statusCode).toBe(404);
  await answer.body.dump();
});

test.each([
  ['image/jpeg', 5 * MB],
  ['audio/mpeg', 16 * MB],
  ['image/webp', 100 * 1024],
])('uploadMedia: a file of type %s may have %i bytes, one more is 131053 with status 400', async (type, limit) => {
  expect((await upload(setup, Buffer.alloc(limit), type)).status).toBe(200);
  expect(await upload(setup, Buffer.alloc(limit + 1), type)).toMatchObject({ status: 400, body: { error: { code: 131053 } } });
});

test('uploadMedia 400: more than 100 MB is 131053 too, not 413', async () => {
  const answer = await upload(setup, Buffer.alloc(100 * MB + 1), 'application/pdf');
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 131053 } } });
}, 60_000);

test('getNode 400: a file of another number is not visible', async () => {
  const { body } = await upload(setup, Buffer.from('x'), 'image/png');
  expect((await setup.graph('GET', `/v26.0/${body.id}?phone_number_id=1`)).status).toBe(400);
});

test('getNode 200: a phone number answers the fields asked for', async () => {
  const answer = await setup.graph<Record<string, unknown>>('GET', `/v26.0/${NUMBER}?fields=status,health_status`);
  expect(answer.body).toMatchObject({ id: NUMBER, status: 'CONNECTED', health_status: { can_send_message: 'AVAILABLE' } });
  expect(answer.body).not.toHaveProperty('verified_name');
});

test.each(['audio/ogg', 'audio/opus', 'audio/webm', 'application/zip', 'image/gif'])(
  'uploadMedia 400: a file of type %s is 131053',
  async (type) => {
    expect(await upload(setup, Buffer.from('x'), type)).toMatchObject({ status: 400, body: { error: { code: 131053 } } });
  },
);

test.each(['audio/ogg; codecs=opus', 'audio/ogg;codecs="opus"', 'text/plain; charset=utf-8'])(
  'uploadMedia 200: %s is taken',
  async (type) => {
    expect((await upload(setup, Buffer.from('x'), type)).status).toBe(200);
  },
);

test('expire: addresses that were given out are over at once, new ones work; then the files are gone too', async () => {
  const { body } = await upload(setup, Buffer.from('x'), 'image/png');
  const address = async () => (await setup.graph<MediaNode>('GET', `/v26.0/${body.id}`)).body.url;
  const statusOf = async (url: string) => {
    const answer = await request(url, { headers: { authorization } });
    await answer.body.dump();
    return answer.statusCode;
  };
  const old = await address();
  setup.whatsapp.expire('media-links');
  expect(await statusOf(old)).toBe(404);
  const fresh = await address();
  expect(await statusOf(fresh)).toBe(200);
  setup.whatsapp.expire('media');
  expect(await statusOf(fresh)).toBe(404);
  expect((await setup.graph('GET', `/v26.0/${body.id}`)).status).toBe(400);
});

interface TemplatePage {
  data: { name: string; status: string }[];
  paging: { cursors: { after: string }; next?: string };
}

test('listTemplates 200: two pages with a limit of two, and no next on the last', async () => {
  const path = `/v26.0/${ACCOUNT}/message_templates?limit=2`;
  const first = (await setup.graph<TemplatePage>('GET', path)).body;
  expect(first.data).toHaveLength(2);
  expect(first.paging.next).toContain('after=');
  const second = (await setup.graph<TemplatePage>('GET', `${path}&after=${first.paging.cursors.after}`)).body;
  expect(second.paging.next).toBeUndefined();
  const all = [...first.data, ...second.data];
  expect(new Set(all.map((template) => JSON.stringify(template))).size).toBe(4);
  expect(all.map(({ status }) => status)).toContain('PENDING');
});

test('listTemplates: the filter by status works, and a cursor that does not hold is 131059', async () => {
  const path = `/v26.0/${ACCOUNT}/message_templates`;
  const pending = (await setup.graph<TemplatePage>('GET', `${path}?status=PENDING`)).body;
  expect(pending.data.map(({ name }) => name)).toEqual(['winter_storage']);
  expect(await setup.graph('GET', `${path}?after=nonsense`)).toMatchObject({ status: 400, body: { error: { code: 131059 } } });
});
