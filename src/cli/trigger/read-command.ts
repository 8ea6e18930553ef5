import { parseArgs } from 'node:util';
import { TriggerError } from './trigger-error.ts';

const ONCE = [
  'from',
  'to',
  'phone',
  'body',
  'name',
  'message',
  'url',
  'control',
  'webhook',
  'secret',
  'number',
  'template',
  'language',
] as const;

/** What may stand behind a command. `file` and `value` may be given several times. */
export type Options = Partial<Record<(typeof ONCE)[number], string>> & { file?: string[]; value?: string[]; links?: boolean };

export interface Command {
  /** Undefined: none was given. */
  name: string | undefined;
  /** What it is done with or to: of `send`, `wait` and `fault`. */
  subject: string | undefined;
  options: Options;
  help: boolean;
}

/** Every option there is. */
export const optionNames: readonly string[] = [...ONCE, 'file', 'value', 'links', 'help'];

const WITH_SUBJECT = new Set(['send', 'wait', 'fault']);

/** The command line taken apart. Throws for what nobody can understand. */
export function readCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(ONCE.map((name) => [name, { type: 'string' as const }])),
        file: { type: 'string', multiple: true },
        value: { type: 'string', multiple: true },
        links: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { help, ...options } = values;
    const [name, subject] = positionals;
    if (positionals.length > (WITH_SUBJECT.has(name ?? '') ? 2 : 1))
      throw new Error(
        `One command at a time; there are ${positionals.length}. Texts with spaces need quotation marks, and npm wants \`--\` before the command: npm run trigger -- text --body "…"`,
      );
    return { name, subject, options: options as Options, help: help === true };
  } catch (error) {
    throw new TriggerError(`${(error as Error).message}\nTry: npm run trigger -- --help`, 2);
  }
}
