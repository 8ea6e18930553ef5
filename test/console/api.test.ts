import { expect, test } from 'vitest';
import { createApi } from '../../src/console/page/shell/api.ts';
import type { ApiError } from '../../src/console/page/shell/api-error.ts';

/** An api whose requests the test answers. */
function startStage(answer: () => Response | Promise<Response>) {
  const asked: { address: string; request: RequestInit }[] = [];
  const refusals: ApiError[] = [];
  let token: string | undefined;
  const api = createApi({
    token: () => token,
    onUnauthorized: (error) => refusals.push(error),
    fetch: async (address, request = {}) => {
      asked.push({ address: String(address), request });
      return answer();
    },
  });
  return {
    api,
    asked,
    refusals,
    signIn(given: string | undefined) {
      token = given;
    },
  };
}

const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type, 'x-request-id': 'request-1' } });
const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'NOT_FOUND', detail: 'There is no such thing.' };
const failure = (asking: Promise<unknown>): Promise<ApiError> =>
  asking.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: ApiError) => error,
  );

test('api: asks the operation where its contract says, with the token, and nothing of the browser’s own', async () => {
  const stage = startStage(() => json({ inbox: [] }));
  stage.signIn('secret');
  expect(await stage.api.call('getPlaygroundConversation', { path: { phone: '1555/../123' } })).toEqual({ inbox: [] });
  expect(stage.asked[0]).toMatchObject({
    address: '/playground/conversations/1555%2F..%2F123',
    request: { method: 'GET', credentials: 'omit', headers: { Authorization: 'Bearer secret' } },
  });
});

test('api: sends JSON as JSON, and a form as a form', async () => {
  const stage = startStage(() => json({ status: 200, body: '' }));
  await stage.api.call('runDoctor', { body: { manifest: {} } });
  expect(stage.asked[0]?.request).toMatchObject({
    method: 'POST',
    body: '{"manifest":{}}',
    headers: { 'Content-Type': 'application/json' },
  });
  const form = new FormData();
  await stage.api.call('sendPlaygroundReply', { body: form });
  expect(stage.asked[1]?.request.body).toBe(form);
  expect(stage.asked[1]?.request.headers).toEqual({});
});

test('api: tells a refusal in the provider’s words, with what finds it in the log', async () => {
  const stage = startStage(() => json(problem, 404, 'application/problem+json'));
  expect(await failure(stage.api.call('getAddresses'))).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
    title: 'Not found',
    message: 'There is no such thing.',
    requestId: 'request-1',
  });
  expect(stage.refusals).toEqual([]);
});

test('api: says so when somebody else answers, and when nobody does', async () => {
  const stranger = startStage(() => new Response('<html>Bad gateway</html>', { status: 502 }));
  expect(await failure(stranger.api.call('getAddresses'))).toMatchObject({ status: 502, code: null, title: 'Unexpected answer 502' });
  const nobody = startStage(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await failure(nobody.api.call('getAddresses'))).toMatchObject({ status: 0, title: 'The provider does not answer' });
  const halfway = startStage(() => new Response('{"na', { headers: { 'content-type': 'application/json' } }));
  expect(await failure(halfway.api.call('getAddresses'))).toMatchObject({ status: 0 });
});

test('api: an answer that was given up is no failure of the provider', async () => {
  const stop = new AbortController();
  const stage = startStage(() => {
    stop.abort();
    return Promise.reject(stop.signal.reason as Error);
  });
  expect(await failure(stage.api.call('getAddresses', {}, { signal: stop.signal }))).toMatchObject({ name: 'AbortError' });
});

test('api: a refused token is told once, unless another has taken its place meanwhile', async () => {
  const unauthorized = () => json({ ...problem, status: 401, code: 'UNAUTHORIZED' }, 401, 'application/problem+json');
  const stage = startStage(unauthorized);
  stage.signIn('old');
  await failure(stage.api.call('getAddresses'));
  expect(stage.refusals).toHaveLength(1);

  const late = startStage(() => {
    late.signIn('new');
    return unauthorized();
  });
  late.signIn('old');
  await failure(late.api.call('getAddresses'));
  expect(late.refusals).toEqual([]);
});
