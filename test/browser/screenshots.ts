import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { serve } from '../../src/cli/serve.ts';
import { freePort } from '../support/free-port.ts';
import { launchChromium } from './chromium.ts';
import { DESK, PHONE } from './sizes.ts';

/**
 * Takes the pictures of the README from a sandbox where a customer and a salesperson have talked: every view at a desk in the light, and the first one
 * on a phone in the dark. `npm run screenshots -- FOLDER` puts them elsewhere.
 */
const folder = process.argv[2] ?? fileURLToPath(new URL('../../mocks/screenshots', import.meta.url));
const SETTLED_MS = 1500;
const file = (name: string) => fileURLToPath(new URL(`../../mocks/files/${name}`, import.meta.url));

await mkdir(folder, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'screenshots-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const provider = await serve({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
const browser = await launchChromium();
let hasTalked = false;
for (const [name, viewport, colorScheme, views] of [
  ['desk', DESK, 'light', ['talk', 'inside', 'trouble', 'setup', 'contracts']],
  ['phone', PHONE, 'dark', ['talk']],
] as const) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  for (const view of views) {
    await page.goto(`${url}/#/${view}`);
    const shown = page.locator(`.view-${view}:not([hidden])`);
    await shown.waitFor();
    await shown.getByText('Opening…').waitFor({ state: 'hidden' });
    if (!hasTalked) await talk(page);
    hasTalked = true;
    // The page listens for news for ever, so that there is no moment of silence to wait for.
    await page.waitForTimeout(SETTLED_MS);
    const path = join(folder, `${view}-${name}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  await context.close();
}
await browser.close();
await provider.stop();
await rm(dataDir, { recursive: true });

/** A customer asks, a salesperson sends an offer and a picture, and the customer quotes it. */
async function talk(page: Page): Promise<void> {
  const onPhone = page.getByRole('region', { name: 'Messages on the phone' });
  const inThread = page.getByRole('region', { name: 'Messages in the inbox' });
  const inbox = page.getByRole('region', { name: 'Inbox', exact: true });
  await page.getByRole('button', { name: 'Hello, do you still have berths for spring?' }).click();
  await inThread.getByText('Hello, do you still have berths for spring?').waitFor();
  const answer = inbox.getByRole('textbox', { name: /^Answer/ });
  await answer.fill('Yes, two of them. The offer and a picture are on their way.');
  await answer.press('Enter');
  await inThread.getByText('Read', { exact: true }).first().waitFor();
  const chosen = page.waitForEvent('filechooser');
  await inbox.getByRole('button', { name: 'Attach files' }).click();
  await (await chosen).setFiles([file('offer.pdf'), file('kayak.png')]);
  await inbox.getByText('kayak.png').waitFor();
  await answer.press('Enter');
  await onPhone.getByRole('link', { name: /offer\.pdf/ }).waitFor();
  await onPhone.getByRole('button', { name: 'Reply to this message' }).last().click();
  const field = page.getByRole('textbox', { name: /^Message as/ });
  await field.fill('Thank you! I take the first one.');
  await field.press('Enter');
  await inThread.getByText(/I take the first one/).waitFor();
}
