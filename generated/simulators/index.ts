// Generated from openapi/simulators.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
import { operations } from './operations.ts';
import * as validators from './validators.cjs';

export type { operations as OperationTypes } from './types.ts';
export const contract = { name: 'simulators', operations, validators } as const;
