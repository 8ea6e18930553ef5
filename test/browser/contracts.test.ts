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

const DOCUMENTS = ['pipedrive-provider', 'whatsapp-webhooks', 'console', 'whatsapp-cloud', 'pipedrive-api', 'simulators'];

test('contracts: each document is rendered, and the browser refuses none of it', { timeout: 90_000 }, async () => {
  const page = await browser.open(`${sandbox.url}/#/contracts`);
  const links = page.getByRole('navigation', { name: 'Documents' }).getByRole('listitem').getByRole('link');
  await links.first().waitFor();
  expect(await links.count()).toBe(DOCUMENTS.length);
  for (const [index, name] of DOCUMENTS.entries()) {
    const link = page.locator(`a[href="#/contracts/${name}"]`);
    const title = await link.locator('strong').innerText();
    await link.click();
    await page.locator('.info .title', { hasText: title }).waitFor();
    await page.locator('.opblock').first().locator('.opblock-summary-control').click();
    await page.locator('.opblock.is-open .opblock-body').first().waitFor();
    await page.locator('.opblock.is-open .responses-wrapper').first().waitFor();
    // Those of others are for reading.
    expect(await page.locator('.try-out__btn').count(), name).toBe(index < 3 ? 1 : 0);
  }
});

test('contracts: an operation is tried against this very provider', async () => {
  const page = await browser.open(`${sandbox.url}/#/contracts/console`);
  const block = page.locator('.opblock', { hasText: '/health/live' });
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  await block.getByRole('button', { name: 'Execute' }).click();
  const answer = block.locator('.live-responses-table');
  await answer.getByText('"status": "alive"').waitFor();
  expect(await block.locator('.request-url').innerText()).toContain(`${sandbox.url}/health/live`);
});

test('contracts: outside the sandbox the console is tried under the token of the page, which stands nowhere in it', async () => {
  const page = await browser.open(`${await live.start()}/#/contracts/console`, { expected: /status of 401/ });
  await page.getByLabel('Console token').fill(CONSOLE_TOKEN);
  await page.getByLabel('Console token').press('Enter');
  const block = page.locator('.opblock', { hasText: '/console/addresses' });
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  await block.getByRole('button', { name: 'Execute' }).click();
  await block.locator('.live-responses-table').getByText('"mode": "live"').waitFor();
  expect(await page.content()).not.toContain(CONSOLE_TOKEN);
});

test('contracts: a description is text, whatever stands in it', async () => {
  const page = await browser.open('about:blank');
  const evil = `openapi: 3.0.3\ninfo: { title: Evil, version: 1.0.0, description: '<img src=x onerror="ran()"> and <script>ran()</script>' }\npaths: {}\n`;
  await page.route('**/contracts/console.yaml', (route) => route.fulfill({ body: evil, contentType: 'application/yaml' }));
  await page.goto(`${sandbox.url}/#/contracts/console`);
  await page.locator('.info .plain-text').waitFor();
  expect(await page.locator('.info .plain-text').innerText()).toContain('<script>ran()</script>');
  expect(await page.locator('.info img, .info script').count()).toBe(0);
});

test('contracts: readable on a phone, without serious findings, in both schemes', { timeout: 90_000 }, async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.open(`${sandbox.url}/#/contracts/console`, { viewport: PHONE, colorScheme });
    const block = page.locator('.opblock', { hasText: '/playground/clock/advance' });
    await block.locator('.opblock-summary-control').click();
    await block.locator('.opblock-body').waitFor();
    expect(await overflowsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
  }
});
