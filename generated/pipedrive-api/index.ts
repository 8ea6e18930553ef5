// Generated from openapi/pipedrive-api.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
import { operations } from './operations.ts';
import * as validators from './validators.cjs';

export type { operations as OperationTypes } from './types.ts';
export const contract = { name: 'pipedrive-api', operations, validators } as const;
