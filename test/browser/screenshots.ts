import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.ts';
import { playConversation } from './played-conversation.ts';
import { startSandbox } from './sandbox.ts';
import { DESK, PHONE } from './sizes.ts';

/**
 * Takes the pictures of the README from a sandbox where people have talked: every view at a desk in the light, and the first one on a phone in the dark.
 * `npm run screenshots -- FOLDER` puts them elsewhere.
 */
const folder = process.argv[2] ?? fileURLToPath(new URL('../../mocks/screenshots', import.meta.url));
/** The page listens for news for ever, so that there is no moment of silence to wait for. */
const SETTLED_MS = 1500;

await mkdir(folder, { recursive: true });
const sandbox = await startSandbox();
await playConversation(sandbox);
const browser = await launchChromium();
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
    await page.goto(`${sandbox.url}/#/${view}`);
    const shown = page.locator(`.view-${view}:not([hidden])`);
    await shown.waitFor();
    await shown.getByText('Opening…').waitFor({ state: 'hidden' });
    if (view === 'talk') await page.locator('.bubble').last().waitFor();
    await page.waitForTimeout(SETTLED_MS);
    const path = join(folder, `${view}-${name}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  await context.close();
}
await browser.close();
await sandbox.end();
