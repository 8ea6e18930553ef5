import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { banner } from './banner.ts';
import { documentNames, readDocument } from './documents.ts';
import { renderOperations } from './operations.ts';
import { renderRedactions } from './redactions.ts';
import { renderTypes } from './types.ts';
import { renderValidators } from './validators.ts';

/** Where generated files live. */
export const generatedFolder = fileURLToPath(new URL('../../../generated/', import.meta.url));

/** Everything that belongs into `generated/`, by path relative to it. Deterministic: the same documents give the same bytes. */
export async function renderAll(): Promise<Map<string, string>> {
  const documents = await Promise.all(documentNames.map(readDocument));
  const files = new Map<string, string>();
  for (const document of documents) {
    files.set(`${document.name}/types.ts`, await renderTypes(document));
    files.set(`${document.name}/operations.ts`, renderOperations(document));
    files.set(`${document.name}/validators.cjs`, await renderValidators(document));
    files.set(`${document.name}/validators.d.cts`, validatorTypes(document.name));
    files.set(`${document.name}/index.ts`, contractIndex(document.name));
  }
  files.set('redactions.ts', renderRedactions(documents));
  return files;
}

function validatorTypes(name: string): string {
  return `${banner(name)}import type { ValidateFunction } from 'ajv';
export declare const request: Record<string, ValidateFunction[]>;
export declare const response: Record<string, Record<string, ValidateFunction>>;
export declare const schema: Record<string, ValidateFunction>;
`;
}

function contractIndex(name: string): string {
  return `${banner(name)}import { operations } from './operations.ts';
import * as validators from './validators.cjs';

export type { operations as OperationTypes } from './types.ts';
export const contract = { name: '${name}', operations, validators } as const;
`;
}

/** The names of all files in `generated/` that differ from what the documents give: changed, missing or left over. */
export async function staleFiles(folder = generatedFolder): Promise<string[]> {
  const wanted = await renderAll();
  const present = listFiles(folder);
  const stale = [...wanted]
    .filter(([name, text]) => !present.has(name) || readFileSync(join(folder, name), 'utf8') !== text)
    .map(([name]) => name);
  const leftOver = [...present].filter((name) => !wanted.has(name));
  return [...stale, ...leftOver].sort();
}

/** Brings `generated/` up to date and returns how many files it holds. */
export async function writeAll(): Promise<number> {
  const wanted = await renderAll();
  for (const name of listFiles(generatedFolder)) if (!wanted.has(name)) rmSync(join(generatedFolder, name));
  for (const [name, text] of wanted) {
    mkdirSync(dirname(join(generatedFolder, name)), { recursive: true });
    writeFileSync(join(generatedFolder, name), text);
  }
  return wanted.size;
}

function listFiles(folder: string): Set<string> {
  mkdirSync(folder, { recursive: true });
  return new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name))),
  );
}
