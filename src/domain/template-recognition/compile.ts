import type { ApprovedTemplate } from './approved-template.ts';
import { joinPatterns, type Pattern, parsePattern } from './pattern.ts';
import { type Place, type ShownPart, shownContent, shownParts, whyUnsendable } from './shown-content.ts';
import { plainSpaces, withoutLineEndings, wordsOf } from './written-text.ts';

/** One way in which a template may be written out. */
export interface Variant {
  pattern: Pattern;
  /** Nothing of what is shown is left out. */
  whole: boolean;
  /** The lines are there that stand for its buttons, or for the file in its header when it has no buttons. */
  showsMore: boolean;
  /** Places with variables that are left out: the text cannot be sent as this template, and this says why. */
  missing: readonly Place[];
}

export interface CompiledTemplate {
  template: ApprovedTemplate;
  content: string;
  variants(): readonly Variant[];
  /** A word that stands in every text of this template; undefined when there is none to be sure of. */
  keyword: string | undefined;
  words(): ReadonlySet<string>;
  unsendable: string | undefined;
}

/**
 * Compiles a template. Besides its whole content, a text may leave out what the template adds by itself: the fixed header, the footer, the lines of buttons. Leaving out
 * a part with a variable is understood too, so that it can be named.
 */
export function compileTemplate(template: ApprovedTemplate): CompiledTemplate {
  const parts = shownParts(template);
  return {
    template,
    content: shownContent(template),
    // Made when they are first needed: an account may have 6,000 templates, and most of them are never written.
    variants: once(() => variantsOf(parts)),
    keyword: keywordOf(parts),
    words: once(() => new Set(parts.flatMap(({ text }) => wordsOf(text.replace(/\{\{[^{}]*\}\}/g, ' '))))),
    unsendable: whyUnsendable(template),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type Filter = (part: ShownPart) => boolean;

const always: Filter = () => true;
const never: Filter = () => false;

function variantsOf(parts: readonly ShownPart[]): Variant[] {
  const isButton = ({ place }: ShownPart) => place.kind === 'button';
  const hasButtons = parts.some(isButton);
  const variants = new Map<string, Variant>();
  for (const header of [always, never])
    for (const footer of [always, never])
      for (const button of [always, ({ variables }: ShownPart) => variables, never] satisfies Filter[]) {
        const byPlace: Record<Place['kind'], Filter> = { header, body: always, footer, button };
        const kept = parts.filter((part) => byPlace[part.place.kind](part));
        const key = kept.map((part) => parts.indexOf(part)).join(' ');
        if (variants.has(key)) continue;
        variants.set(key, {
          pattern: patternOf(kept),
          whole: kept.length === parts.length,
          showsMore: hasButtons ? parts.every((part) => !isButton(part) || kept.includes(part)) : kept.some(({ standsFor }) => standsFor),
          missing: parts.filter((part) => !kept.includes(part) && hasVariable(part)).map(({ place }) => place),
        });
      }
  return [...variants.values()];
}

const hasVariable = ({ text, variables, place }: ShownPart): boolean => variables && parsePattern(text, place).variables.length > 0;

function patternOf(parts: readonly ShownPart[]): Pattern {
  const patterns = parts.map(({ text, variables, place }) => {
    const plain = plainSpaces(withoutLineEndings(text));
    return variables ? parsePattern(plain, place) : { literals: [plain], variables: [] };
  });
  const { literals, variables } = joinPatterns(patterns);
  const last = literals.length - 1;
  return {
    literals: literals.map((literal, index) => {
      const begun = index === 0 ? literal.trimStart() : literal;
      return index === last ? begun.trimEnd() : begun;
    }),
    variables,
  };
}

/** The longest word of the body that no value can be glued to. */
function keywordOf(parts: readonly ShownPart[]): string | undefined {
  const body = plainSpaces(withoutLineEndings(parts.find(({ place }) => place.kind === 'body')?.text ?? ''));
  const words = body
    .replace(/\{\{[^{}]*\}\}/g, '{}')
    .split(/\s+/)
    .filter((chunk) => !chunk.includes('{}'))
    .flatMap(wordsOf);
  return words.reduce<string | undefined>((longest, word) => (word.length > (longest?.length ?? 0) ? word : longest), undefined);
}
