import { type Document, OpenAPIBackend, OpenAPIRouter, type Request } from 'openapi-backend';
import { contract } from '../../generated/pipedrive-provider/index.ts';
import type { OperationEntry } from '../../src/contract/operation.ts';
import { createRegistry, type Exchange } from '../../src/contract/registry.ts';
import { figure, median, printTable, ratio } from './report.ts';

const operationId = 'getConversationById';
const params = { providerChannelId: 'ch_bench', sourceConversationId: 'cv_bench' };
const path = '/api/channels/ch_bench/conversations/cv_bench';
const answer = { status: 200, body: { success: true } };

/** Section 8: what it saves that @koa/router matches and openapi-backend is told the operation, over openapi-backend searching for it. */
export async function measureMatching({ rounds }: { rounds: number }): Promise<void> {
  const definition = definitionOf(contract.operations);
  const router = new OpenAPIRouter({ definition });
  const handlers = Object.fromEntries(Object.keys(contract.operations).map((id) => [id, () => answer]));
  const registry = await createRegistry({ contract, handlers, security: { pipedriveBasic: () => true } });
  const plain = await plainBackend(definition, handlers);
  const request = { method: 'get', path, headers: {}, query: {}, body: undefined } as unknown as Request;

  const contestants: { name: string; run: () => unknown; times: number[] }[] = [
    { name: 'openapi-backend, matchOperation alone', run: () => router.matchOperation(request), times: [] },
    { name: 'openapi-backend, whole dispatch, its own router', run: () => plain.handleRequest({ ...request }), times: [] },
    { name: 'ours, whole dispatch, operation handed over', run: () => registry.handle(exchange()), times: [] },
  ];
  for (let round = 0; round <= rounds; round += 1) {
    for (const { run, times } of contestants) {
      const perCall = await microseconds(run);
      if (round > 0) times.push(perCall);
    }
  }
  const whole = median(contestants[1]?.times ?? []);
  printTable(
    '8. Matching and dispatch of one request in-process: security check, validation, handler, without HTTP',
    ['what', 'median', 'of the whole dispatch with its own router'],
    contestants.map(({ name, times }) => [name, `${median(times).toFixed(2)} µs`, ratio(median(times) / whole)]),
  );
  const ours = median(contestants[2]?.times ?? []);
  figure("openapi-backend's dispatch with the operation handed over", `${ours.toFixed(1)} µs instead of ${whole.toFixed(0)} µs`);
}

const CALLS = 5000;

async function microseconds(run: () => unknown): Promise<number> {
  const started = performance.now();
  for (let n = 0; n < CALLS; n += 1) await run();
  return ((performance.now() - started) * 1000) / CALLS;
}

const exchange = (): Exchange => ({
  operationId,
  method: 'GET',
  requestId: 'bench',
  params,
  query: {},
  headers: {},
  rawBody: Buffer.alloc(0),
  body: undefined,
  files: [],
  parseBody: async () => {},
  onAnswered() {},
});

/** openapi-backend as its documentation shows it, with the same compiled validators. */
async function plainBackend(definition: Document, handlers: Record<string, () => unknown>): Promise<OpenAPIBackend> {
  const api = new OpenAPIBackend({ definition, quick: true, strict: true, validate: true, handlers: handlers as never });
  await api.init();
  api.validator.requestValidators = { ...contract.validators.request } as never;
  api.registerSecurityHandler('pipedriveBasic', () => true);
  return api;
}

function definitionOf(operations: Readonly<Record<string, OperationEntry>>): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, entry] of Object.entries(operations)) {
    const parameters = [...entry.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const operation = { operationId: id, parameters, security: [{ pipedriveBasic: [] }], responses: {} };
    paths[entry.path] = { ...paths[entry.path], [entry.method]: operation };
  }
  const components = { securitySchemes: { pipedriveBasic: { type: 'http', scheme: 'basic' } } };
  return { openapi: '3.0.3', info: { title: 'bench', version: '1' }, paths, components } as unknown as Document;
}
