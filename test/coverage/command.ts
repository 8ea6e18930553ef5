import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findGaps, readRecorded, type Unreachable } from './gaps.ts';
import { recordFolder, type Source, sources } from './record.ts';
import { renderMap } from './render.ts';
import { summarise } from './summary.ts';
import { readUniverse } from './universe.ts';

const HELP = `Shows which documented statuses and kinds of message were exercised, and by whom.

  npm run coverage:map                        after npm test, npm run contract and npm run verify
  npm run coverage:map -- --clear             forgets what was recorded

  --sources test,dredd,verify   each of these must have recorded something
  --html FILE                   where the map goes (coverage/contract-map.html)
  --unreachable FILE            what cannot be exercised, with reasons (test/coverage/unreachable.json)
  --help                        this text

Records are read from the folder CONTRACT_COVERAGE (coverage/contract).
Exit code: 0 everything documented was exercised, 1 something was not, 2 nothing was recorded or the command is wrong.`;

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Runs the command and returns its exit code. */
export function coverageMap(args: string[], print: (text: string) => void, complain: (text: string) => void): number {
  try {
    return run(args, print, complain);
  } catch (error) {
    complain(`${(error as Error).message}\nTry: npm run coverage:map -- --help`);
    return 2;
  }
}

function run(args: string[], print: (text: string) => void, complain: (text: string) => void): number {
  const { values: options } = parseArgs({
    args,
    options: {
      sources: { type: 'string' },
      html: { type: 'string' },
      unreachable: { type: 'string' },
      clear: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const folder = recordFolder();
  if (options.help) {
    print(HELP);
    return 0;
  }
  if (options.clear) {
    rmSync(folder, { recursive: true, force: true });
    return 0;
  }
  const recorded = readRecorded(folder);
  const silent = wantedSources(options.sources).filter((source) => ![...recorded.values()].some((counts) => counts[source]));
  if (recorded.size === 0 || silent.length > 0) {
    throw new Error(`Nothing was recorded in ${folder}${silent.length > 0 ? ` by ${silent.join(', ')}` : ''}.`);
  }
  const universe = readUniverse();
  const unreachable = JSON.parse(readFileSync(options.unreachable ?? at('test/coverage/unreachable.json'), 'utf8')) as Unreachable;
  const gaps = findGaps(universe, recorded, unreachable);
  const html = options.html ?? at('coverage/contract-map.html');
  mkdirSync(dirname(html), { recursive: true });
  writeFileSync(html, renderMap({ universe, recorded, unreachable, gaps }));
  const json = html.replace(/\.html$/, '.json');
  writeFileSync(json, `${JSON.stringify(summarise({ universe, recorded, unreachable, gaps }), null, 2)}\n`);
  for (const key of gaps.missing) complain(`nobody exercises: ${key}`);
  for (const key of gaps.stale) complain(`listed as unreachable, but exercised or not documented: ${key}`);
  print(
    `${gaps.covered} of ${gaps.total} documented statuses and kinds of message exercised, ${gaps.missing.length} missing. Map: ${html}`,
  );
  return gaps.missing.length + gaps.stale.length > 0 ? 1 : 0;
}

function wantedSources(text: string | undefined): Source[] {
  const wanted = (text ?? '').split(',').filter((name) => name !== '');
  const wrong = wanted.filter((name) => !(sources as readonly string[]).includes(name));
  if (wrong.length > 0) throw new Error(`There is no source ${wrong.join(', ')}; there are ${sources.join(', ')}.`);
  return wanted as Source[];
}
