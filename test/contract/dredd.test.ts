import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import lock from '../../package-lock.json' with { type: 'json' };
import { readContractDocument } from '../dredd/contract-document.ts';
import { readNotExpressible } from '../dredd/run-all.ts';
import { type DocumentReport, runDocument } from '../dredd/run-document.ts';
import type { Ask, Preparation, Subject } from '../dredd/subject.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const STATUSES = ['200', '400', '401', '403', '404', '408', '413', '415', '429', '500', '503'];

/** Every documented answer by name, read straight from the documents, without anything that the run itself uses. */
function documentedNames(): string[] {
  return readdirSync(`${root}/openapi`)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const { paths } = parse(readFileSync(`${root}/openapi/${name}`, 'utf8')) as {
        paths: Record<string, Record<string, { operationId?: string; responses?: object }>>;
      };
      return Object.values(paths).flatMap((item) =>
        Object.values(item).flatMap(({ operationId, responses = {} }) =>
          operationId === undefined ? [] : Object.keys(responses).map((status) => `${operationId} ${status}`),
        ),
      );
    });
}

describe('npm run contract', () => {
  let reports: DocumentReport[];
  let code: number | null;
  beforeAll(async () => {
    const child = spawn(process.execPath, ['--no-warnings', 'src/cli/launch.cjs', 'test/dredd/run.ts', '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
    [code] = (await once(child, 'close')) as [number | null];
    reports = JSON.parse(printed) as DocumentReport[];
  });

  test('dredd: everything it ran holds, and the process ends by itself with 0', () => {
    expect(reports.flatMap(({ failed }) => failed)).toEqual([]);
    expect(code).toBe(0);
  });

  test('dredd: what it ran and what is listed are together every documented answer of every document', () => {
    const accounted = reports.flatMap(({ passed, listed }) => [...passed, ...listed]).map((name) => name.split(' ').slice(0, 2).join(' '));
    expect([...new Set(accounted)].toSorted()).toEqual(documentedNames().toSorted());
    expect(reports.every(({ passed, listed }) => passed.length > listed.length)).toBe(true);
  });

  test('not-expressible.json: every entry has a reason and was needed by the run', () => {
    const entries = readNotExpressible();
    expect(reports.flatMap(({ listed }) => listed).toSorted()).toEqual(Object.keys(entries).toSorted());
    for (const [name, reason] of Object.entries(entries)) expect(reason, name).toMatch(/^[A-Z].{20,}\.$/);
  });
});

/** Names in the titles of test/contract, and those that dredd-listed.test.ts proves one by one. */
test('not-expressible.json: every entry has a test of its own in test/contract, or passes in another content type', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const control = new Set(readContractDocument('simulators').operations.map(({ id }) => id));
  const untested = Object.keys(readNotExpressible()).filter((name) => {
    const [operationId = '', status, otherType] = name.split(' ');
    if (otherType !== undefined || control.has(operationId)) return false;
    return !sources.some((source) => source.includes(`test('${operationId} ${status}: `));
  });
  expect(untested).toEqual([]);
});

describe('a run of Dredd', () => {
  const document = readContractDocument('pipedrive-provider');
  type Change = (answer: { status: number; headers: Record<string, string>; body: Record<string, unknown> }) => void;
  let wrong: Readonly<Record<string, Change>> = {};
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    const name = String(request.headers['x-answer']);
    const [operationId = '', status = ''] = name.split(' ');
    const operation = document.operations.find(({ id }) => id === operationId);
    const [type = '', media] = Object.entries(operation?.responses[status] ?? {})[0] ?? [];
    const body = structuredClone(Object.values(media?.examples ?? {})[0]) as Record<string, unknown>;
    const answer = { status: Number(status), headers: { 'content-type': type, ...operation?.requiredHeaders[status] }, body };
    wrong[name]?.(answer);
    response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const subject = (): Subject => ({
    document: document.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    usual: (): Ask => ({}),
    plan: Object.fromEntries(
      STATUSES.map((status): [string, Preparation] => [
        `* ${status}`,
        (operation, usual) => ({ ...usual, headers: { 'X-Answer': `${operation.id} ${status}` } }),
      ]),
    ),
    async settle() {},
  });
  const failures = async (faults: typeof wrong = {}) => {
    wrong = faults;
    return (await runDocument(subject(), new Set())).failed.map(({ name }) => name);
  };

  test('dredd: answers like the documented examples pass', async () => {
    expect(await failures()).toEqual([]);
  });

  test('dredd: finds a wrong status, type, header, field, code and time, and nothing else', async () => {
    const faults: Record<string, Change> = {
      'getTemplates 404': (answer) => Object.assign(answer, { status: 403 }),
      'getTemplates 200': ({ headers }) => Object.assign(headers, { 'content-type': 'text/plain' }),
      'getTemplates 503': ({ headers }) => void delete headers['retry-after'],
      'getSenderById 200': ({ body }) => Object.assign(body['data'] as object, { name: 5 }),
      'postMessage 200': ({ body }) => void delete body['data'],
      'deleteChannelById 200': ({ body }) => Object.assign(body, { debug: true }),
      'getConversations 403': ({ body }) => Object.assign(body['data'] as object, { code: 'NOT_FOUND' }),
      'getConversations 429': ({ body }) => Object.assign(body['data'] as object, { retry_by: 'soon' }),
    };
    expect((await failures(faults)).toSorted()).toEqual(Object.keys(faults).toSorted());
  });

  test('dredd: a documented answer that nothing prepares fails by name', async () => {
    const { plan, ...rest } = subject();
    const { '* 413': _missing, ...others } = plan;
    wrong = {};
    const { failed } = await runDocument({ ...rest, plan: others }, new Set());
    expect(failed).toEqual([{ name: 'postMessage 413', why: expect.stringContaining('nothing prepares postMessage 413') }]);
  });
});

test('package-lock: Dredd and Prism, with all that only they need, stay out of a production install', () => {
  const packages = lock.packages as Record<string, { dev?: boolean; dependencies?: Record<string, string> }>;
  const needed = new Set<string>();
  const need = (name: string, from: string) => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const at = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
      if (packages[at]) {
        if (needed.has(at)) return;
        needed.add(at);
        for (const next of Object.keys(packages[at].dependencies ?? {})) need(next, at);
        return;
      }
      if (folder === '') return;
    }
  };
  for (const name of Object.keys(packages['']?.dependencies ?? {})) need(name, '');
  expect(needed.size).toBeGreaterThan(10);
  expect([...needed].filter((at) => packages[at]?.dev)).toEqual([]);
  for (const tool of ['dredd', 'dredd-transactions', 'gavel', 'request', '@stoplight/prism-cli', '@stoplight/prism-http-server']) {
    expect(packages[`node_modules/${tool}`]?.dev, tool).toBe(true);
    expect(needed.has(`node_modules/${tool}`), tool).toBe(false);
  }
});
