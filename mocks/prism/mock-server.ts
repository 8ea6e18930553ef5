import { type MockedDocument, type MockName, readMockedDocument } from './documents.ts';
import { type Front, type FrontAnswer, type FrontRequest, forward, problem, startFront } from './front.ts';
import { startPrism } from './prism-server.ts';
import { readScenarios, type ScenarioAnswer, type Scenarios } from './scenarios.ts';

export interface MockOptions {
  /** 0 takes any free port. */
  port: number;
  /** 127.0.0.1 unless told. */
  host?: string;
  /** The scenario of requests that name none; `ok` unless told. */
  scenario?: string;
}

/** A name that is in no scenario file. The message lists those that are. */
export class UnknownScenario extends Error {
  constructor(name: string, scenarios: Scenarios) {
    super(`There is no scenario called ${name}. There are: ${Object.keys(scenarios).join(', ')}.`);
  }
}

/**
 * Starts a Prism mock of one of our documents. A request chooses its answer by `X-Scenario: <name>`, or with Prism's own `Prefer` header; all others
 * get the scenario of the start. An operation that a scenario does not mention answers as in `ok`. Addresses of the real service in answers are
 * replaced by the mock's, so that a client never leaves it. Throws UnknownScenario.
 */
export async function startMock(mock: MockName, { port, host = '127.0.0.1', scenario = 'ok' }: MockOptions): Promise<Front> {
  const document = readMockedDocument(mock);
  const scenarios = readScenarios(mock);
  if (!Object.hasOwn(scenarios, scenario)) throw new UnknownScenario(scenario, scenarios);
  const prism = await startPrism(document.file);
  try {
    const front = await startFront(port, host, (request) => answer(request, { prismUrl: prism.url, document, scenarios, scenario }));
    return {
      url: front.url,
      async close() {
        await front.close();
        await prism.close();
      },
    };
  } catch (error) {
    await prism.close();
    throw error;
  }
}

interface Mock {
  prismUrl: string;
  document: MockedDocument;
  scenarios: Scenarios;
  /** The scenario of requests that name none. */
  scenario: string;
}

async function answer(request: FrontRequest, mock: Mock): Promise<FrontAnswer> {
  const { 'x-scenario': asked, ...headers } = request.headers;
  const name = asked === undefined ? mock.scenario : String(asked);
  if (!Object.hasOwn(mock.scenarios, name)) {
    const { message } = new UnknownScenario(name, mock.scenarios);
    return problem(400, 'Unknown scenario', message, { scenarios: Object.keys(mock.scenarios) });
  }
  const path = mock.document.documentedPath(request.path);
  const wanted = asked === undefined && headers['prefer'] !== undefined ? {} : preference(mock, name, request.method, path);
  const given = await forward(`${mock.prismUrl}${path}${request.search}`, { ...request, headers: { ...headers, ...wanted } });
  return atThisAddress(given, mock.document.servers, `http://${request.headers.host ?? 'localhost'}`);
}

/** The headers by which Prism gives the scenario's answer. `Accept` as well: an example in another type than the client's would be passed over. */
function preference({ document, scenarios }: Mock, name: string, method: string, path: string): Record<string, string> {
  const operationId = document.operationOf(method, path);
  if (operationId === undefined) return {};
  const chosen: ScenarioAnswer | undefined = scenarios[name]?.operations[operationId] ?? scenarios['ok']?.operations[operationId];
  if (!chosen) return {};
  const { status, example } = chosen;
  const mediaType = document.mediaTypeOf(operationId, status, example);
  return { prefer: `code=${status}, example=${example}`, ...(mediaType ? { accept: mediaType } : {}) };
}

/** The answer with the real service's addresses replaced by that of the mock. */
function atThisAddress(given: FrontAnswer, servers: readonly string[], address: string): FrontAnswer {
  let text = given.body.toString('utf8');
  for (const server of servers) text = text.replaceAll(new URL(server).origin, address);
  return { ...given, body: Buffer.from(text) };
}
