import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { UnusableDocument } from '../contract-diff/document.ts';
import { type Fact, type OperationFacts, operationFacts } from './facts.ts';
import { pairs, type VendorName, vendorNames } from './pairs.ts';

/** The facts of one vendor's file about the operations we use: no word of it, only names, types and values. */
export interface VendorFacts {
  /** Name of the file they were taken from, its version and the SHA-256 of its bytes, hex. */
  file: string;
  version: string;
  sha256: string;
  /** By the vendor's address: `POST /channels`. */
  operations: Readonly<Record<string, OperationFacts>>;
}

export type Vendors = Readonly<Record<VendorName, VendorFacts>>;

/** Takes the facts out of a vendor's file. Throws UnusableDocument when the file cannot be read or lacks an operation we use. */
export function takeFacts(vendor: VendorName, file: string): VendorFacts {
  const bytes = readVendorFile(file);
  let document: { info?: { version?: string } };
  try {
    // Vendors repeat themselves by aliases far more often than the parser finds decent.
    document = parse(bytes.toString('utf8'), { maxAliasCount: -1 }) as typeof document;
  } catch (error) {
    throw new UnusableDocument(`${file} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  const addresses = [...new Set(pairs.filter((pair) => pair.vendor === vendor).map(({ address }) => address))];
  const operations: Record<string, OperationFacts> = {};
  for (const address of addresses) {
    const facts = operationFacts(document, address);
    if (!facts) throw new UnusableDocument(`${file} has no ${address} any more. What takes its place belongs into src/cli/drift/pairs.ts.`);
    operations[address] = facts;
  }
  return {
    file: basename(file),
    version: String(document.info?.version),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    operations,
  };
}

function readVendorFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UnusableDocument(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The vendor's own file in a folder, when it is there under the name it was taken from. */
export function vendorFileIn(folder: string | undefined, { file }: VendorFacts): string | undefined {
  const path = folder ? join(folder, file) : undefined;
  return path && existsSync(path) ? path : undefined;
}

/** The extract as text, one field a line, so that a change of a vendor shows as a change of lines. */
export function renderVendors(vendors: Partial<Vendors>): string {
  const lines = vendorNames.flatMap((name) => {
    const vendor = vendors[name];
    return vendor ? [`  ${JSON.stringify(name)}: ${renderVendor(vendor)}`] : [];
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

function renderVendor({ file, version, sha256, operations }: VendorFacts): string {
  const rendered = Object.entries(operations).map(
    ([address, { deprecated, statuses, fields }]) =>
      `      ${JSON.stringify(address)}: {\n${deprecated ? '        "deprecated": true,\n' : ''}` +
      `        "statuses": ${JSON.stringify(statuses)},\n        "fields": ${renderFields(fields)}\n      }`,
  );
  return (
    `{\n    "file": ${JSON.stringify(file)},\n    "version": ${JSON.stringify(version)},\n    "sha256": ${JSON.stringify(sha256)},\n` +
    `    "operations": {\n${rendered.join(',\n')}\n    }\n  }`
  );
}

function renderFields(fields: Readonly<Record<string, Fact>>): string {
  const lines = Object.entries(fields).map(([name, fact]) => `          ${JSON.stringify(name)}: ${JSON.stringify(fact)}`);
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n        }` : '{}';
}
