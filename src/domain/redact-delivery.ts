import type { ErasureSubject } from '../store/records.ts';
import type { RawDelivery, StoreTransaction } from '../store/store.ts';
import { deliveryDigest } from './delivery-digest.ts';
import { isObject, isText } from './inbound-item.ts';

/** Whether a text or value names one of the words: as a whole, in another text, or inside of a message id, which holds the customer's number. */
export type Names = (value: unknown) => boolean;

export function namesAnyOf(words: readonly string[]): Names {
  const isNamed = (text: string): boolean => words.some((word) => holdsWord(text, word));
  return (value) => {
    const text = typeof value === 'string' ? value : String(value);
    return isNamed(text) || (text.startsWith('wamid.') && isNamed(insideOf(text)));
  };
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Whether the word stands in the text by itself: a longer number is somebody else's. Written out, because every string of every delivery comes by here. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0 && word !== ''; at = text.indexOf(word, at + 1)) {
    if (!LETTER_OR_DIGIT.test(text[at - 1] ?? '') && !LETTER_OR_DIGIT.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}

const insideOf = (wamid: string): string => Buffer.from(wamid.slice('wamid.'.length), 'base64').toString('latin1');

/** Whether anything in a value of any shape, keys included, is named. */
export function mentions(value: unknown, names: Names): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, names));
  if (isObject(value)) return Object.entries(value).some(([key, item]) => names(key) || mentions(item, names));
  return names(value);
}

/** A copy without the items of lists, at any depth, that are about somebody named: a message, a contact, a status, a thread. */
function without(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, names)).filter((item) => !mentions(item, names));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, without(item, names)]));
  return value;
}

const nothing = Buffer.alloc(0);

/**
 * A raw delivery without what an erasure is about: of a person the items that name them, of a company everything for its numbers. What is for the numbers of others stays as
 * it is. Empty when nothing else was in it, or when it cannot be read; undefined when there is nothing to take out.
 */
export function redactDelivery(body: Buffer, subject: ErasureSubject): Buffer | undefined {
  try {
    return redact(body, subject);
  } catch (error) {
    // Nested deeper than the stack: a whole that cannot be taken apart goes as a whole.
    if (!(error instanceof RangeError)) throw error;
    return subject.words === null || namesAnyOf(subject.words)(body.toString('utf8')) ? nothing : undefined;
  }
}

/** The same for a delivery that is kept. It stays known by the bytes that it came with, so that they do not come back. */
export async function redactKept(
  tx: StoreTransaction,
  { id, body }: Pick<RawDelivery, 'id' | 'body'>,
  subject: ErasureSubject,
): Promise<Buffer | undefined> {
  const rest = redactDelivery(body, subject);
  if (rest) await tx.replaceDeliveryBody(id, { digest: deliveryDigest(body), body: rest });
  return rest;
}

function redact(body: Buffer, { words, numbers }: ErasureSubject): Buffer | undefined {
  const names = words && namesAnyOf(words);
  const delivery = parse(body);
  if (!isObject(delivery) || !Array.isArray(delivery['entry'])) {
    return body.length > 0 && (names === null || names(body.toString('utf8'))) ? nothing : undefined;
  }
  let changed = false;
  const entries: unknown[] = [];
  for (const entry of delivery['entry'] as unknown[]) {
    if (!isObject(entry) || !Array.isArray(entry['changes'])) {
      if (names && mentions(entry, names)) changed = true;
      else entries.push(entry);
      continue;
    }
    const changes: unknown[] = [];
    for (const change of entry['changes'] as unknown[]) {
      const kept = isOf(numbers, entry, change) ? redactChange(change, names) : change;
      if (kept !== change) changed = true;
      if (kept !== undefined) changes.push(kept);
    }
    if (changes.length > 0) entries.push({ ...entry, changes });
  }
  if (!changed) return undefined;
  return entries.length === 0 ? nothing : Buffer.from(JSON.stringify({ ...delivery, entry: entries }));
}

/** The same object when nobody in it is named; undefined when nothing of it may stay. */
function redactChange(change: unknown, names: Names | null): unknown {
  if (names === null) return undefined;
  if (!mentions(change, names)) return change;
  const rest = without(change, names);
  return mentions(rest, names) || isBare(rest) ? undefined : rest;
}

/** Whether only the number it was for, and profiles of people who said nothing, are left. */
function isBare(change: unknown): boolean {
  const value = isObject(change) ? change['value'] : undefined;
  if (!isObject(value)) return false;
  return Object.entries(value).every(([key, item]) => key === 'contacts' || !Array.isArray(item) || item.length === 0);
}

function isOf(numbers: ErasureSubject['numbers'], entry: Record<string, unknown>, change: unknown): boolean {
  const value = isObject(change) && isObject(change['value']) ? change['value'] : {};
  const named = [value['metadata'], value['recipient']]
    .map((place) => (isObject(place) ? place['phone_number_id'] : undefined))
    .find(isText);
  if (named !== undefined) return numbers.some(({ phoneNumberId }) => phoneNumberId === named);
  return numbers.some(({ businessAccountId }) => businessAccountId !== null && businessAccountId === entry['id']);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
