import { readFileSync } from 'node:fs';
import type { MockName } from './documents.ts';

/** Which documented answer an operation gives. */
export interface ScenarioAnswer {
  status: number;
  /** Name of the example in the document. */
  example: string;
}

export interface Scenario {
  description: string;
  operations: Readonly<Record<string, ScenarioAnswer>>;
}

export type Scenarios = Readonly<Record<string, Scenario>>;

/** The named scenarios of one mock, from `mocks/<name>.json`. */
export function readScenarios(mock: MockName): Scenarios {
  return JSON.parse(readFileSync(new URL(`../${mock}.json`, import.meta.url), 'utf8')) as Scenarios;
}

/** The scenarios as a list for a terminal. */
export function listScenarios(scenarios: Scenarios): string {
  const width = Math.max(...Object.keys(scenarios).map((name) => name.length));
  return Object.entries(scenarios)
    .map(([name, { description, operations }]) => {
      const statuses = [...new Set(Object.values(operations).map(({ status }) => status))].join(', ');
      return `  ${name.padEnd(width)}  ${statuses.padEnd(8)}  ${description}`;
    })
    .join('\n');
}
