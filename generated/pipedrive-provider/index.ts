// Generated from openapi/pipedrive-provider.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
import { operations } from './operations.ts';
import * as validators from './validators.cjs';

export type { operations as OperationTypes } from './types.ts';
export const contract = { name: 'pipedrive-provider', operations, validators } as const;
