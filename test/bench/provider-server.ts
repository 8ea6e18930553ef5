import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { connectLastingly } from '../../src/domain/lasting-installation.ts';
import { answerParent, childDetails } from './child.ts';
import { fillConversations, fillSends } from './fixtures.ts';
import { providerEnvironment } from './provider-environment.ts';

/** What the provider under test is started with. */
export interface ProviderDetails {
  dataDir: string;
  crmPort: number;
  channels: 'off' | 'probe' | 'on';
  /** Messages of the business that the statuses of the traffic speak of. */
  sends?: number;
  fill?: { conversations: number; messagesEach: number };
}

export interface ProviderReady {
  port: number;
  channelId: string;
  conversationIds: string[];
  fillSeconds: number;
}

const { dataDir, crmPort, channels, sends, fill } = childDetails<ProviderDetails>();
const crmUrl = `http://127.0.0.1:${crmPort}`;
const config = readConfig(providerEnvironment({ dataDir, crmUrl, channels, port: 0 }), 'live');
// The limit per channel is part of the product; here one channel stands for many.
const app = await createApp(config, { providerRate: { perSecond: 1e6, burst: 1e6 } });
const now = systemClock.now();
const grant = { accessToken: 'bench-pipedrive-token', apiDomain: crmUrl };
await app.store.transaction((tx) => connectLastingly(tx, app.channel.id, grant));
const started = performance.now();
if (sends) await fillSends(app.store, app.channel.id, { sends, now });
const conversationIds = fill ? await fillConversations(app.store, app.channel.id, { ...fill, now }) : [];
const fillSeconds = (performance.now() - started) / 1000;
const port = await app.start();

const database = new DatabaseSync(join(dataDir, 'provider.db'), { readOnly: true });
const files = database.prepare('SELECT count(*) AS waiting FROM inbound_files');

answerParent({ port, channelId: app.channel.id, conversationIds, fillSeconds } satisfies ProviderReady, {
  backlog: async () => (await app.store.backlog()).reduce((sum, { waiting }) => sum + waiting, 0),
  /** Files of customers that are still to be fetched. */
  files: () => (files.get() as { waiting: number }).waiting,
  counts: () => app.store.counts(),
  stop() {
    database.close();
    return app.stop();
  },
});
