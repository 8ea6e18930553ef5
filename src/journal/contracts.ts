import { operations as consoleOperations } from '../../generated/console/operations.ts';
import { operations as pipedriveOperations } from '../../generated/pipedrive-api/operations.ts';
import { operations as providerOperations } from '../../generated/pipedrive-provider/operations.ts';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import { operations as webhookOperations } from '../../generated/whatsapp-webhooks/operations.ts';

const tables = [providerOperations, webhookOperations, consoleOperations, whatsappOperations, pipedriveOperations] as const;

/** An operation of any of the contracts, by its id. */
export function operationOf(operationId: string): { path: string } | undefined {
  for (const table of tables) {
    const found = (table as Readonly<Record<string, { path: string }>>)[operationId];
    if (found) return found;
  }
  return undefined;
}

interface Judging {
  operations: Readonly<Record<string, { responses: Readonly<Record<string, string | null>> }>>;
  validators: { response: Readonly<Record<string, Readonly<Record<string, Validator>>>> };
}
interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath?: string; message?: string }[] | null | undefined;
}

/** The validators are large, and nobody needs them before somebody looks. */
let vendors: Promise<readonly Judging[]> | undefined;
const loadVendors = (): Promise<readonly Judging[]> =>
  (vendors ??= Promise.all([
    import('../../generated/whatsapp-cloud/index.ts').then(({ contract }) => contract as unknown as Judging),
    import('../../generated/pipedrive-api/index.ts').then(({ contract }) => contract as unknown as Judging),
  ]));

/** How a vendor's answer differs from our copy of its contract; undefined when it does not. Values are never repeated. */
export async function answerViolation(operationId: string, status: number, body: unknown): Promise<string | undefined> {
  const contract = (await loadVendors()).find(({ operations }) => operationId in operations);
  const operation = contract?.operations[operationId];
  if (!contract || !operation) return undefined;
  if (!(String(status) in operation.responses)) return `status ${status} is not documented`;
  const validator = contract.validators.response[operationId]?.[status];
  if (!validator || validator(body)) return undefined;
  const [first] = validator.errors ?? [];
  return `${first?.instancePath?.slice(1) || 'body'} ${first?.message ?? 'is invalid'}`;
}
