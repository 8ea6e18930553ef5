import { expect, test } from 'vitest';
import { type Pending, rowsOf } from '../../src/console/page/talk/rows.ts';
import type { Message } from '../../src/console/page/talk/types.ts';

const message = (id: string, from: Message['from']): Message => ({
  ...{
    id,
    from,
    kind: 'text',
    text: id,
    status: 'sent',
    at: '2026-03-02T10:00:00.000Z',
    files: [],
    about: null,
    template: null,
    emoji: null,
  },
  ...{ voice: false, location: null, contacts: [] },
});
const pending = (id: string, after: string | undefined, failure?: string): Pending => ({
  ...{ id, after, failure, from: 'customer', text: id, files: [] },
});
const shown = (messages: Message[], under: Pending[]) =>
  rowsOf(messages, { more: false, pending: under }).flatMap(({ kind, key }) => (kind === 'message' || kind === 'pending' ? [key] : []));

test.each([
  ['nothing came: all are under way', [message('a', 'customer')], [pending('p', 'a')], ['a', 'p']],
  ['its message came first: it is shown once', [message('a', 'customer'), message('b', 'customer')], [pending('p', 'a')], ['a', 'b']],
  [
    'an answer came: it is not the one that was sent',
    [message('a', 'customer'), message('b', 'business')],
    [pending('p', 'a')],
    ['a', 'b', 'p'],
  ],
  ['one of two came', [message('a', 'customer')], [pending('p', undefined), pending('q', undefined)], ['a', 'q']],
  ['what failed stays', [message('a', 'customer'), message('b', 'customer')], [pending('p', 'a', 'refused')], ['a', 'b', 'p']],
])('what is being sent: %s', (_, messages, under, expected) => {
  expect(shown(messages, under)).toEqual(expected);
});
