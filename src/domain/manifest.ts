import { operations } from '../../generated/pipedrive-provider/operations.ts';

interface Operation {
  path: string;
  extensions: Readonly<Record<string, unknown>>;
}

/** Pipedrive's manifest for a provider at this address, from the operations that carry a manifest key; path variables in its colon form. */
export function manifestFor(publicUrl: string): { version: 'v202101'; endpoints: Record<string, string> } {
  const endpoints: Record<string, string> = {};
  for (const { path, extensions } of Object.values(operations as Readonly<Record<string, Operation>>)) {
    const key = extensions['manifest-key'];
    if (typeof key === 'string') endpoints[key] = publicUrl + path.replace(/\{([^}]+)\}/g, ':$1');
  }
  return { version: 'v202101', endpoints };
}
