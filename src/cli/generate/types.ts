import openapiTS, { astToString } from 'openapi-typescript';
import { banner } from './banner.ts';
import type { ContractDocument } from './documents.ts';

/** Renders the TypeScript types of one document with openapi-typescript. */
export async function renderTypes(document: ContractDocument): Promise<string> {
  const ast = await openapiTS(structuredClone(document.source) as never, { alphabetize: false, defaultNonNullable: true });
  return banner(document.name) + astToString(ast);
}
