import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerAsProvider, CHANNEL, CONVERSATION, conversation, message, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
});
afterEach(() => setup.stop());

const load = () => setup.pipedrive.loadOlder(CHANNEL, CONVERSATION);
const ids = () => setup.pipedrive.inbox(CHANNEL, CONVERSATION).map(({ id }) => id);

/** Three messages, one on each page; the cursor after the last page is what is given. */
function servePages(last?: string): void {
  const page = (id: string, next?: string) => conversation([message({ id })], next);
  const pages: Record<string, unknown> = { none: page('ms_3', 'c2'), c2: page('ms_2', 'c1'), c1: page('ms_1', last) };
  setup.provider.answer = (request) => {
    const url = new URL(request.url, setup.provider.url);
    if (url.pathname.endsWith('/conversations'))
      return { status: 200, body: { success: true, data: [pages['none']], additional_data: {} } };
    const data = pages[url.searchParams.get('after') ?? 'none'];
    return url.pathname.endsWith(CONVERSATION)
      ? { status: 200, body: { success: true, data, additional_data: {} } }
      : answerAsProvider(request);
  };
}

test.each([undefined, '', null])('loadOlder: pages come one by one before what is there, until the cursor is %s', async (end) => {
  servePages(end as string | undefined);
  await setup.register();
  expect(ids()).toEqual(['ms_3']);
  expect(await load()).toEqual({ status: 200, added: 1, more: true });
  expect(await load()).toEqual({ status: 200, added: 1, more: false });
  expect(ids()).toEqual(['ms_1', 'ms_2', 'ms_3']);
  const before = setup.provider.seen.length;
  expect(await load()).toEqual({ status: null, added: 0, more: false });
  expect(setup.provider.seen).toHaveLength(before);
  expect(setup.pipedrive.breaches).toEqual([]);
});

test('loadOlder: the cursor that asked comes back: a breach, and the end', async () => {
  servePages('c1');
  await setup.register();
  await load();
  expect(await load()).toEqual({ status: 200, added: 1, more: false });
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['cursor-constant']);
});

test('loadOlder: a page that fails is a breach, and can be asked for again', async () => {
  servePages();
  await setup.register();
  setup.provider.answer = () => ({ status: 500 });
  expect(await load()).toEqual({ status: 500, added: 0, more: true });
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['provider-failed']);
  servePages();
  expect(await load()).toEqual({ status: 200, added: 1, more: true });
});

test('loadOlder: a conversation that the inbox does not know is refused', async () => {
  await setup.register();
  await expect(load()).rejects.toThrow(CONVERSATION);
});

test('receiveMessage 200: without wholeHistory only the newest page of a new conversation is read, and loadOlder reads on', async () => {
  setup.pipedrive.configure({ wholeHistory: false });
  await setup.register();
  servePages();
  await setup.receive({ id: 'ms_3' });
  await setup.pipedrive.idle();
  expect(ids()).toEqual(['ms_3']);
  expect(await load()).toEqual({ status: 200, added: 1, more: true });
  expect(ids()).toEqual(['ms_2', 'ms_3']);
});
