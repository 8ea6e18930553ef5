import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type DocumentedMedia, type DocumentedOperation, exampleAddress, exampleBody, readContractDocument } from './contract-document.ts';
import { toJsonSchema } from './json-schema.ts';
import type { Ask, Subject } from './subject.ts';

/** A transaction of Dredd, as far as the hooks touch it. */
interface Transaction {
  name: string;
  host: string;
  port: string;
  protocol: string;
  fullPath: string;
  request: { method: string; uri: string; headers: Record<string, string>; body: string };
  expected: { statusCode: string; headers: Record<string, string>; body?: string; bodySchema?: string };
  real?: { statusCode: number; body?: string };
  origin: { resourceName: string };
  test?: { status: string; message?: string; valid?: boolean };
  errors?: { message: string }[];
  skip: boolean;
  fail?: string | boolean;
}

interface Dredd {
  run(callback: (error: Error | null, stats: unknown) => void): void;
}

export interface DocumentReport {
  document: string;
  /** "<operationId> <status>" of everything the document says, with its content type where a status has several. */
  documented: string[];
  passed: string[];
  failed: { name: string; why: string }[];
  /** Left out by name, see not-expressible.json. */
  listed: string[];
}

const HOOKS = fileURLToPath(new URL('hooks.cjs', import.meta.url));

/** Runs Dredd on one document: one transaction for every documented answer, whose state and request the subject prepares. */
export async function runDocument(subject: Subject, notExpressible: ReadonlySet<string>): Promise<DocumentReport> {
  const document = readContractDocument(subject.document);
  const documented = document.operations.flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([status, media]) => namesOf(operation, status, media)),
  );
  const report: DocumentReport = { document: document.name, documented, passed: [], failed: [], listed: [] };
  const names = new Map<Transaction, string>();

  const prepare = async (transaction: Transaction) => {
    const { operation, status, type } = meaningOf(transaction, document.operations);
    const name = nameOf(operation, status, type);
    names.set(transaction, name);
    if (notExpressible.has(name)) {
      transaction.skip = true;
      return;
    }
    const preparation = subject.plan[name] ?? subject.plan[`${operation.id} ${status}`] ?? subject.plan[`* ${status}`];
    if (!preparation) throw new Error(`nothing prepares ${name}, and not-expressible.json does not name it`);
    const ask = await preparation(operation, await subject.usual(operation));
    setRequest(transaction, operation, ask);
    setExpectation(transaction, operation.responses[status]?.[type], type, operation.requiredHeaders[status] ?? {}, document.schemas);
    if (ask.type !== undefined) transaction.expected.headers['content-type'] = ask.type;
    if (ask.answer !== undefined) transaction.expected.body = ask.answer;
  };

  const conclude = async (transaction: Transaction) => {
    const name = names.get(transaction) ?? transaction.name;
    const { test, errors = [] } = transaction;
    if (transaction.skip && notExpressible.has(name)) report.listed.push(name);
    else if (test?.status === 'pass' || (test?.valid === true && !transaction.fail)) report.passed.push(name);
    else {
      const why = [
        typeof transaction.fail === 'string' ? transaction.fail : '',
        ...errors.map(({ message }) => message),
        test?.message ?? '',
      ];
      const seen = transaction.real ? `answered ${transaction.real.statusCode} ${transaction.real.body ?? ''}` : 'no answer';
      report.failed.push({ name, why: `${[...new Set(why)].filter(Boolean).join('; ')} (${seen.slice(0, 500)})` });
    }
    await subject.settle();
  };

  (globalThis as Record<symbol, unknown>)[Symbol.for('dredd-transactions')] = { prepare, conclude };
  await run(document.file, subject.url);
  // An operation that takes several content types has several transactions of one name: all of them have to pass.
  const broken = new Set(report.failed.map(({ name }) => name));
  report.passed = [...new Set(report.passed)].filter((name) => !broken.has(name));
  report.listed = [...new Set(report.listed)];
  for (const name of documented) {
    const heard = report.passed.includes(name) || report.listed.includes(name) || broken.has(name);
    if (!heard) report.failed.push({ name, why: 'Dredd made no transaction of it' });
  }
  return report;
}

/** A status has one name, and one more for every content type but the first. */
const namesOf = (operation: DocumentedOperation, status: string, media: Readonly<Record<string, DocumentedMedia>>): string[] => {
  const types = Object.keys(media);
  return (types.length === 0 ? [''] : types).map((type) => nameOf(operation, status, type));
};

function nameOf(operation: DocumentedOperation, status: string, type: string): string {
  const [first = ''] = Object.keys(operation.responses[status] ?? {});
  return type === first ? `${operation.id} ${status}` : `${operation.id} ${status} ${type}`;
}

function meaningOf({ request, origin, expected }: Transaction, operations: readonly DocumentedOperation[]) {
  // Dredd writes query parameters of the path item behind the template.
  const path = origin.resourceName.replace(/\{[?&][^}]*\}$/, '');
  const operation = operations.find((candidate) => candidate.method === request.method.toLowerCase() && candidate.path === path);
  if (!operation) throw new Error(`the document has no ${request.method} ${path}`);
  const type = Object.entries(expected.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return { operation, status: String(expected.statusCode), type };
}

function setRequest(transaction: Transaction, operation: DocumentedOperation, ask: Ask): void {
  const body = exampleBody(operation);
  const { request } = transaction;
  request.headers = { ...(body ? { 'Content-Type': body.contentType } : {}), ...ask.headers };
  request.body = ask.body ?? body?.bytes.toString('utf8') ?? '';
  transaction.fullPath = ask.path ?? exampleAddress(operation);
  if (ask.url !== undefined) {
    const { protocol, hostname, port } = new URL(ask.url);
    Object.assign(transaction, { protocol, host: hostname, port });
  }
}

/** Status, content type, required headers, and the schema: without it Dredd takes every field of the example for required. */
function setExpectation(
  { expected }: Transaction,
  media: DocumentedMedia | undefined,
  type: string,
  headers: Readonly<Record<string, string>>,
  schemas: Readonly<Record<string, Record<string, unknown>>>,
): void {
  expected.headers = { ...(type ? { 'content-type': type } : {}), ...headers };
  delete expected.body;
  if (media && /json$/.test(type)) expected.bodySchema = JSON.stringify(toJsonSchema(media.schema, schemas));
}

async function run(file: string, url: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const DreddRunner = require('dredd') as new (options: object) => Dredd;
  // The report is ours; Dredd's own would print every transaction, with the bodies of those that fail.
  const { default: output } = require('dredd/build/reporters/reporterOutputLogger') as {
    default: { transports: Record<string, { silent: boolean }> };
  };
  for (const transport of Object.values(output.transports)) transport.silent = true;
  await new Promise<void>((resolve, reject) => {
    new DreddRunner({ endpoint: url, path: [file], hookfiles: [HOOKS], loglevel: 'silent' }).run((error) =>
      error ? reject(error) : resolve(),
    );
  });
}
