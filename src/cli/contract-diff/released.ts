import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isUsage } from './command.ts';
import { type Comparison, compareContracts, renderComparison } from './compare.ts';
import { loadDocument, UnusableDocument } from './document.ts';

const HELP = `Compares the contracts with those of the last release, which are kept in openapi/released.

  npm run contract:released -- --check   fails when a change asks for a higher info.version than the document has
  npm run contract:released              takes the contracts as they are now as released

  --openapi FOLDER   where the contracts are (openapi)
  --help             this text

A breaking change asks for a higher major version (0.x: minor), any other change for a higher version; texts and examples ask for nothing.
Exit code: 0 all versions fit, 1 one does not, 2 a document cannot be read or the command is wrong.`;

type Version = readonly [number, number, number];

/** Throws UnusableDocument when a document's version is not made of three numbers. */
function versionOf({ file, version }: Comparison['from']): Version {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (major === undefined) throw new UnusableDocument(`${file}: info.version "${version}" is not of the form 1.2.3.`);
  return [Number(major), Number(minor), Number(patch)];
}

/** The lowest version that may carry the changes, undefined when the present one may. */
export function neededVersion({ from, to, breaking, compatible }: Comparison): string | undefined {
  const [major, minor, patch] = versionOf(from);
  const lowest: Version =
    breaking.length > 0 ? (major === 0 ? [0, minor + 1, 0] : [major + 1, 0, 0]) : [major, minor, compatible.length > 0 ? patch + 1 : patch];
  const present = versionOf(to);
  const at = lowest.findIndex((number, index) => number !== present[index]);
  return at >= 0 && (present[at] as number) < (lowest[at] as number) ? lowest.join('.') : undefined;
}

const documentsIn = (folder: string): string[] => readdirSync(folder).filter((file) => file.endsWith('.yaml'));

function check(folder: string, print: (text: string) => void, complain: (text: string) => void): number {
  const released = join(folder, 'released');
  const present = documentsIn(folder);
  let wrong = 0;
  for (const name of documentsIn(released)) {
    if (!present.includes(name)) {
      complain(`${name} was released and is gone.`);
      wrong++;
      continue;
    }
    const comparison = compareContracts(join(released, name), join(folder, name));
    const needed = neededVersion(comparison);
    const { from, to, breaking, compatible } = comparison;
    if (needed) {
      complain(
        `${name}: ${from.version} was released, ${to.version} stands here, its changes ask for at least ${needed}\n${renderComparison(comparison)}`,
      );
      wrong++;
    } else print(`${name}: ${from.version} → ${to.version}, ${breaking.length} breaking, ${compatible.length} compatible`);
  }
  for (const name of present.filter((file) => !documentsIn(released).includes(file))) print(`${name}: not released yet`);
  return wrong > 0 ? 1 : 0;
}

function take(folder: string, print: (text: string) => void): number {
  const released = join(folder, 'released');
  mkdirSync(released, { recursive: true });
  for (const name of documentsIn(folder)) {
    versionOf(loadDocument(join(folder, name)));
    copyFileSync(join(folder, name), join(released, name));
  }
  for (const name of documentsIn(released).filter((file) => !documentsIn(folder).includes(file))) rmSync(join(released, name));
  print(`${released}: ${documentsIn(released).length} documents`);
  return 0;
}

/** Runs the command and returns its exit code. */
export function contractReleased(args: string[], print: (text: string) => void, complain: (text: string) => void): number {
  try {
    const { values } = parseArgs({
      args,
      options: { check: { type: 'boolean' }, openapi: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      print(HELP);
      return 0;
    }
    const folder = values.openapi ?? fileURLToPath(new URL('../../../openapi', import.meta.url));
    return values.check ? check(folder, print, complain) : take(folder, print);
  } catch (error) {
    if (!isUsage(error)) throw error;
    complain(`${error.message}\nTry: npm run contract:released -- --help`);
    return 2;
  }
}
