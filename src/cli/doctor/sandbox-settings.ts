import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SandboxSecrets, settingsOf } from '../../../mocks/sandbox.ts';
import type { Environment } from '../../config.ts';

export interface SandboxSettings {
  settings: Environment;
  /** How far its clock was moved ahead, in milliseconds. */
  clockAheadMs: number;
}

/** The settings of the sandbox that was started in this folder (or with this DATA_DIR), at the address where its provider listens; undefined when none was. */
export async function readSandboxSettings(env: Environment): Promise<SandboxSettings | undefined> {
  const dataDir = join(env['DATA_DIR'] ?? 'data', 'sandbox');
  let found: Partial<SandboxSecrets & Record<'providerUrl' | 'whatsappUrl' | 'pipedriveUrl', string> & { clockAheadMs: number }>;
  try {
    found = JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8')) as typeof found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { providerUrl, whatsappUrl, pipedriveUrl } = found;
  if (!providerUrl || !whatsappUrl || !pipedriveUrl) return undefined;
  const settings = settingsOf(found as SandboxSecrets, { whatsappUrl, pipedriveUrl });
  const publicUrl = env['PUBLIC_URL'] ?? providerUrl.replace('127.0.0.1', 'localhost');
  return { settings: { ...env, ...settings, DATA_DIR: dataDir, PUBLIC_URL: publicUrl }, clockAheadMs: found.clockAheadMs ?? 0 };
}
