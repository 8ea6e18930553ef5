import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { UnusableDocument } from './document.ts';

/** A difference as `redocly diff` reports it: found with all references followed, judged by the side it is on. */
export interface RedoclyChange {
  /** Where it takes effect, following references: `#/paths/~1boats/get/responses/200/…`. */
  path: string;
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  impact: 'major' | 'minor' | 'patch';
  verdicts: readonly { ruleId: string; message: string }[];
  /** What was modified, of the thing that `path` names. */
  property?: string;
  base?: { pointer: string; value?: unknown };
  revision?: { pointer: string; value?: unknown };
}

/** Every difference between two documents. Throws UnusableDocument when the comparison itself did not come about. */
export function diffWithRedocly(oldFile: string, newFile: string): RedoclyChange[] {
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(dirname(manifest), 'bin/cli.js'), 'diff', resolve(oldFile), resolve(newFile), '--format', 'json', '--fail-on', 'none'],
    {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  if (error) throw error;
  try {
    return (JSON.parse(stdout) as { changes: RedoclyChange[] }).changes;
  } catch {
    // No report at all: what it says instead is the reason.
    const reason = stderr.split('\n').find((line) => line.startsWith('Error:')) ?? stderr.trim();
    throw new UnusableDocument(`${oldFile} and ${newFile} cannot be compared. ${reason}`);
  }
}
