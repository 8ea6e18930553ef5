import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorsPage } from './errors-page.ts';
import { renderingPage } from './rendering-page.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

/** Documentation that is a table of the code, by path. */
const pages: Readonly<Record<string, () => string>> = {
  'openapi/errors.md': errorsPage,
  'openapi/rendering.md': renderingPage,
};

/** The pages that differ from what the code says, or are missing. */
export function stalePages(folder = projectFolder): string[] {
  return Object.entries(pages)
    .filter(([path, render]) => readPage(join(folder, path)) !== render())
    .map(([path]) => path);
}

/** Brings the pages up to date and returns how many there are. */
export function writePages(folder = projectFolder): number {
  for (const [path, render] of Object.entries(pages)) writeFileSync(join(folder, path), render());
  return Object.keys(pages).length;
}

function readPage(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
