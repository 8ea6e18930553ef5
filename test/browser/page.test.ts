import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Live, startLive } from '../contract/live.ts';
import { startProvider, type TestProvider } from '../support/provider.ts';
import { PHONE } from './sizes.ts';
import { overflowsSideways, seriousFindings, useBrowser } from './stage.ts';

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

const VIEWS = ['Talk', 'Look inside', 'Time and trouble', 'Set-up', 'Contracts'];
/** The browser notes every answer of 401 on its console. */
const UNAUTHORIZED = /status of 401/;

test('the page: opens in the sandbox without asking, with all five views', async () => {
  const page = await browser.open(sandbox.url);
  await page.getByRole('heading', { name: 'Talk', level: 1 }).waitFor();
  expect(await page.getByRole('navigation', { name: 'Views' }).getByRole('link').allInnerTexts()).toEqual(VIEWS);
  expect(page.url()).toBe(`${sandbox.url}/#/talk`);
});

test('the page: outside the sandbox asks for the token, says when it is wrong, and keeps the right one nowhere', async () => {
  const page = await browser.open(live.url, { expected: UNAUTHORIZED });
  const field = page.getByLabel('Console token');
  for (const wrong of ['not-the-token', 'tökén ✓']) {
    await field.fill(wrong);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').innerText(), wrong).toContain('CONSOLE_TOKEN');
  }
  await field.fill('console-token');
  await field.press('Enter');
  await page.getByRole('heading', { name: 'Look inside', level: 1 }).waitFor();
  expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Look inside', 'Set-up', 'Contracts']);

  const kept = await page.evaluate(async () => ({
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, await indexedDB.databases()]),
    markup: document.documentElement.outerHTML,
    address: location.href,
    entries: performance
      .getEntries()
      .map(({ name }) => name)
      .join(' '),
  }));
  for (const [place, text] of Object.entries(kept)) expect(text, place).not.toContain('console-token');

  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await page.getByLabel('Console token').inputValue()).toBe('');
  await page.reload();
  await page.getByLabel('Console token').waitFor();
});

test('the page: a script that comes into the document does not run, and a text does not become markup', async () => {
  const page = await browser.open(sandbox.url, {
    expected: /^(policy|console): .*(script-src|trusted-types|TrustedHTML|TrustedScript|inline script|event handler)/is,
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const outcome = await page.evaluate(async () => {
    const ran: string[] = [];
    Object.assign(globalThis, { ran: (by: string) => ran.push(by) });
    const attempts: Record<string, () => void> = {
      script: () => {
        const script = document.createElement('script');
        script.append("ran('script')");
        document.body.append(script);
      },
      markup: () => {
        document.body.insertAdjacentHTML('beforeend', `<img src="x" onerror="ran('markup')">`);
      },
      handler: () => {
        const image = document.createElement('img');
        image.setAttribute('onclick', "ran('handler')");
        document.body.append(image);
        image.click();
      },
      eval: () => {
        // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
        globalThis.eval("ran('eval')");
      },
    };
    const attemptAll = () =>
      Object.entries(attempts).flatMap(([name, attempt]) => {
        try {
          attempt();
          return [];
        } catch {
          return [name];
        }
      });
    // The debugger may do what the page may not: a task of the page's own has the page's rights.
    const refused = await new Promise<string[]>((resolve) => setTimeout(() => resolve(attemptAll())));
    return { ran, refused };
  });
  expect(outcome.ran).toEqual([]);
  expect(outcome.refused).toEqual(expect.arrayContaining(['markup', 'eval']));
});

test('the page: every view is reached by keyboard, and is where the focus goes', async () => {
  const page = await browser.open(sandbox.url);
  await page.getByRole('heading', { name: 'Talk', level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  for (const [index, title] of VIEWS.entries()) {
    const link = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: title, exact: true });
    // From the skip link on, one press of Tab per link.
    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    for (let presses = 0; presses <= index; presses += 1) await page.keyboard.press('Tab');
    expect(await link.evaluate((element) => element === document.activeElement), title).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor({ state: 'attached' });
    expect(await link.getAttribute('aria-current')).toBe('page');
    if (index > 0) expect(await page.evaluate(() => document.activeElement?.id), title).toBe('content');
    expect(await page.title()).toBe(`${title} · Messaging provider`);
  }
  await page.goBack();
  await page.getByRole('heading', { name: 'Set-up', level: 1 }).waitFor({ state: 'attached' });
});

test.each(['light', 'dark'] as const)('the page: no view has a serious finding of an accessibility scan, in %s', async (colorScheme) => {
  for (const viewport of [undefined, PHONE]) {
    const page = await browser.open(sandbox.url, { colorScheme, ...(viewport ? { viewport } : {}) });
    for (const title of VIEWS) {
      await page.getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor({ state: 'attached' });
      expect(await seriousFindings(page), title).toEqual([]);
    }
  }
  const login = await browser.open(live.url, { colorScheme, expected: UNAUTHORIZED });
  await login.getByLabel('Console token').waitFor();
  expect(await seriousFindings(login), 'login').toEqual([]);
});

test('the page: fits a screen of 390 pixels, with the views in reach', async () => {
  const page = await browser.open(sandbox.url, { viewport: PHONE });
  for (const title of VIEWS) {
    const link = page.getByRole('link', { name: title, exact: true });
    await link.click();
    const box = await link.boundingBox();
    expect(box?.height, title).toBeGreaterThanOrEqual(44);
    expect(await overflowsSideways(page), title).toBe(false);
  }
});
