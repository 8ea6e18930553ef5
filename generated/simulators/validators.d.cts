// Generated from openapi/simulators.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
import type { ValidateFunction } from 'ajv';
export declare const request: Record<string, ValidateFunction[]>;
export declare const response: Record<string, Record<string, ValidateFunction>>;
export declare const schema: Record<string, ValidateFunction>;
