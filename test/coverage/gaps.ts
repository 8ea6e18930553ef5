import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordedLine, type Source, sources } from './record.ts';
import type { MappedOperation } from './universe.ts';

/** How often each source exercised one cell. */
export type Counts = Partial<Record<Source, number>>;

/** "<document> <operationId> <status>" or "<document> <operationId> <status> <kind>" → who and how often. */
export type Recorded = ReadonlyMap<string, Counts>;

/** Adds up everything recorded in a folder; empty when nothing is there. */
export function readRecorded(folder: string): Map<string, Counts> {
  const cells = new Map<string, Counts>();
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.jsonl')) : [];
  for (const file of files) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const recorded = parseLine(line);
      if (!recorded) continue;
      const { document, operationId, status, kind, source, count } = recorded;
      const key = [document, operationId, status, ...(kind ? [kind] : [])].join(' ');
      const counts = cells.get(key) ?? {};
      counts[source] = (counts[source] ?? 0) + count;
      cells.set(key, counts);
    }
  }
  return cells;
}

/** The last line of a process that was killed may be cut off; a cut line proves nothing. */
function parseLine(line: string): RecordedLine | undefined {
  if (!line.endsWith('}')) return undefined;
  const recorded = JSON.parse(line) as RecordedLine;
  return sources.includes(recorded.source) ? recorded : undefined;
}

/** Reasons for what nobody can exercise, by "<document> <operationId> <status or kind>". */
export type Unreachable = Readonly<Record<string, string>>;

export interface Gaps {
  /** Documented, and exercised by nobody. */
  missing: string[];
  /** Listed as unreachable, but exercised or no longer documented. */
  stale: string[];
  covered: number;
  total: number;
}

/** How often a kind of message was carried by exchanges that succeeded. */
export function kindCounts(recorded: Recorded, operation: MappedOperation, kind: string): Counts {
  const sum: Counts = {};
  for (const status of operation.statuses) {
    if (status >= 300) continue;
    const counts = recorded.get(`${operation.document} ${operation.operationId} ${status} ${kind}`) ?? {};
    for (const [source, count] of Object.entries(counts)) sum[source as Source] = (sum[source as Source] ?? 0) + count;
  }
  return sum;
}

/** Compares what is documented with what was exercised: every status, and every kind of message with success. */
export function findGaps(universe: readonly MappedOperation[], recorded: Recorded, unreachable: Unreachable): Gaps {
  const missing: string[] = [];
  const exercised = new Set<string>();
  const documented = new Set<string>();
  const check = (key: string, counts: Counts | undefined) => {
    documented.add(key);
    if (counts && Object.keys(counts).length > 0) exercised.add(key);
    else if (!(key in unreachable)) missing.push(key);
  };
  for (const operation of universe) {
    const name = `${operation.document} ${operation.operationId}`;
    for (const status of operation.statuses) check(`${name} ${status}`, recorded.get(`${name} ${status}`));
    for (const kind of operation.kinds) check(`${name} ${kind}`, kindCounts(recorded, operation, kind));
  }
  const stale = Object.keys(unreachable).filter((key) => exercised.has(key) || !documented.has(key));
  return { missing, stale, covered: exercised.size, total: documented.size };
}
