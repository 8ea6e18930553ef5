import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContractCoverage, ContractDocuments, ContractSummary } from '../handlers/console-services.ts';

/** The documents in `openapi/`, and whether this provider is the one that answers their operations. */
const documents = [
  { name: 'pipedrive-provider', servedHere: true },
  { name: 'whatsapp-webhooks', servedHere: true },
  { name: 'console', servedHere: true },
  { name: 'whatsapp-cloud', servedHere: false },
  { name: 'pipedrive-api', servedHere: false },
  { name: 'simulators', servedHere: false },
] as const;

/** The contracts as they stand in the repository and in the package, read when they are asked for. Nothing else can be named. */
export function createContractDocuments(root = fileURLToPath(new URL('../../', import.meta.url))): ContractDocuments {
  const read = (name: string) => readFile(join(root, 'openapi', `${name}.yaml`), 'utf8');
  return {
    async read(fileName) {
      const document = documents.find(({ name }) => fileName === `${name}.yaml`);
      return document && read(document.name);
    },
    async list() {
      return Promise.all(
        documents.map(async ({ name, servedHere }): Promise<ContractSummary> => {
          const text = await read(name);
          const of = (key: string) => new RegExp(`^ {2}${key}: (.+)$`, 'm').exec(text)?.[1] ?? '';
          const operations = text.match(/^ {6}operationId: /gm)?.length ?? 0;
          return { fileName: `${name}.yaml`, title: of('title'), version: of('version'), operations, servedHere };
        }),
      );
    },
    async coverage() {
      try {
        return JSON.parse(await readFile(join(root, 'coverage/contract-map.json'), 'utf8')) as ContractCoverage;
      } catch (error) {
        // Made by `npm run coverage:map`, which most machines never ran.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}
