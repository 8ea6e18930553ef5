import fc from 'fast-check';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../generated/pipedrive-provider/index.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';
import type { TestAnswer } from '../support/provider.ts';
import { formOf } from './form.ts';
import { expectDocumented } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
let pool: Pool;
let authorization: string;
/** Ids that exist, so that not every request ends at an unknown channel. */
let known: string[];

beforeAll(async () => {
  stage = await startStage({ parts: { providerRate: { perSecond: 1000, burst: 1_000_000 }, dispatch: { formTimeoutMs: 5000 } } });
  await stage.write('hello');
  const { id, sourceUserId, endUserId, conversation } = await onlyConversation(stage);
  known = [stage.channelId, id, sourceUserId, endUserId, conversation.messages[0]?.id ?? ''];
  const { clientId, clientSecret } = stage.config.pipedrive;
  authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  pool = new Pool(stage.url);
});
afterAll(async () => {
  await pool.destroy();
  await stage.stopAll();
});

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

const operations = Object.values(contract.operations as OperationsTable);
const methods = ['GET', 'GET', 'GET', 'POST', 'POST', 'DELETE', 'HEAD', 'PUT', 'PATCH', 'OPTIONS'];

/** A place in `known`, or anything at all; encoded well, or not. */
const id = fc.oneof(
  { weight: 4, arbitrary: fc.nat(4).map((index) => ({ index })) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 140 })
      .map((text) => ({ text: encodeURIComponent(text.toWellFormed()) })),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,20}$/).map((text) => ({ text: text.replace(/[#?]/g, '') })) },
);
const query = fc.array(
  fc.tuple(
    fc.constantFrom('conversations_limit', 'messages_limit', 'after', 'x', 'after[]', '__proto__', 'constructor'),
    fc.oneof(fc.string({ maxLength: 20 }), fc.integer().map(String), fc.constantFrom('', '1', '30', '%00', '-0')),
  ),
  { maxLength: 4 },
);
const header = fc.tuple(
  fc.constantFrom(
    'accept',
    'content-type',
    'content-encoding',
    'x-forwarded-host',
    'cookie',
    'if-none-match',
    'range',
    'accept-encoding',
    'content-language',
  ),
  fc.oneof(
    fc.stringMatching(/^[ -~]{0,30}$/),
    fc.constantFrom('application/json', 'multipart/form-data', 'multipart/form-data; boundary=x', 'gzip', 'bytes=0-1'),
  ),
);
const fieldNames = [
  'message',
  'senderId',
  'conversationId',
  'recipientIds',
  'recipientIds[]',
  'files',
  'a[b]',
  '__proto__',
  'constructor',
  'toString',
  '',
];
const fieldValue = fc.oneof(
  fc.nat(4).map((index) => ({ index })),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => ({ text })),
);
const form = fc.record({
  fields: fc.array(fc.tuple(fc.constantFrom(...fieldNames), fieldValue), { maxLength: 6 }),
  complete: fc.boolean(),
  files: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 2 }),
  cut: fc.option(fc.nat(400), { nil: undefined, freq: 3 }),
});
const body = fc.oneof(
  fc.constant(undefined),
  form,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ bytes })),
);

const request = fc.record({
  method: fc.constantFrom(...methods),
  operation: fc.constantFrom(...operations),
  /** Mostly the operation's own method, so that requests get somewhere. */
  own: fc.nat(4).map((dice) => dice > 0),
  ids: fc.tuple(id, id, id),
  suffix: fc.constantFrom('', '', '', '', '/', '/x', '//'),
  query,
  headers: fc.array(header, { maxLength: 3 }),
  auth: fc.nat(9).map((dice) => dice > 0),
  body,
});
type Drawn = typeof request extends fc.Arbitrary<infer T> ? T : never;

const textOf = (drawn: { index: number } | { text: string }): string => ('index' in drawn ? (known[drawn.index] ?? '') : drawn.text);

function build({ method, operation, own, ids, suffix, query: pairs, headers, auth, body: drawn }: Drawn): Request {
  // The channel of a path is the known one unless the draw brings a text of its own.
  let next = 0;
  const path = operation.path.replace(/\{([^}]+)\}/g, (_all, name: string) => {
    const place = ids[next++ % 3] as Drawn['ids'][number];
    return name === 'providerChannelId' && 'index' in place ? stage.channelId : textOf(place);
  });
  const search = pairs.length > 0 ? `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}` : '';
  const request: Request = {
    method: own ? operation.method.toUpperCase() : method,
    path: `${path}${suffix}${search}`,
    headers: { ...Object.fromEntries(headers), ...(auth ? { authorization } : {}) },
    body: undefined,
  };
  if (drawn === undefined || request.method === 'GET' || request.method === 'HEAD') return request;
  if ('bytes' in drawn) return { ...request, body: Buffer.from(drawn.bytes) };
  const fields: Record<string, string> = drawn.complete ? { message: 'hi', senderId: known[2] ?? '', conversationId: known[1] ?? '' } : {};
  for (const [name, value] of drawn.fields)
    Object.defineProperty(fields, name, { value: textOf(value), enumerable: true, configurable: true });
  const files = drawn.files.map((bytes) => ({ name: 'f.txt', contentType: 'text/plain', bytes: Buffer.from(bytes) }));
  const written = formOf(fields, files);
  return { ...request, headers: { ...request.headers, ...written.headers }, body: written.body.subarray(0, drawn.cut ?? undefined) };
}

async function send({ method, path, headers, body: bytes }: Request): Promise<TestAnswer> {
  const answer = await pool.request({ method: method as 'GET', path, headers, ...(bytes ? { body: bytes } : {}) });
  const text = await answer.body.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: answer.statusCode, headers: answer.headers, text, json };
}

/** The operation that a request belongs to, judged by the document alone. The router takes a trailing slash and any case. */
function operationOf({ method, path }: Request): string | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  const place = (path.split('?')[0] ?? '').replace(/\/$/, '');
  return Object.entries(contract.operations as OperationsTable).find(
    ([, entry]) => entry.method === wanted && new RegExp(`^${entry.path.replace(/\{[^}]+\}/g, '[^/]+')}$`, 'i').test(place),
  )?.[0];
}

test('provider requests 400: whatever is asked, the answer is documented, in the envelope, and never a fault of ours', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async (drawn) => {
      const asked = build(drawn);
      const answer = await send(asked);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const what = `${asked.method} ${asked.path} → ${answer.status} ${answer.text}`;
      expect(answer.status, what).toBeLessThan(500);
      if (asked.method === 'HEAD') {
        expect(answer.text).toBe('');
        return;
      }
      const operationId = operationOf(asked);
      if (operationId) expectDocumented(operationId, answer);
      else expect([400, 404, 405], what).toContain(answer.status);
      if (answer.status >= 400)
        expect(answer.json, what).toMatchObject({ success: false, data: { message: expect.any(String), code: expect.any(String) } });
      // A deleted channel would leave nothing to ask about.
      if (answer.status === 200 && asked.method === 'DELETE') await stage.setState('active');
    }),
    { numRuns: 300, seed: 20_261_120 },
  );
  // The draw reached what it is meant to reach: answers, refusals of every early stage, and unknown places.
  for (const status of [200, 400, 401, 404, 405, 415])
    expect(statuses.get(status) ?? 0, `${status} among ${[...statuses]}`).toBeGreaterThan(0);
  expect((await stage.call('/health/live')).status).toBe(200);
  expect(stage.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
