import { readNotExpressible, runAll } from './run-all.ts';
import type { DocumentReport } from './run-document.ts';

/** Runs everything, or only the documents that are named, prints the summary (`--json`: the reports), and returns the exit code. */
export async function run(args: readonly string[], print: (text: string) => void): Promise<number> {
  const json = args.includes('--json');
  const started = performance.now();
  const reports = await runAll(args.filter((arg) => !arg.startsWith('--')));
  print(json ? JSON.stringify(reports) : summary(reports, performance.now() - started));
  return reports.length > 0 && reports.every(({ failed }) => failed.length === 0) ? 0 : 1;
}

function summary(reports: readonly DocumentReport[], ms: number): string {
  const reasons = readNotExpressible();
  const rows = reports.map(({ document, documented, passed, failed, listed }) =>
    [document, documented.length, passed.length + failed.length, passed.length, failed.length, listed.length].map(String),
  );
  const table = [['document', 'documented', 'run', 'passed', 'failed', 'listed'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length))) ?? [];
  const line = (row: string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [
    ...table.map(line),
    ...reports.flatMap(({ listed }) => listed.map((name) => `listed: ${name}: ${reasons[name] ?? ''}`)),
    ...reports.flatMap(({ failed }) => failed.map(({ name, why }) => `failed: ${name}: ${why}`)),
    `Dredd took ${(ms / 1000).toFixed(1)} s.`,
  ].join('\n');
}
