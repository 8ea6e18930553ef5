import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createMediaDownloads, type MediaDownloads } from './media-download.ts';
import { createMediaFetcher, type MediaFetcherOptions } from './media-fetcher.ts';
import { createMediaShelf } from './media-shelf.ts';
import { createMediaWorker, type MediaWorkerOptions } from './media-worker.ts';
import type { Worker } from './worker.ts';

export interface MediaCustodyOptions
  extends Omit<MediaWorkerOptions, 'fetch' | 'concurrency' | 'isThere' | 'remove'>,
    Pick<MediaFetcherOptions, 'whatsapp' | 'apiVersion'> {
  apiUrl: string;
  mediaFolder: string;
  answerTimeoutMs: number;
  /** Lets somebody look on. */
  watch?: ((downloads: MediaDownloads) => MediaDownloads) | undefined;
}

const CONCURRENCY = 4;

/** Everything that brings the files of customers from WhatsApp into the media folder, as one worker. Draining it closes its connections. */
export function createMediaCustody(options: MediaCustodyOptions): Worker {
  const { store, clock, whatsapp, apiVersion, apiUrl, mediaFolder, answerTimeoutMs, onError, watch = (downloads) => downloads } = options;
  const shelf = createMediaShelf(mediaFolder);
  const downloads = watch(createMediaDownloads({ apiUrl, connectTimeoutMs: 5000, answerTimeoutMs }));
  const fetch = createMediaFetcher({ store, clock, whatsapp, apiVersion, downloads, shelf });
  const worker = createMediaWorker({
    ...options,
    concurrency: CONCURRENCY,
    fetch,
    isThere: (file) => existsSync(join(mediaFolder, file)),
    remove: (file) => rmSync(join(mediaFolder, file), { force: true }),
  });
  let begun = Promise.resolve();
  return {
    ...worker,
    start() {
      // In this order: a sweep would take the first half files of this process for those of a dead one.
      begun = shelf.sweep().catch(onError).then(worker.start);
    },
    async drain() {
      await begun;
      await worker.drain();
      await downloads.close();
    },
  };
}
