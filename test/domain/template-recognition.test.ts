import { describe, expect, test } from 'vitest';
import type { ApprovedTemplate, FileKind } from '../../src/domain/template-recognition/approved-template.ts';
import { messageOf } from '../../src/domain/template-recognition/recognise.ts';
import { shownContent } from '../../src/domain/template-recognition/shown-content.ts';
import { createTemplateIndex } from '../../src/domain/template-recognition/template-index.ts';
import { approved } from './template-samples.ts';

const recognise = (text: string, templates: readonly ApprovedTemplate[], files: readonly FileKind[] = []) =>
  createTemplateIndex(templates).recognise(text, files);

/** The message the text becomes; fails when it is not recognised for sure. */
function messageFrom(text: string, templates: readonly ApprovedTemplate[], files: readonly FileKind[] = []) {
  const recognised = recognise(text, templates, files);
  if (recognised.kind !== 'sure') throw new Error(`"${text}" is ${JSON.stringify(recognised)}`);
  return messageOf(recognised.reading);
}

/** Why the text cannot be sent. */
function problemOf(text: string, template: ApprovedTemplate, files: readonly FileKind[] = []): string | undefined {
  const recognised = recognise(text, [template], files);
  return recognised.kind === 'problem' ? recognised.reading.problem : undefined;
}

const texts = (values: readonly { text: string }[]) => values.map(({ text }) => text);

const rich = approved({
  name: 'order_ready',
  header: { kind: 'text', text: 'Order {{1}}' },
  body: 'Hello {{1}},\n\nyour order is ready until {{2}}.',
  footer: 'Harbour Sales',
  buttons: [
    { kind: 'url', label: 'Track', url: 'https://harbour.example/o/{{1}}' },
    { kind: 'copy-code', label: 'Copy code' },
    { kind: 'plain', label: 'Stop', target: 'QUICK_REPLY' },
  ],
});
const filled = [
  'Order 4711',
  'Hello Ana,',
  '',
  'your order is ready until 5 p.m..',
  'Harbour Sales',
  '[Track] https://harbour.example/o/47-11',
  '[Copy code] SPRING25',
  '[Stop]',
];

describe('shownContent', () => {
  test('header, body, footer and buttons, each on lines of its own', () => {
    expect(shownContent(rich)).toBe(
      'Order {{1}}\nHello {{1}},\n\nyour order is ready until {{2}}.\nHarbour Sales\n[Track] https://harbour.example/o/{{1}}\n[Copy code] {{code}}\n[Stop]',
    );
    expect(shownContent(approved({ header: { kind: 'image' } }))).toBe('[image]\nYour berth is ready.');
  });
});

describe('recognise: a template', () => {
  test('the whole content: every value in its place, those of equal numbers apart', () => {
    expect(messageFrom(filled.join('\n'), [rich])).toEqual({
      name: 'order_ready',
      language: 'en_US',
      header: [{ name: null, text: '4711' }],
      file: null,
      body: [
        { name: null, text: 'Ana' },
        { name: null, text: '5 p.m.' },
      ],
      buttons: [
        { index: 0, kind: 'url', value: '47-11' },
        { index: 1, kind: 'code', value: 'SPRING25' },
      ],
    });
  });

  test('without what the template adds by itself: footer and fixed buttons', () => {
    const short = filled.filter((line) => line !== 'Harbour Sales' && line !== '[Stop]');
    expect(texts(messageFrom(short.join('\n'), [rich]).body)).toEqual(['Ana', '5 p.m.']);
  });

  test('named variables: with their names, in any order of the text', () => {
    const named = approved({ named: true, body: 'Shall we hold {{berth}} for you, {{customer}}?' });
    expect(messageFrom('Shall we hold B-12 for you, Rui?', [named]).body).toEqual([
      { name: 'berth', text: 'B-12' },
      { name: 'customer', text: 'Rui' },
    ]);
  });

  test('numbered variables: by number, whatever their order in the text', () => {
    expect(texts(messageFrom('From B to A.', [approved({ body: 'From {{2}} to {{1}}.' })]).body)).toEqual(['A', 'B']);
  });

  test('a variable that stands twice: once, and only when both places say the same', () => {
    const twice = approved({ body: 'Dear {{1}} of {{2}}, yes {{1}}.' });
    expect(texts(messageFrom('Dear Ana of B of C, yes Ana.', [twice]).body)).toEqual(['Ana', 'B of C']);
    expect(recognise('Dear Ana of B, yes Rui.', [twice]).kind).toBe('none');
  });

  test('what nobody sees does not count: line breaks of another kind, spaces at the end, non-breaking and invisible ones', () => {
    const template = approved({ body: 'Hello {{1}}, \nyour\u00A0berth is ready.' });
    expect(texts(messageFrom('  Hello Ana,\r\nyour berth\u00A0is ready.  \n\u200B', [template]).body)).toEqual(['Ana']);
  });

  test('other words, another case or a word more: none', () => {
    for (const text of ['your berth is ready.', 'Your berth is ready', 'Your berth is ready. Thanks', 'So: Your berth is ready.'])
      expect(recognise(text, [approved()]).kind, text).toBe('none');
  });

  test('a file: only with a header for it, of its kind, and one', () => {
    const photo = approved({ header: { kind: 'image' } });
    for (const text of ['Your berth is ready.', '[image]\nYour berth is ready.'])
      expect(messageFrom(text, [photo], ['image']).file, text).toBe('image');
    expect(problemOf('Your berth is ready.', photo)).toMatch(/exactly one file, an image/);
    expect(problemOf('Your berth is ready.', photo, ['image', 'image'])).toMatch(/exactly one file/);
    expect(problemOf('Your berth is ready.', photo, ['document'])).toMatch(/has to be an image/);
    expect(problemOf('Your berth is ready.', approved(), ['image'])).toMatch(/no place for a file/);
  });
});

describe('recognise: values WhatsApp would refuse', () => {
  const template = approved({ body: 'Hello {{1}}, until {{2}}.' });

  test.each([
    ['Hello {{1}}, until 5.', /fill in \{\{1\}\} in the body/],
    ['Hello Ana, until {{2}}.', /fill in \{\{2\}\} in the body/],
    ['Hello Ana\nMaria, until 5.', /\{\{1\}\} in the body may have no line break/],
    ['Hello Ana, until 5\tp.', /\{\{2\}\} in the body may have no tab/],
    ['Hello Ana     M, until 5.', /at most 4 spaces/],
  ])('%j', (text, reason) => {
    expect(problemOf(text, template)).toMatch(reason);
  });

  test('nothing for a variable: the text is not the template', () => {
    expect(recognise('Hello , until 5.', [template]).kind).toBe('none');
    expect(recognise('Hello    , until 5.', [template]).kind).toBe('none');
  });

  test('a part with a variable left out: named', () => {
    expect(problemOf(filled.slice(1).join('\n'), rich)).toMatch(/value in the header is missing/);
    expect(problemOf(filled.slice(0, 5).join('\n'), rich)).toMatch(/value in the button “Track” is missing/);
  });

  test('too long: header, body beside other parts, address, code', () => {
    const withLine = (index: number, line: string) => filled.with(index, line).join('\n');
    expect(problemOf(withLine(0, `Order ${'9'.repeat(55)}`), rich)).toMatch(/header has more than 60/);
    expect(problemOf(withLine(1, `Hello ${'a'.repeat(1024)},`), rich)).toMatch(/body has more than 1024/);
    expect(problemOf(withLine(5, `[Track] https://harbour.example/o/${'9'.repeat(2000)}`), rich)).toMatch(/address .* more than 2000/);
    expect(problemOf(withLine(6, `[Copy code] ${'9'.repeat(21)}`), rich)).toMatch(/code to copy has more than 20/);
    expect(problemOf(withLine(5, '[Track] https://harbour.example/o/a b'), rich)).toMatch(/no spaces/);
    expect(messageFrom(`Hello ${'a'.repeat(3000)}, until 5.`, [template]).body).toHaveLength(2);
  });

  test('a template that needs what no inbox can give: not listed, and the text says why', () => {
    const map = approved({ header: { kind: 'other', what: 'location' } });
    expect(createTemplateIndex([map]).sendable).toEqual([]);
    expect(problemOf('Your berth is ready.', map)).toMatch(/needs a location in its header/);
  });
});

describe('recognise: several templates', () => {
  const twins = [approved({ name: 'b' }), approved({ name: 'a' })];

  test('the same message at the same price: the first by name, every time', () => {
    expect(messageFrom('Your berth is ready.', twins).name).toBe('a');
    expect(messageFrom('Your berth is ready.', twins.toReversed()).name).toBe('a');
  });

  test('another price, another footer, other buttons: none is taken, all are there', () => {
    for (const change of [
      { category: 'MARKETING' },
      { header: { kind: 'text', text: 'Harbour' } as const, body: 'Your berth is ready.' },
      { buttons: [{ kind: 'plain', label: 'Yes', target: 'QUICK_REPLY' }] as const },
    ]) {
      const text = 'Your berth is ready.';
      const [one, two] = [approved({ name: 'a', footer: 'x' }), approved({ name: 'b', footer: 'x', ...change })];
      const recognised = recognise(text, [one, two]);
      expect(recognised.kind).toBe('several');
      expect(recognised.kind === 'several' && recognised.readings.map(({ compiled }) => compiled.template.name)).toEqual(['a', 'b']);
    }
  });

  test('one of them whole: that one', () => {
    expect(messageFrom('Your berth is ready.', [approved({ name: 'a', footer: 'x' }), approved({ name: 'b' })]).name).toBe('b');
    expect(messageFrom('Your berth is ready.\nx', [approved({ name: 'a', footer: 'x' }), approved({ name: 'b' })]).name).toBe('a');
  });

  test('one has a problem, one has none: the one without', () => {
    const photo = approved({ name: 'a', header: { kind: 'image' } });
    expect(messageFrom('Your berth is ready.', [photo, approved({ name: 'b' })]).name).toBe('b');
    expect(messageFrom('Your berth is ready.', [photo, approved({ name: 'b' })], ['image']).name).toBe('a');
  });
});

describe('nearest', () => {
  test('the templates that share most words come first, unsendable ones never', () => {
    const index = createTemplateIndex([
      approved({ name: 'storage', body: 'Your winter storage is booked.' }),
      approved({ name: 'greeting', body: 'Hello {{1}}.' }),
      approved({ name: 'berth', body: 'Your berth is ready, {{1}}.' }),
      approved({ name: 'map', body: 'Is your berth ready?', header: { kind: 'other', what: 'location' } }),
    ]);
    expect(index.nearest('is the berth ready?', 2).map(({ name }) => name)).toEqual(['berth', 'storage']);
  });
});
