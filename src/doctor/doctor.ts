import type { Finding } from '../domain/set-up-report.ts';
import type { Bench } from './bench.ts';
import { checkClock } from './checks/clock.ts';
import { checkHead } from './checks/head.ts';
import { checkManifest } from './checks/manifest.ts';
import { checkPipedrive } from './checks/pipedrive.ts';
import { checkPublicUrl, isReached } from './checks/public-url.ts';
import { checkWebhook } from './checks/webhook.ts';
import { checkWhatsApp } from './checks/whatsapp.ts';
import { createFindings } from './findings.ts';

/**
 * Plays Meta's and Pipedrive's part against the running configuration, and asks both whether they agree with it. Nothing is sent to anybody. What cannot be looked at because
 * something before it failed is told as skipped.
 */
export async function examine(bench: Bench): Promise<Finding[]> {
  const channels = (await bench.store.channels()).filter(({ state }) => state !== 'deleted');
  const vendors = [checkClock(bench), ...channels.map((channel) => checkWhatsApp(bench, channel)), checkPipedrive(bench)];
  const address = await checkPublicUrl(bench);
  const ours = isReached(address)
    ? [checkHead(bench), checkWebhook(bench), checkManifest(bench)]
    : (['head', 'webhook', 'manifest'] as const).map(notReached);
  return [...address, ...(await Promise.all([...ours, ...vendors])).flat()];
}

async function notReached(check: 'head' | 'webhook' | 'manifest'): Promise<Finding[]> {
  const { findings, skip } = createFindings(check);
  skip('not looked at: the provider is not reached at PUBLIC_URL');
  return findings;
}
