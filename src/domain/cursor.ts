import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';

/** Makes and reads paging cursors. A cursor holds a place in one list and is good for that list alone. */
export interface Cursors {
  encode(list: string, place: number): string;
  /** Throws INVALID_REQUEST for anything this provider did not make for this list. */
  decode(list: string, cursor: string | undefined): number | undefined;
}

const CURSOR = /^(-?[0-9a-z]{1,11})\.([A-Za-z0-9_-]{16})$/;

/**
 * The seal ties a cursor to its list and tells ours from garbage. It needs no key: whoever may read a list may start anywhere in it, and cursors that the
 * inbox keeps must outlive a change of keys.
 */
export function createCursors(): Cursors {
  const seal = (list: string, place: string) => createHash('sha256').update(`cursor\0${list}\0${place}`).digest('base64url').slice(0, 16);
  return {
    encode(list, place) {
      const text = place.toString(36);
      return `${text}.${seal(list, text)}`;
    },
    decode(list, cursor) {
      if (cursor === undefined) return undefined;
      const match = CURSOR.exec(cursor);
      if (!match || seal(list, match[1] as string) !== match[2]) {
        throw new AppError(
          'INVALID_REQUEST',
          'This cursor is not one of this list. Start again without `after`, and pass on only cursors from an answer.',
        );
      }
      return Number.parseInt(match[1] as string, 36);
    },
  };
}
