import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparedText, createStepBudget, matchPattern, OutOfSteps, parsePattern } from '../../src/domain/template-recognition/pattern.ts';
import { createTemplateIndex, MOST_STEPS } from '../../src/domain/template-recognition/template-index.ts';
import { approved } from './template-samples.ts';

/** More than any single charge: a text has 4,096 characters. */
const ONE_CHARGE = 8;
const many = (count: number, body: (index: number) => string) =>
  createTemplateIndex(Array.from({ length: count }, (_, index) => approved({ name: `t${index}`, body: body(index) })));
function stepsOf(index: ReturnType<typeof many>, text: string) {
  const budget = createStepBudget(MOST_STEPS);
  const { kind } = index.recognise(text, [], budget);
  return { kind, steps: budget.spent() };
}
const words = Array.from({ length: 1200 }, (_, index) => index.toString(36))
  .join(' ')
  .slice(0, 4080);

describe('recognise: texts made to take long', () => {
  test.each([
    ['values that never come again', '{{1}} {{2}} {{1}} {{2}} {{3}} {{1}} x', `${words} q x`],
    ['one letter', 'b{{1}}a{{2}}a{{1}}a{{2}}ba{{1}}c', `b${'a'.repeat(4080)}bac`],
    ['one value of any length', '{{1}}, {{2}}, {{1}}', `${'a, '.repeat(1360)}b`],
    ['many lines', '{{1}} {{2}} {{1}} {{2}} x', `${`${'a '.repeat(10)}\n`.repeat(200).slice(0, 4090)} x`],
  ])('%s: a thousand templates take no more steps than one may, and nothing is decided then', (_, body, text) => {
    for (const count of [1, 1000]) {
      const { kind, steps } = stepsOf(
        many(count, () => body),
        text,
      );
      expect([count, kind === 'undecided' || steps < MOST_STEPS, steps < MOST_STEPS + ONE_CHARGE]).toEqual([count, true, true]);
    }
    expect(
      stepsOf(
        many(1000, () => body),
        text,
      ).kind,
    ).toBe('undecided');
  });

  test('the one template that it is, behind hundreds that take long: undecided all the same, not another one and not none', () => {
    const templates = Array.from({ length: 300 }, (_, index) => approved({ name: `t${index}`, body: '{{1}}, {{2}}, {{1}}, {{2}}' }));
    const text = `${'a, '.repeat(1360)}b`;
    const index = createTemplateIndex([...templates, approved({ name: 'it', body: text })]);
    expect(index.recognise(text, []).kind).toBe('undecided');
    expect(createTemplateIndex([approved({ name: 'it', body: text })]).recognise(text, []).kind).toBe('sure');
  });
});

describe('recognise: what people write', () => {
  test('one of 6,000 templates that all share a word and begin with a value that comes again: a fraction of the steps', () => {
    const index = many(6000, (branch) => `{{1}}, your appointment at branch no${branch} is on {{2}}. Thank you, {{1}}.`);
    const text =
      'Ana Pereira, your appointment at branch no17 is on Monday the 5th of November at 10 in the morning. Thank you, Ana Pereira.';
    const { kind, steps } = stepsOf(index, text);
    expect([kind, steps < MOST_STEPS / 5]).toEqual(['sure', true]);
  });

  test('a long letter and 6,000 templates of two values: none, within the steps', () => {
    const index = many(6000, (branch) => `Dear {{1}}, branch ${branch} waits for you at {{2}}.`);
    const letter = 'Dear Ana, branch news: we met at the harbour. '.repeat(80).slice(0, 4000);
    expect(stepsOf(index, letter).kind).toBe('none');
  });
});

describe('matchPattern', () => {
  /** Every way to fill the variables in, tried without any cleverness. */
  function canBe(text: string, literals: readonly string[], ids: readonly string[], bound: Readonly<Record<string, string>> = {}): boolean {
    const [literal = '', ...others] = literals;
    if (!text.startsWith(literal)) return false;
    const rest = text.slice(literal.length);
    const [id, ...left] = ids;
    if (id === undefined) return rest === '';
    for (let to = 1; to <= rest.length; to++) {
      const value = rest.slice(0, to);
      if (value.trim() === '' || /[\n\t]| {5}/.test(value) || (bound[id] ?? value) !== value) continue;
      if (canBe(rest.slice(to), others, left, { ...bound, [id]: value })) return true;
    }
    return false;
  }
  const letters = fc.array(fc.constantFrom('a', 'b', ' ', '\n'), { maxLength: 12 }).map((list) => list.join(''));
  const value = fc.array(fc.constantFrom('a', 'b', ' '), { minLength: 1, maxLength: 3 }).map((list) => list.join(''));
  const literal = fc.constantFrom('', 'a', 'b', ' ', 'ab');
  const shape = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), literal), { minLength: 1, maxLength: 5 });

  test('finds values exactly when there are some, and they make the text', () => {
    let found = 0;
    fc.assert(
      fc.property(literal, shape, letters, fc.option(fc.tuple(value, value, value)), (first, parts, anyText, filling) => {
        const text = filling ? first + parts.map(([name, after]) => `${filling[Number(name) - 1]}${after}`).join('') : anyText;
        const pattern = parsePattern(first + parts.map(([name, after]) => `{{${name}}}${after}`).join(''), { kind: 'body' });
        const spans = matchPattern(comparedText(text), pattern, createStepBudget(1e6));
        expect(spans !== undefined).toBe(
          canBe(
            text,
            pattern.literals,
            pattern.variables.map(({ id }) => id),
          ),
        );
        if (!spans) return;
        found += 1;
        const values = spans.map(([from, to]) => text.slice(from, to));
        const made = pattern.literals.map((fixed, index) => `${index === 0 ? '' : values[index - 1]}${fixed}`).join('');
        expect(made).toBe(text);
        const ofEach = Map.groupBy(pattern.variables.keys(), (index) => pattern.variables[index]?.id);
        for (const same of ofEach.values()) expect(new Set(same.map((index) => values[index])).size).toBe(1);
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(1000);
  });

  test('out of steps: says so instead of giving an answer', () => {
    const pattern = parsePattern('{{1}} {{2}} {{1}}', { kind: 'body' });
    expect(() => matchPattern(comparedText('a b c d e f'), pattern, createStepBudget(3))).toThrow(OutOfSteps);
  });
});
