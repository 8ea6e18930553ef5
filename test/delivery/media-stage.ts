import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { operations as whatsappOperations } from '../../generated/whatsapp-cloud/operations.ts';
import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import { createApiClient } from '../../src/delivery/api-client.ts';
import { createHttpClient } from '../../src/delivery/http-client.ts';
import { createMediaDownloads } from '../../src/delivery/media-download.ts';
import { createMediaFetcher } from '../../src/delivery/media-fetcher.ts';
import { createMediaShelf } from '../../src/delivery/media-shelf.ts';
import { createMediaWorker, type FetchEvent } from '../../src/delivery/media-worker.ts';
import type { Worker } from '../../src/delivery/worker.ts';
import { attachFile, giveFileUp, noteFile } from '../../src/domain/inbound-files.ts';
import type { ConversationId, MessageRef } from '../../src/store/ids.ts';
import type { Attachment, Message } from '../../src/store/records.ts';
import { until } from '../support/provider.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';

export interface MediaAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | object;
  /** Sends the body and never ends the answer; resolves this when the caller has gone. */
  open?: boolean;
}

export interface MediaCall {
  path: string;
  authorization: string | undefined;
  userAgent: string | undefined;
}

/** The fetching of files alone: a real store and disk, and a vendor that a test speaks for. */
export interface MediaStage extends SeededStore {
  url: string;
  mediaFolder: string;
  calls: MediaCall[];
  events: FetchEvent[];
  errors: unknown[];
  worker: Worker;
  /** How busy the process is said to be. */
  busyShare: number;
  /** What the vendor says to a request; undefined hangs up. */
  answer(path: string): MediaAnswer | undefined;
  conversationId: ConversationId;
  /** A message with a file, noted as intake does; `message` is put over the media object. */
  receive(media?: Record<string, unknown>, type?: string): Promise<MessageRef>;
  /** Wakes the worker and waits until it made so many attempts in all. */
  attempts(count: number): Promise<FetchEvent>;
  message(ref: MessageRef): Promise<Message>;
  attachments(ref: MessageRef): Promise<Attachment[]>;
  files(): Promise<string[]>;
  /** A worker as a second process would have one. */
  another(): Worker;
  stop(): Promise<void>;
}

export const BYTES = Buffer.from('%PDF-1.7 an offer');
export const HEX = createHash('sha256').update(BYTES).digest('hex');
export const BASE64 = createHash('sha256').update(BYTES).digest('base64');
export const ID = '2914523482062113';

/** The lookup of ID answers with an address of the same server, which gives BYTES. */
export const goodAnswers =
  (stage: Pick<MediaStage, 'url'>) =>
  (path: string): MediaAnswer =>
    path.startsWith('/v26.0/')
      ? {
          status: 200,
          body: {
            messaging_product: 'whatsapp',
            url: `${stage.url}/file`,
            mime_type: 'application/pdf',
            sha256: HEX,
            file_size: BYTES.length,
            id: ID,
          },
        }
      : { status: 200, body: BYTES };

export async function startMediaStage(options: { maxBytes?: number; leaseMs?: number } = {}): Promise<MediaStage> {
  const seeded = await seedStore();
  const mediaFolder = join(seeded.folder, 'media');
  const server = createServer((request, response) => {
    stage.calls.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      userAgent: request.headers['user-agent'],
    });
    const answer = stage.answer(request.url ?? '');
    if (!answer) return request.socket.destroy();
    const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(JSON.stringify(answer.body ?? {}));
    response.writeHead(answer.status, {
      'content-type': Buffer.isBuffer(answer.body) ? 'application/octet-stream' : 'application/json',
      ...answer.headers,
    });
    if (answer.open) response.write(body);
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createHttpClient({ connectTimeoutMs: 5000, answerTimeoutMs: 5000 });
  const downloads = createMediaDownloads({ apiUrl: url, connectTimeoutMs: 5000, answerTimeoutMs: 5000 });
  const { store, clock, channel } = seeded;
  const workers: Worker[] = [];
  const createWorker = () => {
    const worker = createMediaWorker({
      store,
      clock,
      concurrency: 2,
      busyShare: () => stage.busyShare,
      fetch: createMediaFetcher({
        store,
        clock,
        whatsapp: createApiClient<WhatsAppTypes>(whatsappOperations, url, http),
        apiVersion: 'v26.0',
        downloads,
        shelf: createMediaShelf(mediaFolder),
        ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
      }),
      attach: (tx, file, kept, now) => attachFile(tx, file, kept, { now, notifyCrm: true }),
      isThere: (file) => existsSync(join(mediaFolder, file)),
      remove: (file) => rmSync(join(mediaFolder, file), { force: true }),
      lose: (tx, file, loss, now) => giveFileUp(tx, file, loss, { now, notifyCrm: true }),
      onFetch: (event) => stage.events.push(event),
      onError: (error) => stage.errors.push(error),
      random: () => 0.5,
      pollMs: 365 * 24 * 3_600_000,
      ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
    });
    workers.push(worker);
    return worker;
  };
  const conversationId = await seeded.conversation('Ana');
  const stage: MediaStage = {
    ...seeded,
    url,
    mediaFolder,
    calls: [],
    events: [],
    errors: [],
    worker: createWorker(),
    busyShare: 0,
    answer: () => ({ status: 404 }),
    conversationId,
    another: createWorker,
    receive: (media = {}, type = 'document') =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const content = {
          id: ID,
          url: `${url}/webhook-file`,
          mime_type: 'application/pdf',
          sha256: BASE64,
          filename: 'offer.pdf',
          ...media,
        };
        const common = {
          direction: 'inbound',
          rank: 2,
          failure: null,
          replyBy: null,
          wamid: null,
          deliveryId: null,
          fingerprint: null,
        } as const;
        const seq = await tx.appendMessage(channel.id, conversationId, {
          ...common,
          type,
          text: `[${type}]`,
          createdAt: now,
          address: null,
        });
        const message = { id: 'wamid.1', type, [type]: content } as Parameters<typeof noteFile>[2];
        await noteFile(tx, { channelId: channel.id, conversationId, seq }, message, { receivedAt: now, announced: true });
        return { conversationId, seq };
      }),
    async attempts(count) {
      stage.worker.wake();
      await until(() => stage.events.length >= count, `${count} attempts`);
      return stage.events.at(-1) as FetchEvent;
    },
    message: async (ref) => (await store.message(channel.id, ref)) as Message,
    attachments: async (ref) => store.attachments(channel.id, ref),
    files: async () => (await readdir(mediaFolder).catch(() => [])).sort(),
    async stop() {
      await Promise.all(workers.map((worker) => worker.drain()));
      await Promise.all([http.close(), downloads.close()]);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await seeded.remove();
    },
  };
  stage.answer = goodAnswers(stage);
  stage.worker.start();
  return stage;
}
