import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A document or an argument that cannot be worked with; the message says what to do. */
export class UnusableDocument extends Error {}

export interface LoadedDocument {
  file: string;
  version: string;
}

/** Reads an OpenAPI 3 document far enough to know that comparing it means something. Throws UnusableDocument. */
export function loadDocument(file: string): LoadedDocument {
  const document = parseFile(file) as { openapi?: unknown; info?: { version?: unknown } } | null;
  if (typeof document !== 'object' || !String(document?.openapi).startsWith('3.')) {
    throw new UnusableDocument(`${file} is no OpenAPI 3 document.`);
  }
  const broken = brokenReferences(document);
  if (broken.length > 0) throw new UnusableDocument(`${file} refers to what it does not hold: ${broken.join(', ')}`);
  return { file, version: String(document?.info?.version ?? '') };
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new UnusableDocument(`${file} cannot be read: ${reason}`);
  }
}

/** References inside the document that lead nowhere: a comparison would pass over them in silence. */
function brokenReferences(document: unknown): string[] {
  const references = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, held] of Object.entries(value)) {
      if (name === '$ref' && typeof held === 'string' && held.startsWith('#/')) references.add(held);
      else collect(held);
    }
  };
  collect(document);
  return [...references].filter((reference) => resolvePointer(document, reference) === undefined);
}

/** What a pointer such as `#/components/schemas/Boat` leads to. */
export function resolvePointer(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (held, part) => (typeof held === 'object' && held !== null ? (held as Record<string, unknown>)[part] : undefined),
      document,
    );
}
