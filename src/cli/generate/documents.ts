import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';

export const documentNames = [
  'pipedrive-provider',
  'pipedrive-api',
  'whatsapp-webhooks',
  'whatsapp-cloud',
  'console',
  'simulators',
] as const;
export type DocumentName = (typeof documentNames)[number];

export interface ContractDocument {
  name: DocumentName;
  url: URL;
  /** As written, with its references. */
  source: Document;
  /** The same with every reference resolved; holds cycles where a schema refers to itself. */
  resolved: Document;
}

/** Reads one document of `openapi/`, checks it against the OpenAPI 3.0 meta-schema and resolves its references. Throws on an invalid document. */
export async function readDocument(name: DocumentName): Promise<ContractDocument> {
  const url = new URL(`../../../openapi/${name}.yaml`, import.meta.url);
  const source = parse(readFileSync(fileURLToPath(url), 'utf8')) as Document;
  const api = new OpenAPIBackend({ definition: structuredClone(source), strict: true, validate: false });
  await api.init();
  return { name, url, source, resolved: api.definition };
}
