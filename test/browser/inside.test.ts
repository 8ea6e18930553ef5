import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChannelId } from '../../src/store/ids.ts';
import { messageRefOf } from '../../src/store/ids.ts';
import { startLive } from '../contract/live.ts';
import { buryOne, OTHER_NUMBER } from '../contract/set-aside.ts';
import { ANA, onlyConversation, type Stage, startStage } from '../contract/stage.ts';
import { startPeers, startProvider, until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { DESK, PHONE } from './sizes.ts';
import { overflowsSideways, seriousFindings, useBrowser } from './stage.ts';

const BO = '15551230002';
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());
// Below the stage, so that its pages are closed before their provider is.
const browser = useBrowser();

/** A conversation that the inbox knows: of a new one it reads the history, which repeats what was written. */
const begin = async (from = ANA): Promise<void> => {
  const inbox = () => stage.peers.pipedrive.conversations(stage.channelId).length;
  const before = inbox();
  await stage.write('to begin with', { from });
  await until(() => inbox() > before, 'the conversation in the inbox');
  await stage.peers.pipedrive.idle();
};

const open = (place = '', options: Parameters<typeof browser.open>[1] = {}): Promise<Page> =>
  browser.open(`${stage.url}/#/inside${place}`, options);
/** Lines of the log that hold this text. */
const lines = (page: Page, hasText?: string | RegExp) => page.locator('.log-line', hasText === undefined ? {} : { hasText });
const find = (page: Page, text: string) => page.getByRole('searchbox', { name: 'Find in the log' }).fill(text);
const textsOf = async (page: Page): Promise<string[]> =>
  (await page.locator('.log-line .log-what b').allInnerTexts()).map((text) => text.trim());
/** Where the page says how many lines it shows. */
const shows = (page: Page, count: string) =>
  page.locator('.log-count', { hasText: new RegExp(`^${count}$`) }).waitFor({ state: 'attached' });
/** The newest message, by the id that Pipedrive has of it. */
const newestMessage = async (): Promise<string> => {
  await until(async () => (await stage.conversations()).length > 0, 'the message');
  return (await onlyConversation(stage)).conversation.messages[0]?.id ?? '';
};

test('the log: what a customer writes, and its way to the inbox, appear as they happen', async () => {
  await begin();
  const page = await open();
  await page.getByText('Live', { exact: true }).waitFor();
  await find(page, 'are you there?');
  await page.getByText('No line fits').waitFor();
  await stage.write('are you there?');
  await shows(page, '2 lines');
  expect(await textsOf(page)).toEqual(['receiveWebhook', 'receiveMessage']);
  const [webhook, delivery] = [lines(page).first(), lines(page).last()];
  expect(await webhook.innerText()).toMatch(/from\s+WhatsApp[\s\S]*POST[\s\S]*\/webhooks\/whatsapp[\s\S]*200[\s\S]*contract kept[\s\S]*ms/);
  expect(await delivery.innerText()).toMatch(/to\s+Pipedrive[\s\S]*POST/);
  expect(await webhook.locator('time').getAttribute('title')).toBe('2026-11-20 09:00:00 UTC');
});

test('the log: is narrowed by side, direction, operation, status and broken contracts, and shows everything again', async () => {
  await stage.write('hello');
  await stage.call(`/api/channels/${'c'.repeat(129)}/conversations`);
  const page = await open();
  await lines(page, 'receiveMessage').waitFor();
  await page.getByRole('button', { name: 'Filter' }).click();
  const choose = (label: string, value: string) => page.getByRole('combobox', { name: label }).selectOption(value);

  await choose('Side', 'whatsapp');
  await lines(page, 'receiveMessage').waitFor({ state: 'detached' });
  expect(new Set(await textsOf(page))).toEqual(new Set(['receiveWebhook']));
  await choose('Side', '');
  await choose('Direction', 'out');
  await lines(page, 'receiveWebhook').waitFor({ state: 'detached' });
  expect(await textsOf(page)).toContain('receiveMessage');
  await choose('Direction', '');
  await choose('Operation', 'receiveWebhook');
  await lines(page, 'receiveMessage').waitFor({ state: 'detached' });
  await choose('Operation', '');
  await choose('Status', '4xx');
  await shows(page, '1 line');
  await choose('Status', '');
  await page.getByLabel('Broken contracts only').check();
  await shows(page, '1 line');
  expect(await lines(page).innerText()).toContain('broken');
  await lines(page).click();
  await page.getByText('What Pipedrive asked breaks the contract.').waitFor();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await lines(page, 'receiveMessage').waitFor();
});

test('the log: stands still while it is paused, counts what comes, and goes on with it', async () => {
  await begin();
  const page = await open();
  await lines(page, 'receiveMessage').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  const before = await lines(page).count();
  await stage.write('meanwhile');
  await page.getByRole('button', { name: '2 new' }).waitFor();
  expect(await lines(page).count()).toBe(before);
  await page.getByRole('button', { name: '2 new' }).click();
  await shows(page, `${before + 2} lines`);
  await stage.write('afterwards');
  await shows(page, `${before + 4} lines`);
});

test('the log: follows one conversation, from any of its lines on, also from one that only knows WhatsApp’s id', async () => {
  for (const [from, text] of [
    [ANA, 'from Ana'],
    [BO, 'from Bo'],
  ] as const) {
    await begin(from);
    await stage.write(text, { from });
  }
  const page = await open();
  await find(page, 'from Ana');
  await lines(page, 'receiveWebhook').first().click();
  await page.getByRole('button', { name: 'Follow this conversation' }).click();
  await page.getByText(/Only conversation cv_/).waitFor();
  await shows(page, '2 lines');
  await find(page, '');
  await find(page, 'from Bo');
  await page.getByText('No line fits').waitFor();
  await find(page, '');
  await stage.write('Bo again', { from: BO });
  await stage.write('Ana again');
  await find(page, 'again');
  await shows(page, '2 lines');
  await page.getByRole('link', { name: 'Show all lines' }).click();
  await shows(page, '4 lines');
});

test('the log: a line tells everything about itself, is read by keyboard, and closes with Escape', async () => {
  await begin();
  await stage.write('read me');
  const page = await open('', { context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  await find(page, 'read me');
  await shows(page, '2 lines');
  await lines(page).first().focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: 'Details of the line' });
  await details.getByRole('heading', { name: 'receiveWebhook' }).waitFor();
  expect(await details.getByRole('region', { name: 'Request body' }).innerText()).toContain('"body": "read me"');
  await page.keyboard.press('ArrowDown');
  await details.getByRole('heading', { name: 'receiveMessage' }).waitFor();
  await details.getByRole('button', { name: 'Copy as JSON' }).click();
  await page.getByText('Copied').waitFor();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({
    operationId: 'receiveMessage',
    status: 200,
  });
  expect(await details.innerText()).not.toContain(stage.peers.pipedriveAccessToken);
  await page.keyboard.press('Escape');
  await details.waitFor({ state: 'detached' });
  expect(
    await lines(page)
      .last()
      .evaluate((line) => line === document.activeElement),
  ).toBe(true);
});

test('the log: what a customer wrote is text, whatever it looks like', async () => {
  const script = `<img src="x" onerror="document.title='owned'"><script>document.title='owned'</script>`;
  await begin();
  await stage.write(script, { name: '"><svg onload=alert(1)>' });
  const page = await open();
  await find(page, 'onerror');
  await lines(page, 'receiveMessage').click();
  const body = page.getByRole('region', { name: 'Request body' });
  expect(await body.innerText()).toContain(JSON.stringify(script));
  await page.goto(`${stage.url}/#/inside/message/${encodeURIComponent(await newestMessage())}`);
  await page.getByRole('list', { name: 'Its way' }).waitFor();
  await page.goto(`${stage.url}/#/inside/deliveries`);
  await page.getByRole('button', { name: 'Show content' }).first().click();
  expect(await page.getByRole('region', { name: 'Content of the delivery' }).innerText()).toContain('svg onload');
  expect(await page.locator('[src="x"], [onload], [onerror]').count()).toBe(0);
  expect(await page.title()).toBe('Look inside · Messaging provider');
});

test('where is my message: from a line of the log to its hops, and to what happens next', async () => {
  await begin();
  await stage.write('where am I?');
  const page = await open();
  await find(page, 'where am I?');
  await lines(page, 'receiveMessage').click();
  await page.getByRole('link', { name: 'Where is this message' }).click();
  await page.locator('.trace-head .pill', { hasText: 'delivered' }).waitFor();
  const hops = await page.getByRole('list', { name: 'Its way' }).getByRole('listitem').allInnerTexts();
  expect(hops.map((text) => text.split('\n')[0])).toEqual([
    'The customer wrote it.',
    'WhatsApp delivered it (delivery 2).',
    expect.stringContaining('before WhatsApp got an answer'),
    expect.stringContaining('Pipedrive took it'),
  ]);
  await page.getByText('Nothing more: it is in the inbox.').waitFor();
});

test('where is my message: is found by WhatsApp’s id, and its way goes on while one looks', async () => {
  const id = 'wamid.HBgLMTU1NTEyMzAwMDFiYQ==';
  const page = await open(`/message/${encodeURIComponent(id)}`, { expected: /status of 404/ });
  await page.getByText('No message has this id').waitFor();
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 503, code: 'UNAVAILABLE' });
  await stage.peers.whatsapp.deliver(
    JSON.stringify(deliveryOf(changeOf({ messages: [textMessage('slow', { id, at: stage.clock.now() })] }, { from: ANA, name: 'Ana' }))),
  );
  await page.locator('.trace-head .pill', { hasText: 'waiting' }).waitFor();
  await page.getByText('Pipedrive did not take it: Pipedrive answered 503.').waitFor();
  await page.getByText('nothing has to be done for that', { exact: false }).waitFor();
  await stage.clock.advance(60_000);
  await page.locator('.trace-head .pill', { hasText: 'delivered' }).waitFor();
  await page.getByText(/Pipedrive took it at the 2nd attempt/).waitFor();
});

test('where is my message: the newest are a click away, and any id can be typed', async () => {
  await stage.write('one');
  const id = await newestMessage();
  const page = await open('/message');
  await page.getByRole('link', { name: id }).click();
  await page.getByRole('list', { name: 'Its way' }).waitFor();
  await page.getByLabel('Id of the message').fill(id.replace(/^ms_(.{16})_.*$/, 'cv_$1'));
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.waitForURL(/#\/inside\/message\/cv_/);
  await page.locator('.trace-id', { hasText: id }).waitFor();
});

test('dead letters: one that Pipedrive refused shows its reason, is tried again, and arrives', async () => {
  const page = await open('/dead-letters');
  await page.getByText('Good news: nothing was given up.', { exact: false }).waitFor();
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 400, code: 'REFUSED' });
  await stage.write('refused at first');
  const letter = page.getByRole('listitem', { name: 'Dead letter 1' });
  await letter.getByText(/Pipedrive refused the message \(400/).waitFor();
  expect(await page.getByRole('link', { name: /^Dead letters/ }).innerText()).toMatch(/1$/);
  expect(stage.peers.pipedrive.conversations(stage.channelId)).toEqual([]);
  await letter.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('It is tried again').waitFor();
  await page.getByText('No dead letters').waitFor();
  await until(() => stage.peers.pipedrive.conversations(stage.channelId).length === 1, 'the message in the inbox');
});

test('dead letters: what may have reached the customer goes out again only when somebody says so', async () => {
  await stage.write('hello');
  const messageId = await newestMessage();
  const { id: conversationId } = await onlyConversation(stage);
  const { body } = await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'an answer', files: [] });
  const reply = (JSON.parse(body) as { data: { id: string } }).data.id;
  const ref = messageRefOf(reply);
  if (!ref || messageId === reply) throw new Error('no reply');
  await stage.app.store.transaction(async (tx) =>
    tx.updateSend(stage.channelId as ChannelId, { ...ref, part: 0 }, { state: 'unknown', wamid: null, rank: 0, failure: null }),
  );
  await buryOne(stage, { messageId: reply, destination: 'whatsapp' });
  const sent = () => stage.peers.whatsapp.phone(ANA).filter(({ from }) => from === 'business').length;
  const before = sent();

  const page = await open('/dead-letters', { expected: /status of 409/ });
  const tryAgain = page.getByRole('button', { name: 'Try again' });
  const question = page.getByRole('dialog', { name: 'The customer may have it already' });
  await tryAgain.click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await tryAgain.count()).toBe(1);
  expect(sent()).toBe(before);
  await tryAgain.click();
  await question.getByRole('button', { name: 'Send it all the same' }).click();
  await page.getByText('No dead letters').waitFor();
  await until(() => sent() === before + 1, 'the second send');
});

test('quarantine: an item shows its content on request, and is taken in once its number has a channel', async () => {
  const page = await open('/quarantine');
  await page.getByText('Nothing is set aside').waitFor();
  await stage.write('for another number', { phone: OTHER_NUMBER });
  const item = page.getByRole('listitem', { name: 'Item 1' });
  await item.getByText('No channel has its number').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('for another number');
  await item.getByRole('button', { name: 'Show content' }).click();
  expect(await page.getByRole('region', { name: 'Content of the item' }).innerText()).toContain('"for another number"');
  await page.keyboard.press('Escape');
  await item.getByRole('button', { name: 'Take in again' }).click();
  await page.getByText('It stays here: no channel has its number').waitFor();
  const channel = await stage.addChannel(OTHER_NUMBER);
  await item.getByRole('button', { name: 'Take in again' }).click();
  await page.getByText('It was taken in').waitFor();
  await page.getByText('Nothing is set aside').waitFor();
  const { json } = await stage.call(`/api/channels/${channel.id}/conversations`);
  expect(json.data[0].messages[0].message).toBe('for another number');
});

test('quarantine: an item is let go only after a question', async () => {
  await stage.write('for nobody', { phone: OTHER_NUMBER });
  const page = await open('/quarantine');
  const letGo = page.getByRole('listitem', { name: 'Item 1' }).getByRole('button', { name: 'Let it go' });
  await letGo.click();
  await page.keyboard.press('Escape');
  expect((await stage.app.store.troubles()).quarantined).toBe(1);
  await letGo.click();
  await page.getByRole('dialog', { name: 'Let it go?' }).getByRole('button', { name: 'Let it go' }).click();
  await page.getByText('Nothing is set aside').waitFor();
  expect((await stage.app.store.troubles()).quarantined).toBe(0);
});

test('deliveries: each shows its bytes, and taking one in again stores nothing twice', async () => {
  await stage.write('once');
  const page = await open('/deliveries');
  const delivery = page.getByRole('listitem', { name: 'Delivery 1' });
  await delivery.getByRole('button', { name: 'Show content' }).click();
  expect(await page.getByRole('region', { name: 'Content of the delivery' }).innerText()).toContain('"body": "once"');
  await page.keyboard.press('Escape');
  await delivery.getByRole('button', { name: 'Take in again' }).click();
  await page.getByText('1 there already.').waitFor();
  expect((await onlyConversation(stage)).conversation.messages).toHaveLength(1);
});

test.each([
  ['a desk in the light', DESK, 'light'],
  ['a phone in the dark', PHONE, 'dark'],
] as const)('look inside: on %s everything fits, and an accessibility scan finds nothing serious', async (_what, viewport, colorScheme) => {
  await stage.write('for another number', { phone: OTHER_NUMBER });
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 400, code: 'REFUSED' });
  await stage.write('refused at first');
  await until(async () => (await stage.app.store.troubles()).deadLetters === 1, 'the dead letter');
  const page = await open('', { viewport, colorScheme });
  const check = async (what: string) => {
    expect(await overflowsSideways(page), what).toBe(false);
    expect(await seriousFindings(page), what).toEqual([]);
  };
  await lines(page, 'receiveMessage').waitFor();
  await check('log');
  await page.getByRole('button', { name: 'Filter' }).click();
  await check('filter');
  await page.getByRole('button', { name: 'Filter' }).click();
  await lines(page, 'receiveMessage').click();
  await page.getByRole('region', { name: 'Answer body' }).waitFor();
  await check('details');
  await page.getByRole('link', { name: 'Where is this message' }).click();
  await page.getByRole('link', { name: 'To the dead letters' }).waitFor();
  await check('trace');
  for (const [name, text] of [
    ['Dead letters', 'Try again'],
    ['Quarantine', 'Let it go'],
    ['Deliveries', 'Take in again'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Look inside' }).getByRole('link', { name }).click();
    await page.getByRole('button', { name: text }).filter({ visible: true }).first().waitFor();
    await check(name);
  }
});

test('the log: after a restart of the provider no line is lost or doubled, and it says where it began anew', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'restart-'));
  const peers = await startPeers(dataDir);
  const write = (text: string) =>
    peers.whatsapp.deliver(JSON.stringify(deliveryOf(changeOf({ messages: [textMessage(text)] }, { from: ANA, name: 'Ana' }))));
  let provider = await startProvider({ dataDir, peers });
  const port = new URL(provider.url).port;
  try {
    await write('to begin with');
    await until(() => peers.pipedrive.conversations(provider.channelId).length > 0);
    await peers.pipedrive.idle();
    await write('restart one');
    const page = await browser.open(`${provider.url}/#/inside`, { expected: /ERR_|console\/(events|exchanges)/ });
    await find(page, 'restart one');
    await shows(page, '2 lines');
    await find(page, '');
    await provider.stop();
    await page.getByText(/Reconnecting/).waitFor();
    provider = await startProvider({ dataDir, peers, env: { PORT: port } });
    for (const text of ['restart two', 'restart three', 'restart four']) await write(text);
    await page.getByText('Live', { exact: true }).waitFor();
    await write('restart five');
    await page.getByText('The provider was started anew here.').waitFor();
    await find(page, 'restart ');
    await shows(page, '10 lines');
    expect((await textsOf(page)).toSorted()).toEqual([...Array(5).fill('receiveMessage'), ...Array(5).fill('receiveWebhook')]);
  } finally {
    await provider.stop();
    await peers.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('look inside: outside the sandbox everything is read with the token, and nothing personal is shown', async () => {
  const live = await startLive();
  try {
    const page = await browser.open(`${live.url}/#/inside`, { expected: /status of 401/ });
    await page.getByLabel('Console token').fill('console-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Quiet so far').waitFor();
    await live.call('/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=wrong-token&hub.challenge=1');
    await lines(page, 'verifyWebhook').click();
    const details = page.getByRole('complementary', { name: 'Details of the line' });
    await details.getByText('What the contracts call secret or personal is masked.').waitFor();
    expect(await details.innerText()).not.toContain('wrong-token');
    for (const [name, text] of [
      ['Dead letters', 'No dead letters'],
      ['Quarantine', 'Nothing is set aside'],
      ['Deliveries', 'No deliveries yet'],
      ['Where is my message', 'Which message?'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Look inside' }).getByRole('link', { name }).click();
      await page.getByText(text).waitFor();
    }
  } finally {
    await live.stop();
  }
});
