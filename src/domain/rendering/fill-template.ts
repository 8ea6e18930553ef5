import type { Values } from './row.ts';

/** Words as they stand, or a value. */
type Word = string | { name: string };
/** A piece of a template: a word, or a part that stands only when all its values are there. */
type Piece = Word | { part: Word[] };

const PLACE = /(\{\w+\})/;
const PART = /(⟨[^⟩]*⟩|\{\w+\})/;

/** The templates of the table are few and fill every message. */
const read = new Map<string, Piece[]>();

/** Puts values into a template of the table. Values are data: braces and brackets in them mean nothing. */
export function fillTemplate(template: string, values: Values): string {
  const pieces = read.get(template) ?? piecesOf(template);
  read.set(template, pieces);
  return filled(pieces, values);
}

const piecesOf = (template: string): Piece[] =>
  split(template, PART).map((piece) =>
    piece.startsWith('⟨') && piece.endsWith('⟩') ? { part: split(piece.slice(1, -1), PLACE).map(wordOf) } : wordOf(piece),
  );
const split = (text: string, at: RegExp): string[] => text.split(at).filter(Boolean);
const wordOf = (piece: string): Word => (PLACE.test(piece) ? { name: piece.slice(1, -1) } : piece);

function filled(pieces: readonly Piece[], values: Values): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if ('name' in piece) text += textOf(values, piece.name);
    else if (piece.part.every((word) => typeof word === 'string' || textOf(values, word.name).trim() !== ''))
      text += filled(piece.part, values);
  }
  return text;
}

function textOf(values: Values, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === undefined ? '' : String(value);
}
