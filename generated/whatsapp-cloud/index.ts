// Generated from openapi/whatsapp-cloud.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
import { operations } from './operations.ts';
import * as validators from './validators.cjs';

export type { operations as OperationTypes } from './types.ts';
export const contract = { name: 'whatsapp-cloud', operations, validators } as const;
