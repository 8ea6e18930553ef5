import { banner } from './banner.ts';
import type { ContractDocument } from './documents.ts';

interface Schema {
  'x-redact'?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Carrier {
  parameters?: (Schema & { name: string; schema?: Schema })[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

/**
 * Collects the names of every property and parameter marked `x-redact: true`, over all documents, whether the mark stands on the property or
 * on the schema it refers to. The logger removes the value of any key with such a name, at any depth.
 */
export function collectRedactions(documents: readonly ContractDocument[]): string[] {
  const names = new Set<string>();
  const seen = new Map<Schema, Set<string>>();
  const visit = (schema: Schema | undefined, name: string): void => {
    if (!schema) return;
    const visitedAs = seen.get(schema) ?? new Set();
    if (visitedAs.has(name)) return;
    seen.set(schema, visitedAs.add(name));
    if (schema['x-redact'] === true && name) names.add(name);
    for (const [property, child] of Object.entries(schema.properties ?? {})) visit(child, property);
    for (const part of [schema.items, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(part, name);
  };
  const visitContent = (content: Record<string, { schema?: Schema }> | undefined) => {
    for (const media of Object.values(content ?? {})) visit(media.schema, '');
  };

  for (const { resolved } of documents) {
    for (const item of Object.values(resolved.paths ?? {})) {
      for (const carrier of [item, ...Object.values(item ?? {})] as Carrier[]) {
        if (carrier === null || typeof carrier !== 'object') continue;
        for (const parameter of carrier.parameters ?? []) {
          if (parameter['x-redact'] === true || parameter.schema?.['x-redact'] === true) names.add(parameter.name);
        }
        visitContent(carrier.requestBody?.content);
        for (const response of Object.values(carrier.responses ?? {})) visitContent(response.content);
      }
    }
    for (const schema of Object.values(resolved.components?.schemas ?? {})) visit(schema as Schema, '');
  }
  return [...names].sort();
}

/** Renders the redaction list. */
export function renderRedactions(documents: readonly ContractDocument[]): string {
  return `${banner('*')}export const redactions = ${JSON.stringify(collectRedactions(documents), null, 2)} as const;\n`;
}
