import { request } from 'undici';
import { urlOf, type VerifyTarget } from './target.ts';

const MANIFEST_TIMEOUT_MS = 10_000;

/** The manifest: the one given, or what `${url}/manifest.json` answers. Undefined where there is none. */
export async function readManifest(target: VerifyTarget): Promise<unknown> {
  if (target.manifest !== undefined) return target.manifest ?? undefined;
  try {
    const timeouts = { headersTimeout: MANIFEST_TIMEOUT_MS, bodyTimeout: MANIFEST_TIMEOUT_MS };
    const { statusCode, body } = await request(`${urlOf(target)}/manifest.json`, timeouts);
    const text = await body.text();
    return statusCode === 200 ? JSON.parse(text) : undefined;
  } catch {
    // No manifest, or nobody there: the first call on an operation says what is the matter.
    return undefined;
  }
}
