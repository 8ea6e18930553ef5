import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Template } from '../../mocks/whatsapp/options.ts';
import { ANA, type GraphErrorBody, type Setup, startWhatsApp } from './whatsapp-setup.ts';

const base = { language: 'en_US', status: 'APPROVED', category: 'UTILITY', parameter_format: 'POSITIONAL' };
const body = (text: string) => ({ type: 'BODY', text });
const templates = [
  { ...base, id: '1', name: 'plain', components: [body('Your berth is ready.')] },
  { ...base, id: '2', name: 'two', components: [body('Hello {{1}}, until {{2}}, {{1}}.')] },
  { ...base, id: '3', name: 'named', parameter_format: 'NAMED', components: [body('Hello {{first}} {{last}}.')] },
  { ...base, id: '4', name: 'image', components: [{ type: 'HEADER', format: 'IMAGE' }, body('Look.')] },
  { ...base, id: '5', name: 'titled', components: [{ type: 'HEADER', format: 'TEXT', text: 'For {{1}}' }, body('Hello {{1}}.')] },
  {
    ...base,
    id: '6',
    name: 'linked',
    components: [
      body('Track it.'),
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Stop' },
          { type: 'URL', text: 'Track', url: 'https://harbour.example/t/{{1}}' },
        ],
      },
    ],
  },
  { ...base, id: '7', name: 'paused', status: 'PAUSED', components: [body('x')] },
  { ...base, id: '8', name: 'disabled', status: 'DISABLED', components: [body('x')] },
  { ...base, id: '9', name: 'rejected', status: 'REJECTED', components: [body('x')] },
  { ...base, id: '10', name: 'code', category: 'AUTHENTICATION', components: [body('Your code is {{1}}.')] },
] as Template[];

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp({ templates });
});
afterEach(() => setup.stop());

const texts = (...values: string[]) => values.map((value) => ({ type: 'text', text: value }));
const part = (type: string, parameters: unknown[], more: object = {}) => ({ type, parameters, ...more });
const names = (...given: [string, string][]) => given.map(([parameter_name, value]) => ({ type: 'text', parameter_name, text: value }));
const image = { type: 'image', image: { link: 'https://harbour.example/i.jpg' } };

function send(name: string, components: unknown[] = [], more: object = {}, version = 'v26.0') {
  const template = { name, language: { code: 'en_US' }, ...(components.length > 0 ? { components } : {}) };
  return setup.send<GraphErrorBody>({ to: ANA, type: 'template', template, ...more }, version);
}

test.each<[string, unknown[], string]>([
  ['plain', [], 'Your berth is ready.'],
  ['two', [part('body', texts('Ana $& $1', 'Sunday'))], 'Hello Ana $& $1, until Sunday, Ana $& $1.'],
  ['named', [part('body', names(['last', 'Pereira'], ['first', 'Ana']))], 'Hello Ana Pereira.'],
  ['image', [part('header', [image])], 'Look.'],
  ['titled', [part('header', texts('Ana')), part('body', texts('Ana'))], 'Hello Ana.'],
  ['linked', [part('button', texts('42'), { sub_type: 'url', index: '1' })], 'Track it.'],
  ['code', [part('body', texts('123456'))], 'Your code is 123456.'],
])('sendMessage 200: the template %s with the right values is accepted and rendered', async (name, components, shown) => {
  expect((await send(name, components)).status).toBe(200);
  expect(setup.whatsapp.phone(ANA).map(({ text }) => text)).toEqual([shown]);
  expect(setup.whatsapp.violations).toEqual([]);
});

test.each<[string, string, unknown[], number]>([
  ['too few values', 'two', [part('body', texts('Ana'))], 132000],
  ['too many values', 'two', [part('body', texts('a', 'b', 'c'))], 132000],
  ['values for a template without variables', 'plain', [part('body', texts('a'))], 132000],
  ['no values at all', 'named', [], 132000],
  ['a text header without its value', 'titled', [part('body', texts('Ana'))], 132000],
  ['named variables without parameter_name', 'named', [part('body', texts('Ana', 'Pereira'))], 132012],
  ['a parameter_name that is unknown', 'named', [part('body', names(['first', 'Ana'], ['middle', 'P']))], 132012],
  ['a parameter_name twice', 'named', [part('body', names(['first', 'Ana'], ['first', 'P']))], 132012],
  ['a parameter_name where variables have none', 'two', [part('body', names(['1', 'Ana'], ['2', 'P']))], 132012],
  ['a text where the header is an image', 'image', [part('header', texts('Ana'))], 132012],
  ['no header where it is an image', 'image', [], 132012],
  ['an image in the body', 'two', [part('body', [image, ...texts('x')])], 132012],
  ['an empty value', 'two', [part('body', texts('Ana', ''))], 131008],
  ['a value without text', 'two', [part('body', [{ type: 'text' }, ...texts('x')])], 131008],
  ['a link button without its value', 'linked', [], 131008],
  ['a button that does not exist', 'linked', [part('button', texts('42'), { sub_type: 'url', index: '7' })], 132018],
  ['a line break', 'two', [part('body', texts('Ana', 'a\nb'))], 132018],
  ['a tab', 'two', [part('body', texts('Ana', 'a\tb'))], 132018],
  ['five spaces', 'two', [part('body', texts('Ana', 'a     b'))], 132018],
])('sendMessage 400: a template with %s', async (_what, name, components, code) => {
  const answer = await send(name, components);
  expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
  expect(setup.whatsapp.phone(ANA)).toEqual([]);
});

test('sendMessage 200: four spaces in a value are taken', async () => {
  expect((await send('two', [part('body', texts('Ana', 'a    b'))])).status).toBe(200);
});

test('sendMessage 400: a value no template takes is 100 before v23, and told as a breach of the contract', async () => {
  const answer = await send('two', [part('body', texts('Ana', 'a\nb'))], {}, 'v22.0');
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  expect(setup.whatsapp.violations).toEqual([expect.stringContaining('sendMessage: body/template')]);
});

test('sendMessage 400: a text that gets too long with its values is 132005, a template that is its body alone may be longer', async () => {
  const long = 'x'.repeat(1024);
  expect(await send('titled', [part('header', texts('Ana')), part('body', texts(long))])).toMatchObject({
    status: 400,
    body: { error: { code: 132005 } },
  });
  expect((await send('code', [part('body', texts(long))])).status).toBe(200);
});

test.each([
  ['unknown', 404, 132001],
  ['rejected', 404, 132001],
  ['paused', 400, 132015],
  ['disabled', 400, 132016],
])('sendMessage: the template %s is %i with code %i', async (name, status, code) => {
  expect(await send(name)).toMatchObject({ status, body: { error: { code } } });
});

test('sendMessage 404: a template in a language it does not have is 132001', async () => {
  const template = { name: 'plain', language: { code: 'pt_PT' } };
  expect(await setup.send({ to: ANA, type: 'template', template })).toMatchObject({ status: 404, body: { error: { code: 132001 } } });
});

test('sendMessage 400: an authentication template to a user id is 131062, other templates reach it', async () => {
  const toId = { to: undefined, recipient: 'US.123' };
  expect(await send('code', [part('body', texts('123456'))], toId)).toMatchObject({ status: 400, body: { error: { code: 131062 } } });
  expect((await send('plain', [], toId)).status).toBe(200);
});

test('sendMessage 200: a template fails late when the file of its header does not exist', async () => {
  await send('image', [part('header', [{ type: 'image', image: { id: '404' } }])]);
  await setup.settle();
  expect(setup.statuses()).toMatchObject([{ status: 'failed', errors: [{ code: 131053 }] }]);
});

test('configure: templates change while it runs', async () => {
  setup.whatsapp.configure({ templates: templates.map((template) => ({ ...template, status: 'PAUSED' })) });
  expect(await send('plain')).toMatchObject({ status: 400, body: { error: { code: 132015 } } });
});
