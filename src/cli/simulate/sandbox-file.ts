import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** What a listener needs to know of a sandbox. */
export interface SandboxPlace {
  appSecret: string;
  verifyToken: string;
  controlUrl: string;
  /** Of the provider. */
  webhookUrl: string;
}

/** The sandbox that was started in this folder (or with this DATA_DIR). Throws UsageError when none was. */
export async function readSandbox(env: Readonly<Record<string, string | undefined>>): Promise<SandboxPlace> {
  const file = join(env['DATA_DIR'] ?? 'data', 'sandbox', 'sandbox.json');
  let known: Partial<Record<'appSecret' | 'verifyToken' | 'controlUrl' | 'providerUrl', string>> = {};
  try {
    known = JSON.parse(await readFile(file, 'utf8')) as typeof known;
  } catch {
    // Not there, or only half of it: the sandbox has not been started here.
  }
  const { appSecret, verifyToken, controlUrl, providerUrl } = known;
  if (appSecret && verifyToken && controlUrl && providerUrl) {
    return { appSecret, verifyToken, controlUrl, webhookUrl: `${providerUrl}/webhooks/whatsapp` };
  }
  throw new UsageError(`No sandbox has been started here (${file} does not name one). Start it first, in another terminal: npm start`, 1);
}
