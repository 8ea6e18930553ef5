import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSimulatorClock } from '../../mocks/simulators.ts';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { PHONE } from './sizes.ts';
import { overflowsSideways, seriousFindings, useBrowser } from './stage.ts';

const browser = useBrowser();
const ANA = '15551230001';
const clock = createSimulatorClock({ running: true });
let sandbox: TestProvider;
beforeAll(async () => {
  sandbox = await startProvider({ clock });
});
afterEach(() => sandbox.peers.faults.clear());
afterAll(() => sandbox.stopAll());

const open = (options?: Parameters<typeof browser.open>[1]) => browser.open(`${sandbox.url}/#/trouble`, options);
const write = (text: string) => sandbox.peers.whatsapp.write({ from: ANA, message: { type: 'text', text } });
const fromWhatsApp = (page: Page) => page.locator('.balance-sheet', { hasText: 'From WhatsApp' });
const says = (page: Page, words: string) => fromWhatsApp(page).filter({ hasText: words }).waitFor();

test('trouble: Pipedrive goes down and comes back by a switch; the balance sheet is right all the while, in every view', async () => {
  const page = await open();
  const down = page.getByRole('switch', { name: 'Pipedrive is down' });
  await down.click();
  await page.getByText('Going wrong now: Pipedrive is down.').waitFor();
  await write('are you there?');
  await says(page, '1 received = 0 delivered + 1 waiting + 0 refused');
  for (const view of ['Look inside', 'Set-up', 'Contracts', 'Talk']) {
    await page.getByRole('link', { name: view, exact: true }).click();
    expect(await fromWhatsApp(page).isVisible(), view).toBe(true);
    await says(page, '1 waiting');
  }
  await page.getByRole('link', { name: 'Time and trouble' }).click();
  expect(await down.getAttribute('aria-checked')).toBe('true');
  await down.click();
  await page.getByText('Everything works.').waitFor();
  await page.getByRole('button', { name: 'An hour' }).click();
  await says(page, '1 received = 1 delivered + 0 waiting + 0 refused');
});

test('trouble: one for the next message only is used up by it, and the page tells', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Next one: Pipedrive wants a pause' }).click();
  await page.getByText('Going wrong now: Pipedrive wants a pause.').waitFor();
  await write('slowly');
  await page.getByText('Everything works.').waitFor();
  await page.getByRole('button', { name: 'Next one: Pipedrive wants a pause' }).waitFor();
});

test('trouble: what somebody else set is told and can be ended', async () => {
  sandbox.peers.faults.set({ side: 'whatsapp', kind: 'delay', operation: 'downloadMedia', ms: 5 });
  const page = await open();
  await page.getByText('delay downloadMedia').waitFor();
  await page.getByRole('button', { name: 'Let everything work again' }).click();
  await page.getByText('Everything works.').waitFor();
  expect(sandbox.peers.faults.list()).toEqual([]);
});

test('trouble: time jumps by a button or a span, and what belongs to it happens on the way', async () => {
  const page = await open();
  const shown = page.locator('.trouble-clock time');
  await shown.waitFor();
  const before = clock.now();
  await page.getByRole('button', { name: 'Past the reply window' }).click();
  await page.getByText('Time has passed').waitFor();
  expect(clock.now() - before).toBeGreaterThanOrEqual(86_460_000);
  await page.getByLabel('Another time').fill('2');
  await page.getByRole('combobox', { name: 'in' }).selectOption('hours');
  await page.getByRole('button', { name: 'Let it pass' }).click();
  await until(() => clock.now() - before >= 86_460_000 + 7_200_000);
  const title = `${new Date(clock.now()).toISOString().slice(0, 13).replace('T', ' ')}`;
  await until(async () => ((await shown.getAttribute('title')) ?? '').startsWith(title));
  await page.getByText(/1 day and \d+ hours? ahead of this machine/).waitFor();
});

test('trouble: fits a phone, without serious findings, in both schemes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open({ viewport: PHONE, colorScheme });
    await page.getByRole('switch', { name: 'Webhooks are held up' }).click();
    await page.getByText('Going wrong now').waitFor();
    expect(await overflowsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Let everything work again' }).click();
    await page.getByText('Everything works.').waitFor();
  }
});
