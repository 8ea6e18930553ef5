import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { systemClock } from '../../../src/clock.ts';
import type { Disk } from './disk.ts';
import type { FaultName } from './fault-names.ts';
import { createFaultyProvider } from './faulty-provider.ts';
import { ownLayout } from './layout.ts';

// The provider of another team as a program of its own: settings from the environment that verify gives to a command of --start, its disk in a file.
const env = (name: string): string => process.env[name] ?? '';
const file = env('PROVIDER_DISK');

await createFaultyProvider({
  clock: systemClock,
  clientId: env('VERIFY_CLIENT_ID'),
  clientSecret: env('VERIFY_CLIENT_SECRET'),
  appSecret: env('VERIFY_APP_SECRET'),
  verifyToken: env('VERIFY_VERIFY_TOKEN'),
  inboxId: env('VERIFY_CHANNEL'),
  phoneNumberId: env('VERIFY_PHONE_NUMBER_ID'),
  businessAccountId: env('VERIFY_BUSINESS_ACCOUNT_ID'),
  pipedriveUrl: env('VERIFY_PIPEDRIVE_URL'),
  pipedriveToken: env('VERIFY_PIPEDRIVE_TOKEN'),
  whatsappUrl: env('VERIFY_WHATSAPP_URL'),
  whatsappToken: env('VERIFY_WHATSAPP_TOKEN'),
  layout: ownLayout,
  fault: (process.env['PROVIDER_FAULT'] || undefined) as FaultName | undefined,
  port: Number(new URL(env('VERIFY_URL')).port),
  storage: {
    load: () => (existsSync(file) ? (deserialize(readFileSync(file)) as Disk) : undefined),
    save(disk) {
      // A program that is killed while it writes leaves the old file.
      writeFileSync(`${file}.new`, serialize(disk));
      renameSync(`${file}.new`, file);
    },
  },
});
// Started by a test, it ends with the test.
if (process.send) process.once('disconnect', () => process.exit(0));
process.send?.('ready');
