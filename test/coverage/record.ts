import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import type { ObservedExchange } from '../../src/http/dispatch.ts';
import { messageKinds } from './message-kinds.ts';

/** Who exercised a contract. */
export const sources = ['test', 'dredd', 'verify'] as const;
export type Source = (typeof sources)[number];

/** One line of a record: so many exchanges of an operation that were answered with this status; with a kind, those that carried it. */
export interface RecordedLine {
  source: Source;
  document: string;
  operationId: string;
  status: number;
  kind?: string;
  count: number;
}

/** Where records are kept: the folder named by CONTRACT_COVERAGE, usually coverage/contract. */
export function recordFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['CONTRACT_COVERAGE'] || fileURLToPath(new URL('../../coverage/contract', import.meta.url));
}

interface Recording {
  count(exchange: ObservedExchange): void;
  flush(): void;
}

/** One recording per process and source, also when a test runner loads this module several times. */
function knownRecordings(): Map<Source, Recording> {
  const shared = globalThis as { contractCoverage?: Map<Source, Recording> };
  shared.contractCoverage ??= new Map();
  return shared.contractCoverage;
}

/**
 * Records every exchange that kept its contract, of every dispatcher in this process, from now on. What is seen for the first time
 * is written at once, so that a process that gets killed has recorded it; the numbers follow with the returned `flush` and at exit.
 *
 * @param part names the record's file. A second run of the same part takes the place of the first; without it every process has its own.
 */
export function recordCoverage(source: Source, part = `${process.pid}-${threadId}-${Date.now()}`): () => void {
  const recordings = knownRecordings();
  const known = recordings.get(source);
  if (known) return known.flush;
  const recording = createRecording(source, part);
  recordings.set(source, recording);
  subscribe('contract-exchange', (message) => recording.count(message as ObservedExchange));
  process.on('exit', recording.flush);
  return recording.flush;
}

/** So many exchanges of one cell a killed process may have seen without having written them. */
const AT_MOST_UNWRITTEN = 50;

function createRecording(source: Source, part: string): Recording {
  const folder = recordFolder();
  const file = join(folder, `${source}-${part.replaceAll(/[^\w.-]+/g, '-')}.jsonl`);
  const lines = new Map<string, RecordedLine>();
  const seen = new Set<string>();
  let begun = false;
  const write = (line: RecordedLine) => {
    if (!begun) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, '');
      begun = true;
    }
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    line.count = 0;
  };
  const count = (cell: Omit<RecordedLine, 'count'>) => {
    const key = `${cell.document} ${cell.operationId} ${cell.status} ${cell.kind ?? ''}`;
    const line = lines.get(key) ?? { ...cell, count: 0 };
    lines.set(key, line);
    line.count++;
    if (!seen.has(key) || line.count >= AT_MOST_UNWRITTEN) write(line);
    seen.add(key);
  };
  return {
    count(exchange) {
      // An answer that broke its contract proves nothing, and one that nobody was left to read was never given.
      if (exchange.violation !== undefined || exchange.error?.code === 'REQUEST_ABORTED') return;
      const { document, operationId, status } = exchange;
      count({ source, document, operationId, status });
      for (const kind of messageKinds(exchange)) count({ source, document, operationId, status, kind });
    },
    flush() {
      for (const line of lines.values()) if (line.count > 0) write(line);
    },
  };
}
