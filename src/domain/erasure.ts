import { AppError } from '../errors.ts';
import { type ChannelId, type InstallationId, newErasureId } from '../store/ids.ts';
import type { Erasure, ErasureCounts, ErasureJob, ErasureStep, ErasureSubject } from '../store/records.ts';
import type { RawDelivery, Store, StoreTransaction } from '../store/store.ts';
import { mentions, namesAnyOf, redactKept } from './redact-delivery.ts';

/** How much one transaction deletes at most; each takes some milliseconds. */
const BATCH = { messages: 100, rows: 500, ids: 2000, deliveries: 500 };

/**
 * Takes a customer out of a channel. From the answer on nobody finds them; a new message begins a conversation of its own. Everything that was kept of them is erased afterwards,
 * step by step. Throws NOT_FOUND.
 */
export async function erasePerson(store: Store, channelId: string, senderId: string, at: number): Promise<Erasure> {
  const id = newErasureId();
  return store.transaction(async (tx) => {
    const found = await tx.beginPersonErasure(id, { channelId: channelId as ChannelId, contactId: senderId, at });
    if (!found) throw new AppError('NOT_FOUND', 'This channel has no such sender. Whoever was erased before is gone already.');
    return (await tx.erasure(id)) as Erasure;
  });
}

/**
 * Ends an uninstalled company's grace now. Throws NOT_FOUND, INVALID_REQUEST when `companyId` is that of another company, and CONFLICT while the app is still installed.
 */
export async function eraseInstallationNow(store: Store, installationId: string, companyId: number, at: number): Promise<Erasure> {
  const id = newErasureId();
  return store.transaction(async (tx) => {
    const installation = await tx.installation(installationId);
    if (!installation) throw new AppError('NOT_FOUND', 'There is no such installation. It may have been erased already.');
    if (installation.companyId !== companyId) {
      throw new AppError('INVALID_REQUEST', 'companyId must be the id of the company whose installation this is. Nothing was erased.');
    }
    if (!(await tx.beginCompanyErasure(id, { installationId: installation.id, at }))) {
      throw new AppError('CONFLICT', 'The app is still installed there. Uninstall it first; then its data can be erased.');
    }
    return (await tx.erasure(id)) as Erasure;
  });
}

/** Begins with what is due. Returns how many erasures were begun. */
export async function beginDueErasures(store: Store, now: number): Promise<number> {
  return store.transaction(async (tx) => {
    const due: InstallationId[] = await tx.installationsToErase(now);
    for (const installationId of due) await tx.beginCompanyErasure(newErasureId(), { installationId, at: now });
    return due.length;
  });
}

export interface ErasureServices {
  store: Store;
  /** Removes a file of the media folder, at once and before it returns: the transaction around it is what keeps others from beginning to use it. */
  removeFile(file: string): void;
}

interface Progress {
  step: ErasureStep;
  place: string;
  erased: Partial<ErasureCounts>;
}

/** Does the next piece of an erasure in one transaction. `lost`: another process goes on with it. `busy`: there is something to wait for. */
export async function eraseFurther(
  { store, removeFile }: ErasureServices,
  job: ErasureJob,
  time: { now: number; leaseUntil: number },
): Promise<ErasureJob | 'done' | 'lost' | 'busy'> {
  if (job.step === 'traces' && !(await store.wipeTraces())) return 'busy';
  return store.transaction(async (tx) => {
    if (!(await tx.advanceErasure(job, { step: job.step, place: job.place, erased: {}, ...time }))) return 'lost';
    const progress = await steps[job.step](tx, job, removeFile);
    await tx.advanceErasure(job, { ...progress, ...time });
    return progress.step === 'done' ? 'done' : { ...job, step: progress.step, place: progress.place };
  });
}

type Step = (tx: StoreTransaction, job: ErasureJob, removeFile: (file: string) => void) => Promise<Progress>;

const next = (step: ErasureStep, erased: Partial<ErasureCounts> = {}, place = ''): Progress => ({ step, place, erased });

const steps: Readonly<Record<ErasureStep, Step>> = {
  async messages(tx, job, removeFile) {
    const { messages, files, raw } = await tx.eraseMessages(job, BATCH.messages);
    if (messages === 0) return next('rest');
    let removed = 0;
    for (const file of new Set(files)) {
      // The same content may have come to others too.
      if (await tx.isFileReferred(file)) continue;
      removeFile(file);
      removed += 1;
    }
    const erased = { messages, files: removed, deliveries: 0, quarantined: 0 };
    // Whose the number was at the time does not matter here: the messages are this one's.
    for (const { deliveryId, wamid } of raw) {
      const delivery = await tx.rawDelivery(deliveryId);
      const { words, numbers } = job.subject;
      // A name that somebody else has by now is not among the words; the message itself is.
      const subject = { numbers, words: words && wamid ? [...words, wamid] : words };
      if (delivery) await redact(tx, subject, delivery, erased);
    }
    return next('messages', erased);
  },
  async rest(tx, job) {
    if (!(await tx.eraseRest(job, BATCH.rows))) return next('rest');
    return next(job.kind === 'company' ? 'deliveries' : 'wamids');
  },
  async wamids(tx, job) {
    const place = await tx.eraseWamids(job, job.place, BATCH.ids);
    return place === null ? next('statuses') : next('wamids', {}, place);
  },
  async statuses(tx, job) {
    if (job.channelId === null) return next('deliveries');
    const place = await tx.eraseStatuses(job.channelId, job.place, BATCH.ids, namesAnyOf(job.subject.words ?? []));
    return place === null ? next('deliveries') : next('statuses', {}, place);
  },
  async deliveries(tx, job) {
    const { words, numbers } = job.subject;
    const after = Number(job.place);
    const upTo = Math.min(after + BATCH.deliveries, job.lastDelivery);
    const erased = { deliveries: 0, quarantined: 0 };
    // News of an account, changed user ids among them, may name no number.
    const looksFor =
      words ??
      numbers.flatMap(({ phoneNumberId, businessAccountId }) => [
        phoneNumberId,
        ...(businessAccountId === null ? [] : [businessAccountId]),
      ]);
    for (const delivery of await tx.deliveriesHolding(looksFor, { after, upTo })) {
      const { receivedAt } = delivery;
      const owned = numbers.filter(({ from, to }) => receivedAt >= from && (to === null || receivedAt < to));
      if (owned.length > 0) await redact(tx, { words, numbers: owned }, delivery, erased);
    }
    return upTo >= job.lastDelivery ? next('traces', erased) : next('deliveries', erased, String(upTo));
  },
  traces: async () => next('done'),
  done: async () => next('done'),
};

/** Takes out of one raw delivery, and of what went from it into quarantine, what the erasure is about. */
async function redact(
  tx: StoreTransaction,
  subject: ErasureSubject,
  { id, body }: RawDelivery,
  counts: Pick<ErasureCounts, 'deliveries' | 'quarantined'>,
): Promise<void> {
  const rest = await redactKept(tx, { id, body }, subject);
  if (rest === undefined) return;
  counts.deliveries += 1;
  const names = subject.words && namesAnyOf(subject.words);
  for (const kept of await tx.quarantinedOf(id)) {
    const isTheirs = names
      ? mentions(JSON.parse(kept.item), names)
      : rest.length === 0 || subject.numbers.some(({ phoneNumberId }) => phoneNumberId === kept.phoneNumberId);
    if (isTheirs && (await tx.releaseQuarantined(kept.id))) counts.quarantined += 1;
  }
}
