import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type TestProvider } from '../support/provider.ts';
import { CONSOLE_TOKEN, type LiveSimulators, startLiveSimulators } from './live-simulators.ts';
import { PHONE } from './sizes.ts';
import { overflowsSideways, seriousFindings, useBrowser } from './stage.ts';

const browser = useBrowser();
let sandbox: TestProvider;
let live: LiveSimulators;
beforeAll(async () => {
  sandbox = await startProvider();
  live = await startLiveSimulators();
});
afterAll(async () => {
  await sandbox.stopAll();
  await live.stop();
});

const UNAUTHORIZED = /status of 401/;
const ANA = '15551230001';

async function signIn(url: string): Promise<Page> {
  const page = await browser.open(`${url}/#/setup`, { expected: UNAUTHORIZED });
  await page.getByLabel('Console token').fill(CONSOLE_TOKEN);
  await page.getByLabel('Console token').press('Enter');
  await page.getByRole('heading', { name: 'Set-up', level: 1 }).waitFor({ state: 'attached' });
  return page;
}

const write = (text: string) => live.simulators.whatsapp.write({ from: ANA, message: { type: 'text', text } });

/** The item of the checklist, when it has that mark. */
const step = (page: Page, title: string, mark: string) => page.locator('.step', { hasText: title }).filter({ hasText: `: ${mark}` });

test('set-up: from red to green as things are put right, without loading the page anew', { timeout: 90_000 }, async () => {
  const wrong = await signIn(await live.start({ WHATSAPP_APP_SECRET: 'of-another-app', PUBLIC_URL: 'http://provider.harbour.example' }));
  await step(wrong, 'An address that both reach', 'wrong').waitFor();
  await step(wrong, 'Connect the company', 'to do').waitFor();
  await write('hello');
  await step(wrong, 'WhatsApp’s webhook', 'wrong').click();
  const detail = wrong.getByRole('article', { name: 'WhatsApp’s webhook' });
  await detail.getByText('A delivery was signed with another app secret.').waitFor();
  expect(await detail.locator('.remedy-wrong').first().innerText()).toContain('WHATSAPP_APP_SECRET');
  expect(await detail.innerText()).not.toContain(live.simulators.credentials.verifyToken);

  await wrong.getByRole('button', { name: 'Run the doctor' }).click();
  await step(wrong, 'Credentials', 'wrong').click();
  await wrong.getByRole('article', { name: 'Credentials' }).getByText('app-secret-wrong').waitFor();
  expect(await wrong.getByRole('status').filter({ hasText: 'doctor' }).innerText()).toBe('The doctor found something wrong.');
  await wrong.context().close();

  const page = await signIn(await live.start());
  await step(page, 'Connect the company', 'to do').waitFor();
  await live.install();
  await step(page, 'Connect the company', 'done').waitFor();
  await step(page, 'A channel', 'done').waitFor();
  await write('hello again');
  await step(page, 'WhatsApp’s webhook', 'done').waitFor();
  await step(page, 'An address that both reach', 'done').waitFor();
  await step(page, 'The first message', 'done').waitFor();
  const { store, channel } = live.app();
  const [conversation] = await store.conversations(channel.id, { limit: 1 });
  await live.simulators.pipedrive.typeReply({ channelId: channel.id, conversationId: conversation?.id ?? '', text: 'hi' });
  await step(page, 'The first answer', 'done').waitFor();
  await step(page, 'The Pipedrive app', 'done').waitFor();
  await page.getByRole('heading', { name: 'All is set up' }).waitFor();
  expect(await page.getByRole('button', { name: /Clean slate/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Time and trouble' }).count()).toBe(0);
});

test('set-up: the form is prefilled, and a channel that is created stands in the table, in the inbox', async () => {
  const page = await browser.open(`${sandbox.url}/#/setup/channel`);
  const rows = page.getByRole('row');
  await rows.nth(1).waitFor();
  expect(await page.getByLabel('Phone number id').inputValue()).toBe('106540352242923');
  await page.getByLabel('Name in the inbox').fill('Second line');
  await page.getByRole('button', { name: 'Create channel' }).click();
  const row = rows.filter({ hasText: 'Second line' });
  await row.getByText('in the inbox').waitFor();
  expect(sandbox.peers.pipedrive.channels().map(({ name }) => name)).toContain('Second line');
  expect(await page.getByLabel('Name in the inbox').inputValue()).toBe('WhatsApp 3');
});

test('set-up: what is refused is told, and what was typed stays', async () => {
  const page = await browser.open(`${sandbox.url}/#/setup/channel`, { expected: /status of 409/ });
  await page.getByLabel('Phone number id').fill('106540352242922');
  await page.getByRole('button', { name: 'Create channel' }).click();
  await page.getByText('belongs to channel').waitFor();
  expect(await page.getByLabel('Phone number id').inputValue()).toBe('106540352242922');
});

test('set-up: addresses are copied, the manifest is downloaded', async () => {
  const page = await browser.open(`${sandbox.url}/#/setup/pipedrive-app`, {
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  await page.getByRole('button', { name: 'Copy: Callback URL' }).click();
  await page.getByText('Callback URL copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${sandbox.config.publicUrl}/auth/pipedrive/callback`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download manifest.json' }).click()]);
  expect(download.suggestedFilename()).toBe('manifest.json');
  expect(download.url()).toBe(`${sandbox.url}/manifest.json`);
});

test('set-up: a clean slate asks first, and then nothing is left', async () => {
  await sandbox.peers.whatsapp.deliver(JSON.stringify({ object: 'whatsapp_business_account', entry: 5 }));
  const page = await browser.open(`${sandbox.url}/#/setup`);
  await page.getByText('From WhatsApp').waitFor();
  await page.getByRole('button', { name: /Clean slate/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect((await sandbox.app.store.counts()).quarantined).toBe(1);
  await page.getByRole('button', { name: /Clean slate/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove everything' }).click();
  await page.getByText('Everything is gone').waitFor();
  expect(await sandbox.app.store.counts()).toMatchObject({ messages: 0, deliveries: 0, quarantined: 0 });
  expect((await sandbox.app.store.channels()).map(({ id }) => id)).toEqual([sandbox.channelId]);
});

test('set-up: on a phone one thing at a time, list or step, and both without serious findings', async () => {
  const page = await browser.open(`${sandbox.url}/#/setup`, { viewport: PHONE });
  const list = page.getByRole('list').filter({ has: page.locator('.step') });
  await list.waitFor();
  for (const title of ['A channel', 'WhatsApp’s webhook', 'The Pipedrive app']) {
    await page.locator('.step', { hasText: title }).click();
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
    expect(await list.isVisible()).toBe(false);
    expect(await overflowsSideways(page), title).toBe(false);
    expect(await seriousFindings(page), title).toEqual([]);
    await page.getByRole('link', { name: 'All steps' }).click();
    await list.waitFor();
  }
});
