import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Document {
  paths: {
    '/webhooks/whatsapp': { post: { requestBody: { content: { 'application/json': { examples: Record<string, { $ref: string }> } } } } };
  };
  components: { examples: Record<string, { value: unknown }> };
}

const path = new URL('../../openapi/whatsapp-webhooks.yaml', import.meta.url);
const document = parse(readFileSync(path, 'utf8')) as Document;
const referenced = document.paths['/webhooks/whatsapp'].post.requestBody.content['application/json'].examples;

/** Every example delivery of the contract, by name. */
export const examples: [name: string, delivery: unknown][] = Object.entries(referenced).map(([name, { $ref }]) => {
  const example = document.components.examples[$ref.split('/').at(-1) as string];
  if (!example) throw new Error(`the contract refers to an example that is not there: ${$ref}`);
  return [name, example.value];
});

export interface Change {
  field?: unknown;
  value?: { messages?: unknown[]; statuses?: unknown[] };
}

export const changesOf = (delivery: unknown): Change[] =>
  (delivery as { entry: { changes: Change[] }[] }).entry.flatMap(({ changes }) => changes);
