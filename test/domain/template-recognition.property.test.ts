import fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  ApprovedTemplate,
  FileKind,
  TemplateButton,
  TemplateHeader,
} from '../../src/domain/template-recognition/approved-template.ts';
import { messageOf } from '../../src/domain/template-recognition/recognise.ts';
import { createTemplateIndex } from '../../src/domain/template-recognition/template-index.ts';
import type { TemplateMessage, TemplateValue } from '../../src/store/records.ts';
import { approved } from './template-samples.ts';

/** A piece of a text: fixed words, or the variable of that index. */
type Piece = string | number;

interface Sample {
  template: ApprovedTemplate;
  /** What a salesperson sends who filled the whole content in. */
  text: string;
  files: FileKind[];
}

/** Few letters, so that values look like fixed words, fixed words like values, and templates like each other. */
const letters = ['a', 'b', ' ', 'a ', ' b', ', ', '.', 'ß', '\u00A0', '[', ']', 'é', '😀'];
const fixedWords = fc.array(fc.constantFrom(...letters, '\n', ' \n', '\n\n'), { maxLength: 6 }).map((list) => list.join(''));
const word = fc.constantFrom('a', 'b', 'ab', 'c');
/** Everything WhatsApp takes as a value, besides spaces around it and double braces. */
const legalValue = fc
  .oneof(
    fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((list) => list.join('')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  .filter((text) => text !== '' && text.trim() === text && !/[\r\n\t\u2028\u2029\u200B\uFEFF]|\s{5}|\{\{|\}\}/.test(text));
const inAddress = fc.stringMatching(/^[a-z0-9/?=]{1,8}$/);

const pieces: fc.Arbitrary<Piece[]> = fc
  .tuple(word, fc.array(fc.tuple(fc.nat(2), fixedWords), { maxLength: 4 }), word)
  .map(([first, middle, last]) => [first, ...middle.flat(), last]);

const named = (isNamed: boolean, variable: number): string => (isNamed ? `name_${variable}` : String(variable + 1));
/** Variables numbered in the order of their first use, as WhatsApp demands. */
const numbered = (list: Piece[]): Piece[] => {
  const order = [...new Set(list.filter((piece) => typeof piece === 'number'))];
  return list.map((piece) => (typeof piece === 'number' ? order.indexOf(piece) : piece));
};
const written = (list: Piece[], show: (variable: number) => string): string =>
  list.map((piece) => (typeof piece === 'number' ? show(piece) : piece)).join('');

const buttons = fc.array(
  fc.oneof(
    word.map((label) => ({ button: { kind: 'plain', label, target: 'QUICK_REPLY' } as TemplateButton, line: `[${label}]` })),
    fc.tuple(word, inAddress).map(([label, value]) => ({
      button: { kind: 'url', label, url: 'https://x.example/{{1}}' } as TemplateButton,
      line: `[${label}] https://x.example/${value}`,
    })),
    fc
      .tuple(word, inAddress)
      .map(([label, value]) => ({ button: { kind: 'copy-code', label } as TemplateButton, line: `[${label}] ${value}` })),
  ),
  { maxLength: 3 },
);

const sample = (name: string): fc.Arbitrary<Sample> =>
  fc
    .record({
      isNamed: fc.boolean(),
      category: fc.constantFrom('UTILITY', 'MARKETING'),
      body: pieces.map(numbered),
      values: fc.tuple(legalValue, legalValue, legalValue),
      header: fc.option(fc.oneof(fc.tuple(word, fc.boolean(), legalValue), fc.constantFrom('image' as const, 'document' as const))),
      footer: fc.option(word, { nil: null }),
      buttons,
    })
    .map(({ isNamed, category, body, values, header, footer, buttons: given }) => {
      const variable = (index: number) => `{{${named(isNamed, index)}}}`;
      const [head, shownHead, file] = headerOf(header, variable(0));
      const lines = [shownHead, written(body, (index) => values[index] ?? ''), footer, ...given.map(({ line }) => line)];
      const template = approved({
        name,
        category,
        named: isNamed,
        header: head,
        body: written(body, variable),
        footer,
        buttons: given.map(({ button }) => button),
      });
      return { template, text: lines.filter((line) => line !== null).join('\n'), files: file ? [file] : [] };
    });

function headerOf(
  header: readonly [string, boolean, string] | 'image' | 'document' | null,
  variable: string,
): [TemplateHeader | null, string | null, FileKind | undefined] {
  if (header === null) return [null, null, undefined];
  if (typeof header === 'string') return [{ kind: header }, `[${header}]`, header];
  const [words, hasValue, value] = header;
  return hasValue
    ? [{ kind: 'text', text: `${words} ${variable}` }, `${words} ${value}`, undefined]
    : [{ kind: 'text', text: words }, words, undefined];
}

/** What the customer reads, made from the message alone, the way WhatsApp fills a template in. */
function asTheCustomerReads({ header, body, footer, buttons: all }: ApprovedTemplate, message: TemplateMessage): string {
  const fill = (text: string, values: readonly TemplateValue[]) =>
    values.reduce((sum, { name, text: value }, index) => sum.replaceAll(`{{${name ?? index + 1}}}`, () => value), text);
  const lines = all.map(({ label, ...button }, index) => {
    const value = message.buttons.find((given) => given.index === index)?.value ?? '';
    if (button.kind === 'url') return `[${label}] ${button.url.replace('{{1}}', () => value)}`;
    return button.kind === 'copy-code' ? `[${label}] ${value}` : `[${label}]`;
  });
  const head = header?.kind === 'text' ? fill(header.text, message.header) : message.file && `[${message.file}]`;
  return [head, fill(body, message.body), footer, ...lines].filter((line) => line !== null).join('\n');
}

/** Spaces at the ends of lines are nobody's words, and a non-breaking space is a space. */
const inWords = (text: string): string =>
  text
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/[^\S\n]+$/gm, '')
    .trim();

const catalogue = fc.tuple(sample('one'), sample('two'), sample('three'), sample('four'));

test('recognise: any filled-in template goes out in exactly these words, or the templates it may be are named', () => {
  let sure = 0;
  fc.assert(
    fc.property(catalogue, ([mine, ...others]) => {
      const templates = [mine, ...others].map(({ template }) => template);
      const recognised = createTemplateIndex(templates).recognise(mine.text, mine.files);
      if (recognised.kind === 'several') {
        expect(recognised.readings.map(({ compiled }) => compiled.template)).toContain(mine.template);
        return;
      }
      if (recognised.kind !== 'sure') throw new Error(`recognised as ${recognised.kind}`);
      sure += 1;
      const { template } = recognised.reading.compiled;
      const message = messageOf(recognised.reading);
      expect([message.name, message.language]).toEqual([template.name, template.language]);
      expect(inWords(asTheCustomerReads(template, message))).toBe(inWords(mine.text));
      expect([template.category, template.buttons.map(({ kind }) => kind)]).toEqual([
        mine.template.category,
        mine.template.buttons.map(({ kind }) => kind),
      ]);
    }),
    { numRuns: 2000 },
  );
  expect(sure).toBeGreaterThan(1500);
});

test('recognise: any text at all that is taken for a template goes out in words that hold it', () => {
  const anyText = fc.array(fc.oneof(fixedWords, legalValue, word), { maxLength: 8 }).map((list) => list.join(''));
  fc.assert(
    fc.property(catalogue, anyText, (samples, text) => {
      const recognised = createTemplateIndex(samples.map(({ template }) => template)).recognise(text, []);
      if (recognised.kind !== 'sure') return;
      const { compiled } = recognised.reading;
      expect(inWords(asTheCustomerReads(compiled.template, messageOf(recognised.reading)))).toContain(inWords(text));
    }),
    { numRuns: 1000 },
  );
});
