import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { run, useFolder } from './simulate-programs.ts';

const folder = useFolder();
const newKey = () => randomBytes(32).toString('base64');

/** A live provider on the folder of the test, which meets nobody. */
const start = (key: string) =>
  run('src/main.ts', [], {
    NODE_ENV: 'production',
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder(),
    PUBLIC_URL: 'https://provider.example',
    PIPEDRIVE_CLIENT_ID: 'client',
    PIPEDRIVE_CLIENT_SECRET: 'client-secret',
    PIPEDRIVE_CHANNELS: 'off',
    WHATSAPP_APP_SECRET: 'app-secret',
    WHATSAPP_VERIFY_TOKEN: 'verify-token',
    WHATSAPP_ACCESS_TOKEN: 'access-token',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
    CONSOLE_TOKEN: 'console-token',
    ENCRYPTION_KEY: key,
    LOG_LEVEL: 'info',
  });

async function startAndStop(key: string): Promise<string> {
  const program = start(key);
  await until(() => program.out.includes('provider started') || program.err !== '', 'the start');
  program.process.kill('SIGTERM');
  expect([await program.ended, program.err]).toEqual([0, '']);
  return program.out;
}

test('ENCRYPTION_KEY: another key is refused in one line; with both, the tokens move to the new one, and the old one can go', async () => {
  const [old, fresh] = [newKey(), newKey()];
  expect(await startAndStop(old)).not.toContain('key rotation');

  const refused = start(fresh);
  expect(await refused.ended).toBe(1);
  expect(refused.err).toMatch(/^ENCRYPTION_KEY does not open the access tokens in the store .*ENCRYPTION_KEY=new,old\n$/);
  expect(refused.out).toBe('');

  expect(await startAndStop(`${fresh},${old}`)).toContain('"anew":1,"msg":"key rotation is complete');
  expect(await startAndStop(fresh)).not.toContain('key rotation');
  expect(await start(old).ended).toBe(1);
});
