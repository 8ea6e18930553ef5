import { isDeepStrictEqual } from 'node:util';
import { manifestFor } from '../../domain/manifest.ts';
import type { Finding } from '../../domain/set-up-report.ts';
import { ask } from '../ask.ts';
import type { Bench } from '../bench.ts';
import { createFindings } from '../findings.ts';

/** The manifest that is served, the one of this configuration, and the one that was uploaded: all three have to be the same. */
export async function checkManifest({ config, http, uploadedManifest }: Bench): Promise<Finding[]> {
  const { findings, ok, skip, fault } = createFindings('manifest');
  const right = manifestFor(config.publicUrl);
  const asked = await ask(http, { method: 'GET', url: `${config.publicUrl}/manifest.json` });
  if ('answer' in asked && isDeepStrictEqual(decoded(asked.answer.text), right)) ok('the manifest of this configuration is served');
  else
    fault(
      'manifest-not-served',
      'answer' in asked ? `/manifest.json was answered ${asked.answer.status}, with other addresses` : asked.silence.why,
    );

  if (!uploadedManifest)
    skip('whether Pipedrive has this manifest cannot be seen from here; name the uploaded file: npm run doctor -- --manifest FILE');
  else if ('unreadable' in uploadedManifest) fault('manifest-unreadable', uploadedManifest.unreadable);
  else {
    const wrong = differences(uploadedManifest.manifest, right);
    if (wrong.length === 0) ok('the uploaded manifest is the one that is served');
    else fault('manifest-differs', wrong.join('; '));
  }
  return findings;
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Manifest = ReturnType<typeof manifestFor>;

/** What is other than it should be, by name. Keys beyond ours are Pipedrive's business. */
function differences(uploaded: unknown, right: Manifest): string[] {
  const { version, endpoints } = (uploaded ?? {}) as { version?: unknown; endpoints?: Record<string, unknown> | null };
  return [
    ...(version === right.version ? [] : [`version is ${JSON.stringify(version)} instead of ${right.version}`]),
    ...Object.entries(right.endpoints)
      .filter(([key, url]) => endpoints?.[key] !== url)
      .map(([key, url]) =>
        endpoints?.[key] === undefined ? `${key} is missing` : `${key} is ${String(endpoints[key])} instead of ${url}`,
      ),
  ];
}
