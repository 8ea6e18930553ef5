import { operations } from '../../generated/pipedrive-provider/operations.ts';
import type { OperationsTable } from '../contract/operation.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

/** Pipedrive's manifest, from the operations that carry a manifest key; path variables in its colon form. */
export const getManifest =
  ({ publicUrl }: ConsoleServices): ConsoleHandler<'getManifest'> =>
  () => {
    const endpoints: Record<string, string> = {};
    for (const { path, extensions } of Object.values(operations as OperationsTable)) {
      const key = extensions['manifest-key'];
      if (typeof key === 'string') endpoints[key] = publicUrl + path.replace(/\{([^}]+)\}/g, ':$1');
    }
    return { status: 200, body: { version: 'v202101', endpoints } };
  };
