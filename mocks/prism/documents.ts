import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import { operations as providerOperations } from '../../generated/pipedrive-provider/operations.ts';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';

export const mockNames = ['pipedrive', 'whatsapp', 'provider'] as const;
export type MockName = (typeof mockNames)[number];

interface Server {
  url: string;
  variables?: Record<string, { default: string }>;
}
interface MediaTypes {
  content?: Record<string, { examples?: Record<string, unknown> }>;
}
interface RawOperation {
  operationId?: string;
  servers?: Server[];
  responses?: Record<string, MediaTypes | { $ref: string }>;
}

/** One of our documents, as a mock needs it. */
export interface MockedDocument {
  file: string;
  operations: OperationsTable;
  /** Every address the document names for the real service, variables at their defaults, without a slash at the end. */
  servers: readonly string[];
  /** Operation that owns an address; undefined when none does. `path` is without query. */
  operationOf(method: string, path: string): string | undefined;
  /** The path as the document writes it: without a server's base path, and without a slash at the end. */
  documentedPath(path: string): string;
  /** Content type whose example of that name documents the status; undefined when there is none. */
  mediaTypeOf(operationId: string, status: number, example: string): string | undefined;
}

const documents: Readonly<Record<MockName, { name: string; operations: OperationsTable }>> = {
  pipedrive: { name: 'pipedrive-api', operations: pipedriveOperations },
  whatsapp: { name: 'whatsapp-cloud', operations: whatsappOperations },
  provider: { name: 'pipedrive-provider', operations: providerOperations },
};

export function readMockedDocument(mock: MockName): MockedDocument {
  const { name, operations } = documents[mock];
  const file = fileURLToPath(new URL(`../../openapi/${name}.yaml`, import.meta.url));
  const source = parse(readFileSync(file, 'utf8')) as { servers?: Server[]; paths: Record<string, Record<string, unknown>> };
  const byId = new Map<string, RawOperation>();
  const servers = new Set((source.servers ?? []).map(addressOf));
  for (const item of Object.values(source.paths)) {
    for (const server of (item['servers'] as Server[] | undefined) ?? []) servers.add(addressOf(server));
    for (const part of Object.values(item)) {
      const operation = part as RawOperation;
      for (const server of operation.servers ?? []) servers.add(addressOf(server));
      if (operation.operationId) byId.set(operation.operationId, operation);
    }
  }
  const basePaths = [...servers].map((address) => new URL(address).pathname).filter((path) => path !== '/');
  const routes = routesOf(operations);

  return {
    file,
    operations,
    servers: [...servers],
    operationOf: (method, path) => routes.find((route) => route.method === method.toLowerCase() && route.pattern.test(path))?.operationId,
    documentedPath(path) {
      const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
      const base = basePaths.find((candidate) => trimmed.startsWith(`${candidate}/`));
      return base === undefined ? trimmed : trimmed.slice(base.length);
    },
    mediaTypeOf(operationId, status, example) {
      const response = byId.get(operationId)?.responses?.[status];
      const { content = {} } = response && '$ref' in response ? (at(source, response.$ref) as MediaTypes) : (response ?? {});
      return Object.entries(content).find(([, { examples = {} }]) => example in examples)?.[0];
    },
  };
}

const addressOf = ({ url, variables = {} }: Server): string =>
  url.replace(/\{([^}]+)\}/g, (_all, name: string) => variables[name]?.default ?? name).replace(/\/$/, '');

/** Literal paths first, so that a template never hides them. */
function routesOf(operations: OperationsTable) {
  const variables = (path: string) => path.split('{').length;
  return Object.entries(operations)
    .toSorted(([, a], [, b]) => variables(a.path) - variables(b.path))
    .map(([operationId, { method, path }]) => ({ operationId, method, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));
}

const at = (root: unknown, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce((value, key) => (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')], root);
