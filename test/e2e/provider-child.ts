import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { connectLastingly } from '../../src/domain/lasting-installation.ts';
import { createLog } from '../../src/telemetry/log.ts';

/** The provider as a process of its own, to be killed. Its settings come from the environment; it prints one line of JSON once it listens. */
const config = readConfig(process.env, 'sandbox');
const app = await createApp(config, {
  leaseMs: Number(process.env['TEST_LEASE_MS']),
  log: createLog({ level: config.logLevel, pretty: false }),
});
const grant = { accessToken: String(process.env['TEST_PIPEDRIVE_TOKEN']), apiDomain: config.pipedrive.apiUrl };
await app.store.transaction((tx) => connectLastingly(tx, app.channel.id, grant));
const port = await app.start();
console.log(JSON.stringify({ port, channelId: app.channel.id }));
