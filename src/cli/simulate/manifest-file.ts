import { request } from 'undici';
import type { Endpoints } from '../../../mocks/pipedrive/endpoints.ts';
import { UsageError } from './usage-error.ts';

/** The addresses of a provider's manifest. Throws UsageError when it cannot be read or names nothing that can be called. */
export async function readEndpoints(url: string): Promise<Endpoints> {
  const { readManifest } = await import('../../../mocks/pipedrive/manifest.ts');
  let document: unknown;
  try {
    const response = await request(url);
    if (response.statusCode !== 200) throw new Error(`it answered ${response.statusCode}`);
    document = await response.body.json();
  } catch (error) {
    throw new UsageError(`--manifest ${url} cannot be read: ${(error as Error).message || 'nobody answers there'}.`, 1);
  }
  const { endpoints, faults } = readManifest(document);
  if (Object.keys(endpoints).length > 0) return endpoints;
  throw new UsageError(`--manifest ${url} names no address that can be called: ${faults.map(({ detail }) => detail).join('; ')}`, 1);
}
