import { banner } from './banner.ts';
import type { ContractDocument } from './documents.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'head', 'patch'] as const;

interface RawOperation {
  operationId: string;
  security?: Record<string, string[]>[];
  deprecated?: boolean;
  requestBody?: { required?: boolean; content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, unknown> }>;
  [extension: `x-${string}`]: unknown;
}

/** Renders the `as const` operations table of one document: what a route, a security check and a body reader need to know. */
export function renderOperations(document: ContractDocument): string {
  const table: Record<string, unknown> = {};
  const rootSecurity = (document.resolved as unknown as { security?: Record<string, string[]>[] }).security ?? [];
  for (const [path, item] of Object.entries(document.resolved.paths ?? {})) {
    for (const method of METHODS) {
      const operation = (item as Record<string, unknown>)[method] as RawOperation | undefined;
      if (!operation) continue;
      table[operation.operationId] = {
        method,
        path,
        security: (operation.security ?? rootSecurity).map((requirement) => Object.keys(requirement)),
        requestBody: operation.requestBody
          ? { required: operation.requestBody.required === true, contentTypes: Object.keys(operation.requestBody.content) }
          : null,
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, response]) => [status, Object.keys(response.content ?? {})[0] ?? null]),
        ),
        extensions: Object.fromEntries(
          Object.entries(operation)
            .filter(([key]) => key.startsWith('x-'))
            .map(([key, value]) => [key.slice(2), value]),
        ),
      };
    }
  }
  return `${banner(document.name)}export const operations = ${JSON.stringify(table, null, 2)} as const;\n`;
}
