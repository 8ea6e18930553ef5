import { parseArgs } from 'node:util';
import { compareContracts, renderComparison } from './compare.ts';
import { UnusableDocument } from './document.ts';

const HELP = `Tells which changes of a contract break those who use it, for requests and for answers.

  npm run contract:diff -- old.yaml new.yaml

  --json   the same as JSON
  --help   this text

Exit code: 0 nothing breaks, 1 something does, 2 a document cannot be read or the command is wrong.`;

/** Runs the command and returns its exit code. */
export function contractDiff(args: string[], print: (text: string) => void, complain: (text: string) => void): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      print(HELP);
      return 0;
    }
    const [oldFile, newFile, ...more] = positionals;
    if (!oldFile || !newFile || more.length > 0)
      throw new UnusableDocument(`Two documents are needed, the old and the new one; there are ${positionals.length}.`);
    const comparison = compareContracts(oldFile, newFile);
    print(values.json ? JSON.stringify(comparison, null, 2) : renderComparison(comparison));
    return comparison.breaking.length > 0 ? 1 : 0;
  } catch (error) {
    if (!isUsage(error)) throw error;
    complain(`${error.message}\nTry: npm run contract:diff -- --help`);
    return 2;
  }
}

/** Something the person at the keyboard can put right. */
export function isUsage(error: unknown): error is Error {
  return (
    error instanceof UnusableDocument || (error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS'))
  );
}
