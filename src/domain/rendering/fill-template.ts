import type { Values } from './row.ts';

/** A piece of a template: words as they stand, a value, or a part that stands only when all its values are there. */
type Piece = string | { name: string } | { part: Piece[] };

const PLACE = /(\{\w+\})/;
const PART = /(⟨[^⟩]*⟩|\{\w+\})/;

/** The templates of the table are few and fill every message. */
const read = new Map<string, Piece[]>();

/** Puts values into a template of the table. Values are data: braces and brackets in them mean nothing. */
export function fillTemplate(template: string, values: Values): string {
  const pieces = read.get(template) ?? piecesOf(template, PART);
  read.set(template, pieces);
  return filled(pieces, values);
}

function piecesOf(template: string, at: RegExp): Piece[] {
  const pieceOf = (piece: string): Piece => {
    if (at === PART && piece.startsWith('⟨') && piece.endsWith('⟩')) return { part: piecesOf(piece.slice(1, -1), PLACE) };
    return PLACE.test(piece) ? { name: piece.slice(1, -1) } : piece;
  };
  return template.split(at).filter(Boolean).map(pieceOf);
}

function filled(pieces: readonly Piece[], values: Values): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if ('name' in piece) text += textOf(values, piece.name);
    else if (piece.part.every((inner) => typeof inner !== 'object' || !('name' in inner) || textOf(values, inner.name).trim() !== ''))
      text += filled(piece.part, values);
  }
  return text;
}

function textOf(values: Values, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === undefined ? '' : String(value);
}
