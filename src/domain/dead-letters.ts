import { AppError } from '../errors.ts';
import type { ChannelId } from '../store/ids.ts';
import type { DeadLetter } from '../store/records.ts';
import { combineProgress } from '../store/status-lattice.ts';
import type { DeadLetterFilter, Store, StoreTransaction } from '../store/store.ts';

export interface DeadLetterServices {
  store: Store;
  now: number;
  /** Called after a commit that queued work. */
  onQueued(): void;
  /** Whether what may have reached the customer is sent all the same. */
  mayBeSentTwice: boolean;
}

/** How many letters one call puts back, in one transaction. */
export const REPLAY_BATCH = 200;

/**
 * Puts a letter back into its lane, with all its attempts before it. A lane goes by the places of its messages, so that it stands before every later message that still waits, and
 * behind none; where the message waits already because it changed, the two become one. Throws NOT_FOUND, and CONFLICT for a send that may have reached the customer, or one of a channel
 * that was deleted: nothing would come of it but the loss of the letter.
 */
export async function replayDeadLetter({ store, now, onQueued, mayBeSentTwice }: DeadLetterServices, id: number): Promise<void> {
  await store.transaction(async (tx) => {
    const letter = await tx.deadLetter(id);
    if (!letter) throw new AppError('NOT_FOUND', 'There is no such dead letter. It may have been replayed or dismissed.');
    if (!(await canDeliver(tx, letter.channelId))) {
      throw new AppError(
        'CONFLICT',
        'The channel of this dead letter was deleted, so that nothing of it is delivered any more. Dismiss the dead letter.',
      );
    }
    if (await putBack(tx, letter, now, mayBeSentTwice)) return;
    throw new AppError(
      'CONFLICT',
      'WhatsApp never answered this send, so that the customer may have it. Ask the customer, then repeat the call with confirm=may-be-sent-twice, or dismiss the dead letter.',
    );
  });
  onQueued();
}

export interface ReplayedLetters {
  replayed: number;
  /** Sends that may have reached the customer; they stay where they are. */
  undecided: number;
  remaining: number;
  last: number;
}

/** The same for the oldest letters behind `after`, up to REPLAY_BATCH of them. Throws NOT_FOUND for a channel that is not there or was deleted. */
export async function replayDeadLetters(
  { store, now, onQueued, mayBeSentTwice }: DeadLetterServices,
  filter: DeadLetterFilter & { channelId: ChannelId },
  after: number,
): Promise<ReplayedLetters> {
  const batch = await store.transaction(async (tx) => {
    if (!(await canDeliver(tx, filter.channelId)))
      throw new AppError('NOT_FOUND', 'There is no such channel, or it was deleted: then nothing of it is delivered any more.');
    const letters = await tx.deadLettersFrom({ ...filter, after, limit: REPLAY_BATCH });
    const result = { replayed: 0, undecided: 0, last: letters.at(-1)?.id ?? after };
    for (const letter of letters) result[(await putBack(tx, letter, now, mayBeSentTwice)) ? 'replayed' : 'undecided'] += 1;
    return result;
  });
  if (batch.replayed > 0) onQueued();
  return { ...batch, remaining: await store.deadLetterCount({ ...filter, after: batch.last }) };
}

async function canDeliver(tx: StoreTransaction, channelId: ChannelId): Promise<boolean> {
  const channel = await tx.channel(channelId);
  return channel !== undefined && channel.state !== 'deleted';
}

/** False, and nothing changes, for a send that may have reached the customer while nobody said that it may go out twice. */
async function putBack(tx: StoreTransaction, letter: DeadLetter, now: number, mayBeSentTwice: boolean): Promise<boolean> {
  const { id, channelId, destination, conversationId, seq } = letter;
  if (destination === 'whatsapp' && !(await makeReady(tx, letter, mayBeSentTwice))) return false;
  await tx.removeDeadLetter(id);
  await tx.enqueue({ channelId, destination, conversationId, seq }, { now, dueAt: now });
  return true;
}

/** Parts that WhatsApp took stay as they are; those it refused, and those that nobody knows of when that is wished, wait again. */
async function makeReady(tx: StoreTransaction, letter: DeadLetter, mayBeSentTwice: boolean): Promise<boolean> {
  const { channelId } = letter;
  const sends = await tx.sends(channelId, letter);
  const isOpen = ({ state }: (typeof sends)[number]) => state === 'unknown' || state === 'sending';
  if (!mayBeSentTwice && sends.some(isOpen)) return false;
  for (const send of sends) {
    // A part that failed after WhatsApp had taken it has an id, and is not one that was never sent.
    if (isOpen(send) || (send.state === 'failed' && send.wamid === null)) {
      await tx.updateSend(channelId, send, { ...send, state: 'waiting', failure: null });
    }
  }
  await tx.setMessageStatus(channelId, letter, combineProgress(await tx.sends(channelId, letter)));
  return true;
}
