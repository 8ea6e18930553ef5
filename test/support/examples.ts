import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Documented {
  paths: Record<
    string,
    Record<string, { operationId?: string; requestBody?: { content: Record<string, { examples?: Record<string, Example> }> } }>
  >;
  components: { examples?: Record<string, Example> };
}
interface Example {
  $ref?: string;
  value?: unknown;
}

/** The example requests that a document gives for an operation, by name. */
export function requestExamples(document: string, operationId: string): [name: string, body: unknown][] {
  const text = readFileSync(new URL(`../../openapi/${document}.yaml`, import.meta.url), 'utf8');
  const { paths, components } = parse(text) as Documented;
  const operation = Object.values(paths)
    .flatMap((item) => Object.values(item))
    .find((one) => one.operationId === operationId);
  const found = Object.values(operation?.requestBody?.content ?? {}).flatMap(({ examples }) => Object.entries(examples ?? {}));
  if (found.length === 0) throw new Error(`${document} gives no example of ${operationId}`);
  return found.map(([name, { $ref, value }]) => [name, $ref ? components.examples?.[$ref.split('/').at(-1) ?? '']?.value : value]);
}
