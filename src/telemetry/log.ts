import { destination, type Logger, pino } from 'pino';
import { hiddenNames as hidden, MASK } from './redaction.ts';

/** Without `child`: what a child is bound to would go past the redaction. */
export type Log = Pick<Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'level'>;

const DEEPEST = 6;

/** A copy without anything the contracts mark as secret or personal, at any depth. An error keeps its text: that is ours. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return redactError(value, depth);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) return MASK;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hidden.has(key) ? MASK : redact(item, depth + 1)]));
}

/** Libraries hang whole answers on their errors; these properties are data like any other. */
function redactError(error: Error, depth: number): unknown {
  const { type, message, stack, code, ...rest } = pino.stdSerializers.err(error);
  const isCode = typeof code === 'number' || (typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code));
  return { type, message, stack, ...(isCode ? { code } : {}), ...(redact(rest, depth) as object) };
}

export interface LogOptions {
  level: string;
  /** Lines for people instead of JSON. */
  pretty: boolean;
  /** Where lines go; standard output unless given. */
  write?: (line: string) => void;
}

/** A pino logger whose every line went through the redaction list. */
export function createLog({ level, pretty, write }: LogOptions): Log {
  const sink = write ?? ((line: string) => process.stdout.write(line));
  const stream = pretty ? { write: (line: string) => sink(prettyLine(line)) } : write ? { write } : destination({ dest: 1, sync: true });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => redact(entry) as Record<string, unknown>,
      },
      serializers: { err: (error) => error },
    },
    stream,
  );
}

/** `12:30:01 info  webhook stored (stored=1 …)` */
function prettyLine(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const trace = err === undefined ? '' : `\n${(err as { stack?: string }).stack ?? JSON.stringify(err)}`;
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${msg ?? ''}${fields.length > 0 ? `  ${fields.join(' ')}` : ''}${trace}\n`;
}
