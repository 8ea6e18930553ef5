import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../generated/simulators/index.ts';
import { controlError } from '../../mocks/control/control-failure.ts';
import { createSimulators, type Simulators } from '../../mocks/simulators.ts';
import type { OperationEntry, OperationsTable } from '../../src/contract/operation.ts';
import type { Contract } from '../../src/contract/registry.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { exampleAddress, exampleBody, readContractDocument } from '../dredd/contract-document.ts';
import { readNotExpressible } from '../dredd/run-all.ts';
import type { TestAnswer } from '../support/provider.ts';
import { openConnection, parseAnswer } from './raw.ts';

/** What Dredd cannot bring about at the simulators' control API, from not-expressible.json. The other documents' entries have tests under their operations' names. */
const document = readContractDocument(contract.name);
const operations: OperationsTable = contract.operations;
const listed = Object.keys(readNotExpressible())
  .map((name) => name.split(' ') as [string, string])
  .filter(([operationId]) => operationId in operations);
const withStatus = (status: string) => listed.filter((entry) => entry[1] === status).map(([operationId]) => operationId);

const entryOf = (operationId: string): OperationEntry => operations[operationId] as OperationEntry;
const addressOf = (operationId: string): string => {
  const operation = document.operations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`the document has no operation ${operationId}`);
  return exampleAddress(operation);
};

/** Sends the head of a request and the given bytes, and reads the answer until the server closes. */
async function ask(url: string, operationId: string, headers: Record<string, string>, body = ''): Promise<TestAnswer> {
  const connection = await openConnection(url);
  const lines = Object.entries({ host: 'localhost', connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  connection.write(`${entryOf(operationId).method.toUpperCase()} ${addressOf(operationId)} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  return parseAnswer(await connection.closed());
}

function expectDocumented(operationId: string, status: number, answer: TestAnswer): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers['content-type']).toBe(entryOf(operationId).responses[status]);
  const validator = (contract as Contract).validators.response[operationId]?.[status];
  expect(validator?.(answer.json), `${JSON.stringify(validator?.errors)} in ${answer.text}`).toBe(true);
}

let simulators: Simulators;
let controlUrl: string;
/** The real server and dispatcher on the same contract, with handlers that break. */
let broken: HttpServer;
let brokenUrl: string;
beforeAll(async () => {
  simulators = createSimulators({ bodyTimeoutMs: 150 });
  ({ controlUrl } = await simulators.start());
  const renderError = controlError(() => Date.now());
  const fault = () => {
    throw new TypeError('secret detail of a handler');
  };
  broken = await createHttpServer({
    documents: [
      {
        contract,
        handlers: Object.fromEntries(Object.keys(operations).map((id) => [id, fault])),
        security: { loopback: () => true },
        renderError,
      },
    ],
    fallbackError: () => renderError,
    responseValidation: 'enforce',
    uploadFolder: tmpdir(),
    bodyTimeoutMs: 10_000,
    formTimeoutMs: 10_000,
    onAnswer() {},
    onError() {},
  });
  brokenUrl = `http://127.0.0.1:${await broken.listen(0, '127.0.0.1')}`;
});
afterAll(async () => {
  await broken.close();
  await simulators.stop();
});

test('control API: the list names statuses that are proven here, and no other', () => {
  expect([...new Set(listed.map(([, status]) => status))].toSorted()).toEqual(['408', '413', '500']);
});

test.each(withStatus('408'))('%s 408: a body that stalls is given up', async (operationId) => {
  const [type = ''] = entryOf(operationId).requestBody?.contentTypes ?? [];
  const contentType = type === 'multipart/form-data' ? `${type}; boundary=x` : type;
  const answer = await ask(controlUrl, operationId, { 'content-type': contentType, 'content-length': '50' }, '{');
  expectDocumented(operationId, 408, answer);
});

test.each(withStatus('413'))('%s 413: a body beyond the limit is refused before it is sent', async (operationId) => {
  const limit = entryOf(operationId).extensions['max-body-bytes'];
  expect(limit).toEqual(expect.any(Number));
  const headers = { 'content-type': 'application/json', 'content-length': String(Number(limit) + 1) };
  expectDocumented(operationId, 413, await ask(controlUrl, operationId, headers));
});

test.each(withStatus('500'))('%s 500: a fault of the simulators is told as such, without its words', async (operationId) => {
  const operation = document.operations.find(({ id }) => id === operationId);
  const body = operation ? exampleBody(operation) : undefined;
  const headers: Record<string, string> = body ? { 'content-type': body.contentType, 'content-length': String(body.bytes.length) } : {};
  const answer = await ask(brokenUrl, operationId, headers, body?.bytes.toString('utf8'));
  expectDocumented(operationId, 500, answer);
  expect(answer.text).not.toContain('secret detail');
});
