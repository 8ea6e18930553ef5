import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Live, startLive } from '../contract/live.ts';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { startEventFront } from './event-front.ts';
import { useBrowser } from './stage.ts';

const browser = useBrowser();
let sandbox: TestProvider;
let live: Live;
beforeAll(async () => {
  sandbox = await startProvider();
  live = await startLive();
});
afterAll(async () => {
  await sandbox.stopAll();
  await live.stop();
});

test('the shell: shows that it is live, since when it is not, and goes on behind the last event', async () => {
  const front = await startEventFront(sandbox.url);
  try {
    const page = await browser.open(front.url, { expected: /console\/events/ });
    const said = page.getByRole('banner').getByRole('status');
    await page.getByText('Live', { exact: true }).waitFor();
    expect(front.asked).toEqual([null]);
    front.say('id: e1-5\nevent: clock\ndata: {}\n\n');
    front.break();
    await page.getByText(/Reconnecting/).waitFor();
    expect(await said.innerText()).toMatch(/^Reconnecting since \d\d:\d\d:\d\d$/);
    expect(await said.locator('time').getAttribute('title')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    front.mend();
    await page.getByText('Live', { exact: true }).waitFor();
    await until(() => front.asked.length > 1);
    expect(front.asked.slice(1)).toEqual(['e1-5']);
  } finally {
    await front.stop();
  }
});

test('the shell: a provider that does not answer is named, and asked again on request', async () => {
  const page = await browser.open('about:blank', { expected: /ERR_CONNECTION_REFUSED|ERR_FAILED/ });
  let isBroken = true;
  await page.route('**/console/addresses', (route) => (isBroken ? route.abort('connectionrefused') : route.continue()));
  await page.goto(sandbox.url);
  expect(await page.getByRole('alert').innerText()).toContain('The provider does not answer');
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Talk', level: 1 }).waitFor({ state: 'attached' });
});

test('the shell: a token that the provider no longer takes ends the session, and says so', async () => {
  const front = await startEventFront(live.url);
  try {
    const page = await browser.open(front.url, { expected: /status of 401|console\/events/ });
    await page.getByLabel('Console token').fill('console-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.route('**/console/events', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        json: { title: 'Credentials are missing or wrong', detail: 'Send it.', code: 'UNAUTHORIZED' },
      }),
    );
    front.break();
    await page.getByText('You were signed out').waitFor();
    expect(await page.getByLabel('Console token').inputValue()).toBe('');
  } finally {
    await front.stop();
  }
});

test('the shell: a dialog keeps the focus, closes with Escape, and gives the focus back', async () => {
  const page = await browser.open(sandbox.url);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await page.evaluate(`import('/assets/components/dialog.ts').then(({ createDialogs }) => { globalThis.dialogs = createDialogs(); })`);
  const ask = () =>
    page.evaluate(() => {
      const { dialogs } = globalThis as unknown as { dialogs: { confirm(question: object): Promise<boolean> } };
      Object.assign(globalThis, { answer: 'none' });
      void dialogs
        .confirm({ title: 'Clean slate?', text: 'Everything goes.', action: 'Forget everything', danger: true })
        .then((answer) => {
          Object.assign(globalThis, { answer });
        });
    });
  const answered = (answer: boolean) =>
    page.waitForFunction((wanted) => (globalThis as unknown as { answer: unknown }).answer === wanted, answer);
  const link = page.getByRole('link', { name: 'Set-up', exact: true });
  await link.focus();

  await ask();
  const dialog = page.getByRole('dialog', { name: 'Clean slate?' });
  await dialog.waitFor();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab');
    // Beyond the last button the browser's own controls come, which a page without them shows as its body.
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(
      true,
    );
  }
  await page.keyboard.press('Escape');
  await answered(false);
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);

  await ask();
  await dialog.getByRole('button', { name: 'Forget everything' }).click();
  await answered(true);
  await ask();
  await page.mouse.click(5, 5);
  await answered(false);
  expect(await page.locator('dialog').count()).toBe(0);
});

test('the shell: comes compressed, with the views, in less than 150 kB', async () => {
  const page = await browser.open(sandbox.url);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  const loaded = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
      (entry) => (entry as PerformanceResourceTiming).transferSize,
    ),
  );
  expect(loaded.length).toBeGreaterThan(20);
  expect(loaded.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000);
});
