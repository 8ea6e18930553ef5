import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callOut } from './call-out.ts';
import { Desk } from './desk.ts';
import { type Disk, emptyDisk } from './disk.ts';
import type { FaultName } from './fault-names.ts';
import { Hook } from './hook.ts';
import { type Manifest, manifestOf } from './layout.ts';
import type { Process, Settings } from './process.ts';
import { push } from './push.ts';
import { Queues } from './queues.ts';
import { send } from './send.ts';
import { HOOK_PATH, serve } from './serve.ts';

export interface FaultyProvider {
  readonly url: string;
  readonly webhookUrl: string;
  readonly manifest: Manifest;
  /** Dies without warning and comes up again at the same address, with nothing but its disk. */
  restart(): Promise<void>;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A small provider by another team: other ids, words, addresses and habits than ours, right in everything the contract asks for
 * unless it is given a fault.
 */
export async function createFaultyProvider(settings: Settings): Promise<FaultyProvider> {
  const inbox = {
    id: settings.inboxId,
    agentId: `staff.${settings.inboxId}`,
    phoneNumberId: settings.phoneNumberId,
    accountId: settings.businessAccountId,
    closed: false,
  };
  const disk = settings.storage?.load() ?? emptyDisk(crypto.randomUUID(), inbox);
  let life = await beginLife(settings, disk, settings.port ?? 0);
  const { url, port } = life;
  return {
    url,
    webhookUrl: `${url}${HOOK_PATH}`,
    manifest: manifestOf(settings.layout, url),
    async restart() {
      await life.end();
      life = await beginLife(settings, disk, port);
      // Whoever still holds a connection of the old life learns of its end meanwhile.
      await callOut(settings.clock, AbortSignal.timeout(5000), { url, method: 'GET', headers: {} });
    },
    settle: () => life.settle(),
    stop: () => life.end(),
  };
}

interface Life {
  url: string;
  port: number;
  settle(): Promise<void>;
  end(): Promise<void>;
}

async function beginLife(settings: Settings, disk: Disk, wantedPort: number): Promise<Life> {
  const plug = new AbortController();
  const faulty = (name: FaultName): boolean => settings.fault === name;
  const queues: Queues = new Queues({
    disk,
    clock: settings.clock,
    save: () => settings.storage?.save(disk),
    attempt: (errand) => (errand.to === 'phone' ? send(process, errand) : push(process, errand)),
    width: (errand) => (errand.to === 'phone' && faulty('replies-overtake') ? Number.POSITIVE_INFINITY : 1),
  });
  const save = () => settings.storage?.save(disk);
  const process: Process = { settings, disk, queues, power: plug.signal, url: '', faulty, save };
  const hook = new Hook(process);
  const desk = new Desk(process);
  let visitors = 0;
  const server = createServer((incoming, outgoing) => {
    visitors++;
    outgoing.on('close', () => visitors--);
    void serve(process, hook, desk, incoming, outgoing);
  });
  // The caller ends idle connections, so that none is ended just when it is used again.
  server.keepAliveTimeout = 0;
  const port = await listen(server, wantedPort);
  process.url = `http://127.0.0.1:${port}`;
  queues.resume();
  return {
    url: process.url,
    port,
    async settle() {
      do await queues.quiet();
      while (await stillBusy(() => visitors > 0 || hook.isLate));
    },
    async end() {
      plug.abort();
      queues.die();
      hook.die();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function stillBusy(isBusy: () => boolean): Promise<boolean> {
  const wasBusy = isBusy();
  await new Promise<void>((resolve) => setImmediate(resolve));
  return wasBusy;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
