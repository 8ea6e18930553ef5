import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of a package that browsers may ask for, under `/assets/lib/{name}`. What is not in this table is not served. */
interface LibraryFile {
  name: string;
  package: string;
  file: string;
  /** What a page's module imports it by; files that only other files of the package import have none. */
  specifier?: string;
  /** One file of CommonJS; it is served as a module. */
  commonJs?: boolean;
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
  {
    name: 'swagger-ui.js',
    package: 'swagger-ui-dist',
    file: 'swagger-ui-es-bundle.js',
    specifier: 'swagger-ui-dist',
    commonJs: true,
  },
  { name: 'swagger-ui.css', package: 'swagger-ui-dist', file: 'swagger-ui.css' },
];

/** Files of packages by the name they are served under, and by what imports call them. Throws when a package of the table is not installed. */
export function locateLibraries(): { byName: Map<string, string>; bySpecifier: Map<string, string>; commonJs: Set<string> } {
  const homes = new Map<string, string>();
  const homeOf = (name: string): string => {
    const manifest = homes.get(name) ?? findPackageJSON(name, import.meta.url);
    if (manifest === undefined) throw new Error(`the page needs the package ${name}: run npm ci`);
    homes.set(name, manifest);
    return dirname(manifest);
  };
  const located = table.map((entry) => ({ ...entry, path: join(homeOf(entry.package), entry.file) }));
  return {
    byName: new Map(located.map(({ name, path }) => [name, path])),
    bySpecifier: new Map(located.flatMap(({ specifier, path }) => (specifier === undefined ? [] : [[specifier, path]]))),
    commonJs: new Set(located.flatMap(({ commonJs, path }) => (commonJs ? [path] : []))),
  };
}
