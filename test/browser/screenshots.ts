import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.ts';
import { playConversation } from './played-conversation.ts';
import { startSandbox } from './sandbox.ts';
import { DESK, PHONE } from './sizes.ts';

/**
 * Takes the pictures of the README: every view at a desk in the light, and on a phone in the dark. `npm run screenshots -- FOLDER` puts them elsewhere.
 */
const folder = process.argv[2] ?? fileURLToPath(new URL('../../mocks/screenshots', import.meta.url));
const VIEWS = ['talk', 'inside', 'trouble', 'setup', 'contracts'];

await mkdir(folder, { recursive: true });
const sandbox = await startSandbox();
await playConversation(sandbox);
const browser = await launchChromium();
for (const [name, viewport, colorScheme] of [
  ['desk', DESK, 'light'],
  ['phone', PHONE, 'dark'],
] as const) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  for (const view of VIEWS) {
    await page.goto(`${sandbox.url}/#/${view}`);
    await page.locator(`.view-${view}:not([hidden])`).waitFor();
    if (view === 'talk') await page.locator('.bubble').last().waitFor();
    const path = join(folder, `${view}-${name}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  await context.close();
}
await browser.close();
await sandbox.end();
