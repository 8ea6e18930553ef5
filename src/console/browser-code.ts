import { stripTypeScriptTypes } from 'node:module';

/**
 * `import … from 'x'`, `export … from 'x'` and `import 'x'` where a statement may begin, with nothing but names before `from`; and `import('x')`.
 */
const IMPORTS =
  /(?<before>(?<=^\s*|[;}]\s*)(?:(?:import|export)\b[\w$\s{},*]*\bfrom\s*|import\s*)|\bimport(?<call>\(\s*))(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/gm;

/** TypeScript or JavaScript as a browser runs it: without types, without a build tool's variables, with every import an address of ours. */
export function browserCode(source: string, path: string, addressOf: (specifier: string) => string): { code: string; imports: string[] } {
  const script = withoutSourceMap(path.endsWith('.ts') ? withoutTypes(source) : source);
  const imports: string[] = [];
  const code = script.replaceAll('process.env.NODE_ENV', '"production"').replace(IMPORTS, (...found) => {
    const { before, call, quote, specifier } = found.at(-1) as { before: string; call?: string; quote: string; specifier: string };
    const address = addressOf(specifier);
    if (call === undefined) imports.push(address);
    return `${before}${quote}${address}${quote}`;
  });
  return { code, imports };
}

/** CommonJS in one file as a module whose default export is what it exports. Nothing in it is rewritten. */
export const asModule = (source: string): string =>
  `const module = { exports: {} };\n${withoutSourceMap(source)}\nexport default module.exports;\n`;

/** A script or a style sheet that names no source map: the page does not serve any. */
export const withoutSourceMap = (source: string): string =>
  source.replace(/^\/\/# sourceMappingURL=.*$/gm, '').replace(/\/\*# sourceMappingURL=[^*]*\*\//g, '');

/** Strips types. Node warns once per process that it might change how; whoever opens the page cannot do anything about it. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
