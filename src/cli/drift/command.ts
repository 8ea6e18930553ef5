import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isUsage } from '../contract-diff/command.ts';
import { compareWithVendors, unpaired } from './compare.ts';
import { readOurOperations, sunsetNotices } from './our-documents.ts';
import { type VendorName, vendorNames } from './pairs.ts';
import { applyRulings, type Judged, readRulings } from './rulings.ts';
import { renderVendors, takeFacts, type VendorFacts, type Vendors, vendorFileIn } from './vendors.ts';

const HELP = `Compares our contracts with the vendors' own, for the operations we use, and fails on a difference nobody has ruled on.

  npm run drift -- [--whatsapp FILE] [--pipedrive-provider FILE] [--pipedrive-api FILE]

A vendor whose file is not given is compared through the extract of facts in openapi/drift/vendors.json, or through the file itself when
the folder VENDOR_SPECS holds it. The rulings are in openapi/drift/rulings.yaml.

  --take     writes the facts of the given files into the extract
  --brief    rulings with their numbers only, instead of every difference
  --openapi FOLDER   where the contracts are (openapi)
  --help     this text

Exit code: 0 every difference is ruled on, 1 one is not, or a ruling settles nothing, 2 a file cannot be read or the command is wrong.`;

export interface DriftOptions {
  env: NodeJS.ProcessEnv;
  /** Milliseconds since 1970; deprecated operations are dated by it. */
  now: number;
  print(text: string): void;
  complain(text: string): void;
}

type Files = Partial<Record<VendorName, string>>;

/** Runs the command and returns its exit code. */
export function drift(args: string[], options: DriftOptions): number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        ...Object.fromEntries(vendorNames.map((name) => [name, { type: 'string' as const }])),
        take: { type: 'boolean' },
        brief: { type: 'boolean' },
        openapi: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      options.print(HELP);
      return 0;
    }
    const folder = values.openapi ?? fileURLToPath(new URL('../../../openapi', import.meta.url));
    const files = values as Files;
    return values.take ? take(folder, files, options) : check(folder, files, values.brief === true, options);
  } catch (error) {
    if (!isUsage(error)) throw error;
    options.complain(`${error.message}\nTry: npm run drift -- --help`);
    return 2;
  }
}

const readExtract = (folder: string): Vendors => JSON.parse(readFileSync(join(folder, 'drift/vendors.json'), 'utf8')) as Vendors;

function take(folder: string, files: Files, { print }: DriftOptions): number {
  const taken: Partial<Record<VendorName, VendorFacts>> = { ...readExtract(folder) };
  for (const name of vendorNames) {
    const file = files[name];
    if (file) taken[name] = takeFacts(name, file);
  }
  writeFileSync(join(folder, 'drift/vendors.json'), renderVendors(taken));
  print(`${join(folder, 'drift/vendors.json')}: ${vendorNames.filter((name) => files[name]).join(', ') || 'nothing'} taken`);
  return 0;
}

function check(folder: string, files: Files, brief: boolean, { env, now, print, complain }: DriftOptions): number {
  const extract = readExtract(folder);
  const operations = readOurOperations(folder);
  const failures = unpaired(operations).map((name) => `${name}: stands on one side only, of the contracts and of src/cli/drift/pairs.ts`);
  const vendors: Record<VendorName, VendorFacts> = { ...extract };
  for (const name of vendorNames) {
    const file = files[name] ?? vendorFileIn(env['VENDOR_SPECS'], extract[name]);
    if (file) vendors[name] = takeFacts(name, file);
    const same = vendors[name].sha256 === extract[name].sha256;
    print(
      `${name}: compared with ${file ? `the vendor's ${vendors[name].file}` : `the extract of ${extract[name].file}, no vendor's file here`}, version ${vendors[name].version}`,
    );
    if (file && !same)
      print(`${name}: another file than the extract was taken from (${extract[name].file}, ${extract[name].version}); take it with --take`);
    if (file && same && JSON.stringify(vendors[name]) !== JSON.stringify(extract[name])) {
      failures.push(`${name}: openapi/drift/vendors.json does not hold what its file says; take it again with --take`);
    }
  }
  const rulings = readRulings(readFileSync(join(folder, 'drift/rulings.yaml'), 'utf8'), readFileSync(join(folder, 'README.md'), 'utf8'));
  const judged = applyRulings(compareWithVendors(operations, vendors), rulings);
  print(renderJudged(judged, brief));
  for (const notice of sunsetNotices(operations, now)) print(notice);
  failures.push(
    ...judged.unruled.map(({ key }) => `no ruling: ${key}`),
    ...judged.stale.map((pattern) => `the ruling settles nothing: ${pattern}`),
  );
  for (const failure of failures) complain(failure);
  const settled = judged.ruled.reduce((sum, { differences }) => sum + differences.length, 0);
  print(`${settled} differences ruled on, ${judged.unruled.length} not, ${judged.stale.length} stale rulings`);
  return failures.length > 0 ? 1 : 0;
}

function renderJudged({ ruled }: Judged, brief: boolean): string {
  return ruled
    .map(({ ruling, differences }) => {
      const title = `${differences.length} × ${ruling.ruling.trim()}${ruling.reference ? ` (openapi/README.md: ${ruling.reference})` : ''}`;
      return brief ? title : [title, ...differences.map(({ key }) => `    ${key}`)].join('\n');
    })
    .join('\n');
}
