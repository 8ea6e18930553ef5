import type { components } from '../../generated/console/types.ts';
import type { MapContent } from './render.ts';

/** The map in numbers, as the console shows them. */
export function summarise({ universe, gaps }: MapContent): components['schemas']['ContractCoverage'] {
  const names = [...new Set(universe.map(({ document }) => document))];
  return {
    at: new Date().toISOString(),
    covered: gaps.covered,
    total: gaps.total,
    documents: names.map((name) => {
      const operations = universe.filter(({ document }) => document === name);
      return {
        name,
        operations: operations.length,
        total: operations.reduce((sum, { statuses, kinds }) => sum + statuses.length + kinds.length, 0),
        missing: gaps.missing.filter((key) => key.startsWith(`${name} `)).length,
      };
    }),
  };
}
