import { cpus, totalmem } from 'node:os';

/** The value below which a share of a sorted list lies; NaN for an empty one. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Prints one Markdown table with a title and, below it, what a reader should know. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  notes: readonly string[] = [],
): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  console.log(`\n### ${title}\n`);
  console.log([line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n'));
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
}

const figures: string[][] = [];

/** Remembers a row of the README's table of figures. */
export function figure(what: string, measured: string, aim = '–'): void {
  figures.push([what, measured, aim]);
}

/** Prints what was remembered as the table that stands in the README. */
export function printFigures(): void {
  if (figures.length > 0)
    console.log(`\n### Figures, as in the README\n\n${markdown([['what', 'measured', 'aim'], ['---', '---', '---'], ...figures])}`);
}

const markdown = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => (row[0] === '---' ? `|${row.join('|')}|` : `| ${row.join(' | ')} |`)).join('\n');

export const whole = (value: number): string => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '–');
export const ms = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 1)} ms` : '–');
export const ratio = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '–');
export const percent = (share: number): string => (Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : '–');

/** A measured value against its aim. Missing it is a finding, never a failure: machines differ. */
export const verdict = (met: boolean, aim: string): string => `${met ? 'met' : 'MISSED'} (${aim})`;

/** An aim and whether it was met, as the README says it. */
export const aimed = (met: boolean, aim: string): string => `${aim}: ${met ? 'met' : '**missed**'}`;

export function printMachine(): void {
  const processors = cpus();
  printTable(
    'Machine',
    ['cores', 'memory', 'processor', 'Node', 'system'],
    [
      [
        String(processors.length),
        `${(totalmem() / 1024 ** 3).toFixed(1)} GiB`,
        `${processors[0]?.model ?? 'unknown'}`,
        process.version,
        `${process.platform}-${process.arch}`,
      ],
    ],
  );
}
