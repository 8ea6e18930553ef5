import { type Dispatcher, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MockName, mockNames, readMockedDocument } from '../../mocks/prism/documents.ts';
import type { Front } from '../../mocks/prism/front.ts';
import { startMock } from '../../mocks/prism/mock-server.ts';
import { readScenarios } from '../../mocks/prism/scenarios.ts';
import { type DocumentedOperation, exampleAddress, exampleBody, readContractDocument } from '../dredd/contract-document.ts';

const documentNames: Readonly<Record<MockName, string>> = {
  pipedrive: 'pipedrive-api',
  whatsapp: 'whatsapp-cloud',
  provider: 'pipedrive-provider',
};

describe.each(mockNames)('mock:%s', (mock) => {
  const { operations, securitySchemes } = readContractDocument(documentNames[mock]);
  const { servers } = readMockedDocument(mock);
  const scenarios = readScenarios(mock);
  let front: Front;
  beforeAll(async () => {
    front = await startMock(mock, { port: 0 });
  });
  afterAll(() => front.close());

  const call = async (operation: DocumentedOperation, headers: Record<string, string>) => {
    const body = exampleBody(operation);
    const isBasic = operation.security.some((name) => securitySchemes[name]?.scheme === 'basic');
    const answer = await request(`${front.url}${exampleAddress(operation)}`, {
      method: operation.method.toUpperCase() as Dispatcher.HttpMethod,
      headers: {
        authorization: isBasic ? `Basic ${Buffer.from('any:thing').toString('base64')}` : 'Bearer any',
        ...(body ? { 'content-type': body.contentType } : {}),
        ...headers,
      },
      ...(body ? { body: body.bytes } : {}),
    });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };

  /** What the document shows, with the addresses of the real service turned into the mock's. */
  const shown = (value: unknown): string =>
    servers.reduce(
      (text, server) => text.replaceAll(new URL(server).origin, front.url),
      typeof value === 'string' ? value : JSON.stringify(value),
    );

  test.each(Object.entries(scenarios))(
    'scenario %s: every operation answers with the documented status, type, headers and body',
    async (name, scenario) => {
      expect(scenario.description).toMatch(/.\.$/);
      for (const [operationId, { status, example }] of Object.entries(scenario.operations)) {
        const operation = operations.find(({ id }) => id === operationId);
        if (!operation) throw new Error(`${mock}.json names the operation ${operationId}, which the document has not`);
        const [type, media] = Object.entries(operation.responses[status] ?? {}).find(([, { examples }]) => example in examples) ?? [];
        // A browser's Accept would have Prism look for the example in another type.
        const answer = await call(operation, { 'x-scenario': name, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
        const label = `${name} of ${operationId}`;
        expect(`${label}: ${answer.status}`).toBe(`${label}: ${status}`);
        expect(String(answer.headers['content-type']).split(';')[0], label).toBe(type);
        expect(answer.headers['sl-violations'], label).toBeUndefined();
        if (status === 429) expect(answer.headers['retry-after'], label).toMatch(/^\d+$/);
        const expected = shown(media?.examples[example]);
        if (type === 'application/json') expect(JSON.parse(answer.text), label).toEqual(JSON.parse(expected));
        else expect(answer.text, label).toBe(expected);
      }
    },
  );

  test('scenarios: every documented status of every operation can be asked for', () => {
    const reached = new Set(
      Object.values(scenarios).flatMap((scenario) => Object.entries(scenario.operations).map(([id, { status }]) => `${id} ${status}`)),
    );
    const documented = operations.flatMap(({ id, responses }) => Object.keys(responses).map((status) => `${id} ${status}`));
    expect([...reached].toSorted()).toEqual(documented.toSorted());
  });

  test('scenarios: an unknown name is refused with the list of those there are, asked for by a request or at the start', async () => {
    const [operation] = operations;
    if (!operation) throw new Error('no operation');
    const { status, text, headers } = await call(operation, { 'x-scenario': 'toString' });
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json');
    expect((JSON.parse(text) as { scenarios: string[] }).scenarios).toEqual(Object.keys(scenarios));
    await expect(startMock(mock, { port: 0, scenario: 'sunshine' })).rejects.toThrow(/no scenario called sunshine\. There are: ok, /);
  });
});

const bearer = { authorization: 'Bearer any' };
const get = async (url: string, headers: Record<string, string> = bearer) => {
  const { statusCode, body } = await request(url, { headers });
  return { status: statusCode, text: await body.text() };
};

test('mock: a scenario of the start holds for every request that names none, X-Scenario and Prefer override it', async () => {
  const { url, close } = await startMock('pipedrive', { port: 0, scenario: 'rate-limited' });
  try {
    expect((await get(`${url}/v1/users/me`)).status).toBe(429);
    expect((await get(`${url}/v1/users/me`, { ...bearer, 'x-scenario': 'ok' })).status).toBe(200);
    expect((await get(`${url}/v1/users/me`, { ...bearer, prefer: 'code=402' })).status).toBe(402);
    expect((await get(`${url}/v1/users/me`, { ...bearer, prefer: 'code=402', 'x-scenario': 'expired-token' })).status).toBe(401);
  } finally {
    await close();
  }
});

test('mock: an operation that a scenario does not mention answers as in ok', async () => {
  const { url, close } = await startMock('pipedrive', { port: 0, scenario: 'admin-only' });
  try {
    expect((await get(`${url}/v1/users/me`)).status).toBe(200);
  } finally {
    await close();
  }
});

test('mock: the addresses are the real ones, company host and media host included, and answers name the mock itself', async () => {
  const pipedrive = await startMock('pipedrive', { port: 0 });
  const whatsapp = await startMock('whatsapp', { port: 0 });
  try {
    expect((await get(`${pipedrive.url}/api/v1/users/me`)).status).toBe(200);
    const node = JSON.parse((await get(`${whatsapp.url}/v26.0/2914523482062113`)).text) as { url: string };
    expect(node.url).toMatch(new RegExp(`^${whatsapp.url}/whatsapp_business/attachments/\\?mid=`));
    expect((await get(node.url)).status).toBe(200);
    expect((await get(node.url, { ...bearer, 'x-scenario': 'media-expired' })).status).toBe(404);
  } finally {
    await pipedrive.close();
    await whatsapp.close();
  }
});

test('mock: a request that breaks the contract is refused whatever the scenario', async () => {
  const { url, close } = await startMock('whatsapp', { port: 0 });
  try {
    const answer = await request(`${url}/v26.0/106540352242922/messages`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: '{"messaging_product":"whatsapp","to":"15551230001"}',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['sl-violations']).toContain('request');
    await answer.body.dump();
    expect((await get(`${url}/v26.0/2914523482062113`, {})).status).toBe(401);
    expect((await get(`${url}/nothing`)).status).toBe(404);
  } finally {
    await close();
  }
});
