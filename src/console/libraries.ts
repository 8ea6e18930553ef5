import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of a package that browsers may ask for, under `/assets/lib/{name}`. What is not in this table is not served. */
interface LibraryFile {
  name: string;
  package: string;
  file: string;
  /** What a page's module imports it by; files that only other files of the package import have none. */
  specifier?: string;
}

const lit = (name: string, file: string, specifier?: string): LibraryFile => ({
  name,
  package: 'lit-html',
  file,
  ...(specifier === undefined ? {} : { specifier }),
});
const directive = (name: string): LibraryFile => lit(`lit-${name}.js`, `directives/${name}.js`, `lit-html/directives/${name}.js`);
const virtual = (file: string, specifier?: string): LibraryFile => ({
  name: `virtual-${file}`,
  package: '@tanstack/virtual-core',
  file: `dist/esm/${file}`,
  ...(specifier === undefined ? {} : { specifier }),
});

const table: readonly LibraryFile[] = [
  lit('lit-html.js', 'lit-html.js', 'lit-html'),
  lit('lit-directive.js', 'directive.js'),
  lit('lit-directive-helpers.js', 'directive-helpers.js'),
  lit('lit-async-directive.js', 'async-directive.js'),
  ...['class-map', 'guard', 'if-defined', 'keyed', 'live', 'ref', 'repeat'].map(directive),
  virtual('index.js', '@tanstack/virtual-core'),
  virtual('ios-gesture.js'),
  virtual('lazy-measurements.js'),
  virtual('scroll-classifier.js'),
  virtual('utils.js'),
];

/** Files of packages by the name they are served under, and by what imports call them. Throws when a package of the table is not installed. */
export function locateLibraries(): { byName: Map<string, string>; bySpecifier: Map<string, string> } {
  const byName = new Map<string, string>();
  const bySpecifier = new Map<string, string>();
  for (const { name, package: packageName, file, specifier } of table) {
    const manifest = findPackageJSON(packageName, import.meta.url);
    if (manifest === undefined) throw new Error(`the page needs the package ${packageName}: run npm ci`);
    const path = join(dirname(manifest), file);
    byName.set(name, path);
    if (specifier !== undefined) bySpecifier.set(specifier, path);
  }
  return { byName, bySpecifier };
}
