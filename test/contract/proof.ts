import { afterEach, expect } from 'vitest';
import { contract as consoleContract } from '../../generated/console/index.ts';
import { contract as providerContract } from '../../generated/pipedrive-provider/index.ts';
import { contract as simulatorsContract } from '../../generated/simulators/index.ts';
import { contract as webhookContract } from '../../generated/whatsapp-webhooks/index.ts';
import type { OperationEntry } from '../../src/contract/operation.ts';
import type { Contract } from '../../src/contract/registry.ts';
import type { TestAnswer } from '../support/provider.ts';

export const servedContracts: readonly Contract[] = [providerContract, webhookContract, consoleContract];

/** Those and the simulators' control API, whose tests are in test/mocks. */
export const provenContracts: readonly Contract[] = [...servedContracts, simulatorsContract];

export const titlePattern = /(?:^| > )([a-z][A-Za-z]+) (\d{3}): /;

/** What must never be read in an answer: a stack trace, a file of ours, the engine's own words. */
const INSIDES = /\bat .{0,200}\.(?:ts|js|cjs):\d+|node:internal|node_modules|ERR_[A-Z]+|SQLITE|sqlite|secret detail/;

/** Compares an answer with everything its document says about that status: type, body, headers. */
export function expectDocumented(operationId: string, answer: TestAnswer): void {
  const contract = provenContracts.find(({ operations }) => operationId in operations);
  if (!contract) throw new Error(`no document has an operation ${operationId}`);
  const entry = contract.operations[operationId] as OperationEntry;
  expect(Object.keys(entry.responses), `${operationId} documents ${answer.status}; body: ${answer.text}`).toContain(String(answer.status));
  const documentedType = entry.responses[answer.status];
  const validator = contract.validators.response[operationId]?.[answer.status];
  if (validator) {
    expect(String(answer.headers['content-type']).split(';')[0]).toBe(documentedType);
    const fits = validator(answer.json);
    expect(fits, `${operationId} ${answer.status}: ${JSON.stringify(validator.errors)} in ${answer.text}`).toBe(true);
  }
  expect(answer.headers['x-request-id']).toEqual(expect.any(String));
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expectRefusalHeaders(contract, answer);
  if (answer.status >= 400) expect(answer.text).not.toMatch(INSIDES);
}

/** Headers that the documents require beside a refusal. */
function expectRefusalHeaders(contract: Contract, { status, headers }: TestAnswer): void {
  if (status === 429 || (status === 503 && contract !== consoleContract)) expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
  if (status === 401 && contract === providerContract) expect(headers['www-authenticate']).toMatch(/^Basic realm=".+"/);
}

const proven = new Set<string>();

/**
 * Proves what the running test's title promises: "<operationId> <status>: …". The answer has that status and is documented in full.
 * A test whose title names an operation and never gets here fails.
 */
export function proves(answer: TestAnswer): TestAnswer {
  const title = expect.getState().currentTestName ?? '';
  const [, operationId, status] = titlePattern.exec(title) ?? [];
  if (!operationId) throw new Error(`the title "${title}" names no operation and status`);
  expect(answer.status, answer.text).toBe(Number(status));
  expectDocumented(operationId, answer);
  proven.add(title);
  return answer;
}

afterEach(({ task }) => {
  const title = expect.getState().currentTestName ?? '';
  const operationId = titlePattern.exec(title)?.[1];
  if (!operationId || task.result?.state === 'fail') return;
  if (!proven.has(title)) throw new Error(`"${title}" proved no answer`);
});
