import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UnusableDocument } from '../contract-diff/document.ts';
import { type OperationFacts, operationFacts } from './facts.ts';

/** One of our operations as far as drift is concerned. */
export interface OurOperation {
  document: string;
  operationId: string;
  facts: OperationFacts;
  deprecated: boolean;
  /** The day the vendor ends it, `2026-02-01`. */
  sunset?: string;
}

interface RawOperation {
  operationId?: string;
  deprecated?: boolean;
  'x-sunset'?: unknown;
}

/** Every operation of the documents in a folder. */
export function readOurOperations(folder: string): OurOperation[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .flatMap((file) => {
      const document = parse(readFileSync(join(folder, file), 'utf8')) as { paths: Record<string, Record<string, RawOperation>> };
      return Object.entries(document.paths).flatMap(([path, item]) =>
        Object.entries(item).flatMap(([method, operation]) => {
          const facts = operation.operationId ? operationFacts(document, `${method.toUpperCase()} ${path}`) : undefined;
          if (!facts || !operation.operationId) return [];
          const sunset = operation['x-sunset'];
          return [
            {
              document: file.replace('.yaml', ''),
              operationId: operation.operationId,
              facts,
              deprecated: operation.deprecated === true,
              ...(sunset !== undefined && { sunset: String(sunset) }),
            },
          ];
        }),
      );
    });
}

const DAY_MS = 86_400_000;
const inDays = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** What is to be said on the day `now` about each deprecated operation. Throws UnusableDocument when one does not say when it ends. */
export function sunsetNotices(operations: readonly OurOperation[], now: number): string[] {
  return operations.flatMap(({ document, operationId, deprecated, sunset }) => {
    if (!deprecated && sunset === undefined) return [];
    const end = /^\d{4}-\d{2}-\d{2}$/.test(sunset ?? '') ? Date.parse(`${sunset}T00:00:00Z`) : Number.NaN;
    if (!deprecated || Number.isNaN(end)) {
      throw new UnusableDocument(`${document} ${operationId}: deprecated and x-sunset (a day such as '2026-02-01') belong together.`);
    }
    const days = Math.floor((now - end) / DAY_MS);
    return [
      `${document} ${operationId}: deprecated, ${days >= 0 ? `ended ${sunset}, ${inDays(days)} ago` : `ends ${sunset}, in ${inDays(-days)}`}`,
    ];
  });
}
