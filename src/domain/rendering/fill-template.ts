import type { Values } from './row.ts';

const PLACE = /\{(\w+)\}/g;
const PART = /⟨([^⟩]*)⟩|\{(\w+)\}/g;

/** Puts values into a template of the table. Values are data: braces and brackets in them mean nothing. */
export function fillTemplate(template: string, values: Values): string {
  const textOf = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? '' : String(value);
  };
  return template.replace(PART, (_all, part: string | undefined, name: string | undefined) => {
    if (name !== undefined) return textOf(name);
    const optional = part ?? '';
    const isFilled = [...optional.matchAll(PLACE)].every(([, place]) => textOf(place ?? '').trim() !== '');
    return isFilled ? optional.replace(PLACE, (_place, inner: string) => textOf(inner)) : '';
  });
}
