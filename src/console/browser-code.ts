import { stripTypeScriptTypes } from 'node:module';

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. Between the first word and `from` there are only names. */
const IMPORTS =
  /(?<before>\b(?:import|export)\b[\w$\s{},*]*\bfrom\s*|\bimport\s*(?<call>\(\s*)?)(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/g;

/** TypeScript or JavaScript as a browser runs it: without types, without a build tool's variables, with every import an address of ours. */
export function browserCode(source: string, path: string, addressOf: (specifier: string) => string): { code: string; imports: string[] } {
  const script = path.endsWith('.ts') ? withoutTypes(source) : source;
  const imports: string[] = [];
  const code = script
    .replaceAll('process.env.NODE_ENV', '"production"')
    .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
    .replace(IMPORTS, (...found) => {
      const { before, call, quote, specifier } = found.at(-1) as { before: string; call?: string; quote: string; specifier: string };
      const address = addressOf(specifier);
      if (call === undefined) imports.push(address);
      return `${before}${quote}${address}${quote}`;
    });
  return { code, imports };
}

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
