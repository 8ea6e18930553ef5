import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { PHONE } from './sizes.ts';
import { overflowsSideways, seriousFindings, useBrowser } from './stage.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
// Hooks of this kind run from the last to the first: the pages are closed before what they show is gone.
afterEach(() => sandbox.end());
const browser = useBrowser();

const ANA = '15551230001';
const NUMBER = '106540352242922';
const CHAT = `/chats/${ANA}/${NUMBER}`;
const file = (name: string) => fileURLToPath(new URL(`../../mocks/files/${name}`, import.meta.url));
const phone = (page: Page) => page.getByRole('region', { name: 'Phone', exact: true });
const inbox = (page: Page) => page.getByRole('region', { name: 'Inbox', exact: true });
const onPhone = (page: Page) => page.getByRole('region', { name: 'Messages on the phone' });
const inThread = (page: Page) => page.getByRole('region', { name: 'Messages in the inbox' });
const phoneField = (page: Page) => phone(page).getByRole('textbox', { name: /^Message as/ });
const answerField = (page: Page) => inbox(page).getByRole('textbox', { name: /^Answer/ });

async function writeFirst(page: Page, text: string): Promise<void> {
  await phoneField(page).fill(text);
  await phoneField(page).press('Enter');
  await inThread(page).getByText(text, { exact: true }).waitFor();
}

test('talk: a conversation both ways, with files, a voice message, a reaction and a quote', async () => {
  const page = await browser.open(sandbox.url);
  await phone(page).getByRole('button', { name: 'Hello, do you still have berths for spring?' }).click();
  await inThread(page).getByText('Hello, do you still have berths for spring?').waitFor();

  const chosen = page.waitForEvent('filechooser');
  await inbox(page).getByRole('button', { name: 'Attach files' }).click();
  await (await chosen).setFiles([file('offer.pdf'), file('kayak.png')]);
  await inbox(page).getByText('kayak.png').waitFor();
  await answerField(page).fill('The offer, and the boat.');
  await answerField(page).press('Enter');
  await onPhone(page)
    .getByRole('link', { name: /offer\.pdf/ })
    .waitFor();
  // The tick, all the way: taken, on the phone, read.
  await inThread(page).getByText('Read', { exact: true }).first().waitFor();

  await onPhone(page).getByRole('button', { name: 'Reply to this message' }).last().click();
  await phoneField(page).fill('Thank you!');
  await phoneField(page).press('Enter');
  await onPhone(page)
    .locator('.bubble', { hasText: 'Thank you!' })
    .getByRole('button', { name: /WhatsApp/ })
    .waitFor();
  await onPhone(page).getByRole('button', { name: 'React' }).first().click();
  await onPhone(page).getByRole('button', { name: 'React with ❤️' }).click();
  await inThread(page)
    .getByText(/reacted with ❤️/)
    .waitFor();

  await phone(page).getByRole('button', { name: 'Send something else' }).click();
  await phone(page).getByRole('button', { name: 'Voice message' }).click();
  await inThread(page).getByRole('button', { name: 'Play Voice message' }).waitFor();
});

test('talk: files are dropped on either side, and the picture is shown on both', async () => {
  const page = await browser.open(sandbox.url);
  await writeFirst(page, 'hello');
  const drop = async (place: string, name: string) => {
    const data = await page.evaluateHandle((name) => {
      const transfer = new DataTransfer();
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
      const bytes = Uint8Array.from(atob(canvas.toDataURL('image/png').split(',')[1] ?? ''), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: 'image/png' }));
      return transfer;
    }, name);
    await page.dispatchEvent(place, 'dragenter', { dataTransfer: data });
    await page.getByText(/^Drop to/).waitFor();
    await page.dispatchEvent(place, 'drop', { dataTransfer: data });
    await page.getByText(/^Drop to/).waitFor({ state: 'detached' });
  };
  await drop('.phone', 'from-ana.png');
  await phoneField(page).press('Enter');
  await drop('.thread', 'from-us.png');
  await answerField(page).press('Enter');
  for (const side of [onPhone(page), inThread(page)]) {
    for (const index of [0, 1]) {
      const picture = side.locator('.file-picture img').nth(index);
      await picture.waitFor();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(8);
    }
  }
  await onPhone(page).locator('.file-picture').first().click();
  await page.getByRole('dialog').getByRole('link', { name: 'Download' }).waitFor();
});

test('talk: two tabs show the same as it happens', async () => {
  const [one, two] = [await browser.open(sandbox.url), await browser.open(sandbox.url)];
  await writeFirst(one, 'hello from the first tab');
  await inThread(two).getByText('hello from the first tab').waitFor();
  await answerField(two).fill('hello from the second');
  await answerField(two).press('Enter');
  await onPhone(one).getByText('hello from the second').waitFor();
  await inThread(one).getByText('Read', { exact: true }).waitFor();
});

test('talk: after a restart of the provider not one line is missing, and the conversation goes on', async () => {
  const page = await browser.open(sandbox.url, { expected: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|ERR_CONNECTION_RESET|ERR_EMPTY/ });
  await writeFirst(page, 'before the stop');
  expect(await sandbox.reply(ANA, 'answered before')).toMatchObject({ status: 200 });
  await onPhone(page).getByText('answered before').waitFor();
  await sandbox.stop();
  await page.getByText('Reconnecting').waitFor();
  await sandbox.start();
  await sandbox.ask('POST', CHAT, { text: 'while nobody looked' });
  await page.getByText('Live', { exact: true }).waitFor();
  for (const text of ['before the stop', 'answered before', 'while nobody looked']) {
    await onPhone(page).getByText(text, { exact: true }).waitFor();
    await inThread(page).getByText(text, { exact: true }).waitFor();
  }
  await writeFirst(page, 'and on it goes');
});

test('talk: a failed send says why and what to do; one that is refused can be taken back, and a template goes instead', async () => {
  const page = await browser.open(sandbox.url);
  await writeFirst(page, 'hello');
  await phone(page).getByRole('button', { name: 'Settings of this phone' }).click();
  const settings = page.getByRole('dialog');
  await settings.getByRole('checkbox', { name: /^In reach/ }).uncheck();
  await settings.getByRole('button', { name: 'Close' }).click();
  await answerField(page).fill('are you there?');
  await answerField(page).press('Enter');
  const failure = inThread(page).locator('.failure');
  await failure.waitFor();
  expect(await failure.innerText()).toMatch(/^Not delivered\. .*\S/);
  await inThread(page).getByRole('button', { name: 'Failed' }).click();
  await inThread(page)
    .getByText(/gave up on it/)
    .waitFor();
  expect(await onPhone(page).getByText('are you there?').count()).toBe(0);

  // After a day only templates are taken: the provider refuses before anything is sent.
  const { controlUrl } = await controlOf(sandbox);
  await fetch(`${controlUrl}/clock/advance`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"by":"P1D"}' });
  await inbox(page).getByText('Templates only').waitFor();
  await answerField(page).fill('too late');
  await answerField(page).press('Enter');
  const refused = inThread(page).getByRole('alert');
  await refused.waitFor();
  expect(await refused.innerText()).toMatch(/Not sent\.[\s\S]*template/);
  await refused.getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(() => answerField(page).inputValue()).toBe('too late');

  await sandbox.ask('PUT', `/people/${ANA}`, { reachable: true });
  await inbox(page).getByRole('button', { name: 'Choose a template' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a template' });
  await dialog.getByRole('button', { name: /berth_reminder.*en_US/ }).click();
  expect(await dialog.getByLabel('Variable 1').inputValue()).toBe('Ana');
  await dialog.getByLabel('Variable 2').fill('21 November');
  expect(await dialog.getByRole('group', { name: /will see/ }).innerText()).toContain('your berth is booked until 21 November.');
  await dialog.getByRole('button', { name: 'Send template' }).click();
  await onPhone(page).getByText('Template berth_reminder (en_US)').waitFor();
  await inThread(page)
    .getByText(/booked until 21 November/)
    .waitFor();
});

test('talk: nothing that a customer types, sends or is called becomes markup', async () => {
  const attack = `<img src=x onerror="window.ran=1"><script>window.ran=1</script><b>bold</b>`;
  await sandbox.ask('PUT', `/people/${ANA}`, { name: attack });
  await sandbox.ask('POST', CHAT, { text: `${attack} javascript:alert(1) https://example.com/"onmouseover="x` });
  await sandbox.ask('POST', CHAT, { contact: { name: attack, phone: attack.slice(0, 60) } });
  await sandbox.ask('POST', CHAT, { location: { latitude: 1, longitude: 1, name: attack, address: attack } });
  const form = new FormData();
  form.append('caption', attack);
  form.append('files', new Blob(['<script>window.ran=1</script>'], { type: 'text/html' }), '<img src=x onerror=1>.html');
  form.append(
    'files',
    new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=1"/>'], { type: 'image/svg+xml' }),
    'drawing.svg',
  );
  expect((await fetch(`${sandbox.url}/playground${CHAT}/files`, { method: 'POST', body: form })).status).toBe(200);

  const page = await browser.open(sandbox.url);
  await onPhone(page).getByText(attack).first().waitFor();
  await inThread(page).getByText(attack).first().waitFor();
  await page.getByRole('heading', { name: attack }).waitFor();
  await phone(page).locator('.picker-button').click();
  await onPhone(page).getByText('<img src=x onerror=1>.html').waitFor();
  const found = await page.evaluate(() => ({
    ran: (globalThis as { ran?: unknown }).ran,
    bold: document.querySelectorAll('.view-talk b, .view-talk script, .view-talk [onerror], .view-talk [onmouseover]').length,
    links: [...document.querySelectorAll<HTMLAnchorElement>('.view-talk a')].map(({ protocol }) => protocol),
  }));
  expect(found).toMatchObject({ ran: undefined, bold: 0 });
  expect(found.links.filter((protocol) => protocol !== 'http:' && protocol !== 'https:')).toEqual([]);
});

test('talk: on 390 pixels phone and inbox are two tabs, and nothing is wider than the screen', async () => {
  const page = await browser.open(sandbox.url, { viewport: PHONE });
  await phoneField(page).fill('hello from a small screen');
  await phoneField(page).press('Enter');
  await onPhone(page).getByText('hello from a small screen').waitFor();
  expect(await overflowsSideways(page)).toBe(false);
  await page.getByRole('tab', { name: /^Inbox/ }).click();
  await inThread(page).getByText('hello from a small screen').waitFor();
  await answerField(page).fill('and an answer');
  await answerField(page).press('Enter');
  await inThread(page).getByText('and an answer').waitFor();
  expect(await overflowsSideways(page)).toBe(false);
  await inbox(page).getByRole('button', { name: 'Back to the inbox' }).click();
  await inbox(page)
    .getByRole('button', { name: /and an answer/ })
    .click();
  await page.getByRole('tab', { name: /^Phone/ }).click();
  await onPhone(page).getByText('and an answer').waitFor();
});

test('talk: what is unread is counted until the conversation is opened; search finds it by what was written', async () => {
  const page = await browser.open(sandbox.url);
  await writeFirst(page, 'hello');
  await sandbox.ask('PUT', '/people/15551230002', { name: 'Ben Costa' });
  await sandbox.ask('POST', `/chats/15551230002/106540352242923`, { text: 'about the engine' });
  const ben = inbox(page).getByRole('button', { name: /Ben Costa.*about the engine.*1 unread/ });
  await ben.waitFor();
  await inbox(page).getByLabel('Search the inbox').fill('ENGINE');
  await inbox(page)
    .getByRole('button', { name: /^Ana|Customer 0001/ })
    .waitFor({ state: 'detached' });
  await ben.click();
  await inThread(page).getByText('about the engine').waitFor();
  await inbox(page)
    .getByRole('button', { name: /Ben Costa.*unread/ })
    .waitFor({ state: 'detached' });
  // The phone beside it is Ben's, in the chat with the other number.
  await phone(page).getByRole('heading', { name: 'WhatsApp Service' }).waitFor();
  await inbox(page).getByLabel('Search the inbox').fill('nobody says this');
  await inbox(page)
    .getByText(/no message says it/)
    .waitFor();
});

test.each(['light', 'dark'] as const)('talk: an accessibility scan finds nothing serious, in %s', async (colorScheme) => {
  await sandbox.ask('POST', CHAT, { text: 'hello https://example.com' });
  for (const sample of ['image', 'document', 'voice']) await sandbox.ask('POST', CHAT, { sample });
  await sandbox.ask('POST', CHAT, { location: { latitude: 1, longitude: 1 } });
  const page = await browser.open(sandbox.url, { colorScheme });
  await inThread(page).getByText('[voice message]').waitFor();
  await sandbox.reply(ANA, 'hi');
  await inThread(page).getByText('Read', { exact: true }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await phone(page).getByRole('button', { name: 'Send something else' }).click();
  await phone(page).locator('.picker-button').click();
  expect(await seriousFindings(page), 'with menus').toEqual([]);
  await page.keyboard.press('Escape');
  await inbox(page).getByRole('button', { name: 'Send a template' }).click();
  await page.getByRole('group', { name: /will see/ }).waitFor();
  expect(await seriousFindings(page), 'with templates').toEqual([]);
});

async function controlOf(of: Sandbox): Promise<{ controlUrl: string }> {
  return { controlUrl: `http://127.0.0.1:${Number(new URL(of.url).port) + 1000}` };
}
