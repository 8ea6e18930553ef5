/**
 * A text as it is compared: one kind of line break, no spaces at the ends of lines and around the whole, nothing invisible. Text fields, forms and copying change these
 * and nobody sees it; everything else counts.
 */
export const writtenText = (text: string): string => withoutLineEndings(text).trim();

/** The same without cutting what stands around the whole. */
export const withoutLineEndings = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u200B\uFEFF]/g, '')
    .replace(/[^\S\n]+$/gm, '');

/** The same text, character by character, with every kind of space as a plain one: an editor's non-breaking space is the template's space. */
export const plainSpaces = (text: string): string => text.replace(/[\u00A0\u2007\u202F]/g, ' ');

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a text, in small letters. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];
