import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import type { Attachment, FileJob } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { NoAnswer } from './http-client.ts';
import { type MediaDownloads, RefusedAddress, type ServedFile } from './media-download.ts';
import { isOtherHash } from './media-hash.ts';
import { type ArrivedFile, type MediaShelf, TooLarge } from './media-shelf.ts';
import { describeFile } from './media-type.ts';
import { retryAfterOf } from './retry-policy.ts';
import { graphErrorOf } from './whatsapp-errors.ts';

/** Why a file never comes. */
export type LossReason = 'too-large' | 'gone' | 'damaged' | 'withheld';

/** What an attempt to fetch a file came to. Reasons are our own words and may be logged. */
export type FetchOutcome =
  | { kind: 'kept'; file: Omit<Attachment, 'id'> }
  /** `doubtful`: WhatsApp does answer, and what it says may stay so. The loss it would then be. */
  | { kind: 'later'; code: number; reason: string; at?: number | undefined; doubtful?: LossReason }
  /** The access token or the account is refused: nothing of this channel can be fetched. */
  | { kind: 'hold'; code: number; reason: string; until: number }
  | { kind: 'lost'; code: number; reason: string; loss: LossReason }
  | { kind: 'stopped' };

export interface MediaFetcherOptions {
  store: Store;
  clock: Clock;
  whatsapp: ApiClient<WhatsAppTypes>;
  apiVersion: string;
  downloads: MediaDownloads;
  shelf: MediaShelf;
  maxBytes?: number;
}

/** The most a customer can send is 100 MB (reference: Media API); a little more, so that another way of counting loses nothing. */
export const MAX_FILE_BYTES = 101 * 1024 * 1024;
/** How long an address from WhatsApp holds, from when it was given. */
const ADDRESS_MS = 5 * 60_000;
const HOLD_MS = 5 * 60_000;
/** Longest one transfer may take: what comes slower than 100 MB in that time is tried anew. */
const TRANSFER_MS = 15 * 60_000;
const REFUSED_TOKEN = 190;
const NOT_DOWNLOADABLE = 131052;

/**
 * Fetches one file of a customer: by the address of the webhook while that holds, else by its id. The bytes go straight to the disk; they count only under the hash that
 * WhatsApp told. Nothing is recorded here; trying again is always safe.
 */
export function createMediaFetcher(options: MediaFetcherOptions) {
  const { store, clock, whatsapp, downloads, shelf, maxBytes = MAX_FILE_BYTES } = options;

  const fetch = async (file: FileJob, stopping: AbortSignal): Promise<FetchOutcome> => {
    const [channel, token] = await Promise.all([store.channel(file.channelId), store.channelAccessToken(file.channelId)]);
    if (!channel || channel.state === 'deleted' || token === undefined) return lost('gone', 'the channel no longer exists');
    if (clock.now() >= file.lostAt) return lost('gone', 'WhatsApp keeps files for seven days');
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(TRANSFER_MS)]);
    try {
      return (await byWebhookAddress(file, token, signal)) ?? (await byId(file, token, signal));
    } catch (error) {
      if (stopping.aborted) return { kind: 'stopped' };
      if (error instanceof TooLarge) return lost('too-large', 'the file is larger than WhatsApp says a file can be');
      if (error instanceof RefusedAddress) return { kind: 'later', code: 0, reason: error.message };
      if (error instanceof NoAnswer || isBrokenOff(error))
        return { kind: 'later', code: 0, reason: 'the transfer did not come about or broke off' };
      throw error;
    }
  };

  /** Saves the lookup that the id needs. Undefined when the address led to nothing, which the id may do better. */
  const byWebhookAddress = async (file: FileJob, token: string, signal: AbortSignal): Promise<FetchOutcome | undefined> => {
    if (file.url === null || clock.now() >= file.receivedAt + ADDRESS_MS) return undefined;
    try {
      const download = await downloads.get(file.url, token, signal);
      return download.stream ? await take(file, download, file.sha256) : undefined;
    } catch (error) {
      if (!signal.aborted && (error instanceof NoAnswer || error instanceof RefusedAddress)) return undefined;
      throw error;
    }
  };

  const byId = async (file: FileJob, token: string, signal: AbortSignal): Promise<FetchOutcome> => {
    if (file.mediaId === null) {
      const over = file.url === null || clock.now() >= file.receivedAt + ADDRESS_MS;
      return over
        ? lost('gone', 'the address has expired and there is no id')
        : { kind: 'later', code: 0, reason: 'the address leads to nothing' };
    }
    const answer = await whatsapp('getNode', { params: { version: options.apiVersion, nodeId: file.mediaId } }, `Bearer ${token}`);
    const node = (answer.body ?? {}) as { url?: unknown; sha256?: unknown; file_size?: unknown };
    if (answer.status !== 200 || typeof node.url !== 'string') return judgeLookup(answer, clock.now());
    if (Number(node.file_size) > maxBytes) throw new TooLarge();
    const download = await downloads.get(node.url, token, signal);
    if (download.stream) return take(file, download, file.sha256 ?? (typeof node.sha256 === 'string' ? node.sha256 : null));
    // An address that WhatsApp gave a moment ago and does not serve: a fresh one is asked for next time.
    return { kind: 'later', code: download.status, reason: 'the file was not served', at: retryAfterOf(download.retryAfter, clock.now()) };
  };

  const take = async (file: FileJob, download: ServedFile, declaredHash: string | null): Promise<FetchOutcome> => {
    if (download.contentLength !== undefined && download.contentLength > maxBytes) {
      download.stream.on('error', () => {}).destroy();
      throw new TooLarge();
    }
    const arrived = await shelf.receive(download.stream, maxBytes);
    try {
      return await keep(file, arrived, declaredHash);
    } catch (error) {
      await arrived.discard();
      throw error;
    }
  };

  const keep = async (file: FileJob, arrived: ArrivedFile, declaredHash: string | null): Promise<FetchOutcome> => {
    if (isOtherHash(declaredHash, arrived.sha256)) {
      await arrived.discard();
      return { kind: 'later', code: 0, reason: 'the bytes are not those that WhatsApp announced', doubtful: 'damaged' };
    }
    const described = await describeFile(arrived, file);
    const { size, sha256 } = arrived;
    return { kind: 'kept', file: { ...described, size, sha256, file: await arrived.keep() } };
  };

  return fetch;
}

const lost = (loss: LossReason, reason: string, code = 0): FetchOutcome => ({ kind: 'lost', code, reason, loss });

/** Sorts the answers to the question for a file's address. An unknown id may also be one that the token may not see, which somebody can mend. */
function judgeLookup({ status, headers, body }: ApiAnswer, now: number): FetchOutcome {
  const error = graphErrorOf(body);
  const code = error?.code ?? status;
  const at = retryAfterOf(headers['retry-after'], now);
  if (code === REFUSED_TOKEN || (status === 401 && !error)) {
    return { kind: 'hold', code, reason: 'WhatsApp refuses the access token', until: Math.max(at ?? 0, now + HOLD_MS) };
  }
  if (code === NOT_DOWNLOADABLE) return lost('withheld', 'WhatsApp says that the file cannot be downloaded', code);
  if ((code === 100 && error?.subcode === 33) || status === 404) {
    return { kind: 'later', code, reason: 'WhatsApp does not know the file', at, doubtful: 'gone' };
  }
  return { kind: 'later', code, reason: 'WhatsApp did not name an address of the file', at };
}

/** Faults of the network in the midst of a body; a full disk is not among them and is told as what it is. */
function isBrokenOff(error: unknown): boolean {
  const { code = '', name = '' } = error as { code?: string; name?: string };
  return (
    name === 'AbortError' ||
    name === 'TimeoutError' ||
    code.startsWith('UND_ERR_') ||
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code)
  );
}
