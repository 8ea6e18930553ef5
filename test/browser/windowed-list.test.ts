import type { html } from 'lit-html';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { createWindowedList } from '../../src/console/page/components/windowed-list.ts';
import { startProvider, type TestProvider } from '../support/provider.ts';
import { useBrowser } from './stage.ts';

const browser = useBrowser();
let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stopAll());

interface Message {
  id: number;
  lines: number;
}
interface Parts {
  createWindowedList: typeof createWindowedList;
  html: typeof html;
}
interface Bench {
  list: { show(items: readonly Message[]): void; scrollToEnd(): void; scrollToKey(key: string): void };
  scroller: HTMLElement;
  /** Messages `from` to `to`, of different heights. */
  messages(from: number, to: number): Message[];
}

/** A page that holds nothing but a chat of this list, 400 by 600 pixels. */
async function openList(anchor: 'start' | 'end', count: number): Promise<Page> {
  const page = await browser.open(provider.url);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  // As a text, because the test's own build would change an import.
  await page.evaluate(`Promise.all([import('/assets/components/windowed-list.ts'), import('/assets/lib/lit-html.js')])
    .then(([{ createWindowedList }, { html }]) => { globalThis.parts = { createWindowedList, html }; })`);
  await page.evaluate(
    ({ anchor, count }) => {
      const { createWindowedList, html } = (globalThis as unknown as { parts: Parts }).parts;
      const messages = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, offset) => ({ id: from + offset, lines: 1 + (((from + offset) * 7) % 5) }));
      const list = createWindowedList({
        label: 'Messages',
        key: ({ id }: Message) => String(id),
        row: ({ id, lines }: Message) =>
          html`<div class="line">${Array.from({ length: lines }, (_, line) => html`<p>message ${id}, line ${line}</p>`)}</div>`,
        estimatePx: 40,
        anchor,
        newest: 'New messages',
      });
      const box = document.createElement('main');
      Object.assign(box.style, { width: '400px', height: '600px' });
      document.body.replaceChildren(box);
      box.append(list.element);
      list.show(messages(0, count));
      Object.assign(globalThis, { bench: { list, messages, scroller: list.element.querySelector('.windowed-scroller') } });
    },
    { anchor, count },
  );
  return page;
}

/** Runs in the page: rows in sight with the place of their upper edge, from the top of the list. */
const inSight = (page: Page) =>
  page.evaluate(() => {
    const { scroller } = (globalThis as unknown as { bench: Bench }).bench;
    const { top, bottom } = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll('.windowed-row')]
      .map((row) => ({ text: row.querySelector('p')?.textContent?.split(',')[0] ?? '', box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > top && box.top < bottom)
      .sort((a, b) => a.box.top - b.box.top)
      .map(({ text, box }) => ({ text, top: Math.round(box.top - top), bottom: Math.round(box.bottom - top) }));
  });

/** Waits until rows are in sight and stay where they are for ten pictures. */
async function atRest(page: Page) {
  await page.evaluate(async () => {
    const { scroller } = (globalThis as unknown as { bench: Bench }).bench;
    const picture = () => `${scroller.scrollTop} ${scroller.scrollHeight} ${scroller.querySelector('.windowed-rows')?.textContent?.trim()}`;
    for (let before = '', same = 0; same < 10; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = picture();
      same = now === before && scroller.querySelector('.windowed-row') ? same + 1 : 0;
      before = now;
    }
  });
  return inSight(page);
}

const run = <T>(page: Page, act: (bench: Bench) => T): Promise<T> => page.evaluate(`(${String(act)})(globalThis.bench)`) as Promise<T>;

test('windowed list: of 10,000 rows few are in the document, and the newest is at the lower edge', async () => {
  const page = await openList('end', 10_000);
  const rows = await atRest(page);
  expect(rows.at(-1)).toMatchObject({ text: 'message 9999', bottom: 600 });
  expect(await page.locator('.windowed-row').count()).toBeLessThan(60);
  const last = page.locator('.windowed-row').last();
  expect([await last.getAttribute('aria-setsize'), await last.getAttribute('aria-posinset')]).toEqual(['10000', '10000']);
});

test('windowed list: rows neither overlap nor leave gaps, wherever one scrolls to', async () => {
  const page = await openList('end', 10_000);
  await atRest(page);
  for (const share of [0.5, 0.1, 0, 0.99]) {
    await page.evaluate((part) => {
      const { scroller } = (globalThis as unknown as { bench: Bench }).bench;
      scroller.scrollTop = scroller.scrollHeight * part;
    }, share);
    const rows = await atRest(page);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows[0]?.top).toBeLessThanOrEqual(0);
    expect(rows.at(-1)?.bottom).toBeGreaterThanOrEqual(600);
    for (const [index, row] of rows.slice(1).entries()) {
      expect(Math.abs(row.top - (rows[index]?.bottom ?? 0)), `${share} ${row.text}`).toBeLessThanOrEqual(1);
      expect(Number(row.text.split(' ')[1])).toBe(Number(rows[index]?.text.split(' ')[1]) + 1);
    }
  }
});

test('windowed list: whoever is at the end stays there, whoever reads further up is not moved and told of what came', async () => {
  const page = await openList('end', 1000);
  await atRest(page);
  await run(page, ({ list, messages }) => list.show(messages(0, 1003)));
  expect((await atRest(page)).at(-1)).toMatchObject({ text: 'message 1002', bottom: 600 });

  await page.evaluate(() => {
    (globalThis as unknown as { bench: Bench }).bench.scroller.scrollTop -= 5000;
  });
  const before = await atRest(page);
  await page.getByRole('button', { name: 'New messages' }).waitFor();
  expect(await page.locator('.windowed-newest.is-unseen').count()).toBe(0);
  await run(page, ({ list, messages }) => list.show(messages(0, 1010)));
  expect(await atRest(page)).toEqual(before);
  expect(await page.locator('.windowed-newest.is-unseen').count()).toBe(1);
  await page.getByRole('button', { name: 'New messages' }).click();
  expect((await atRest(page)).at(-1)).toMatchObject({ text: 'message 1009', bottom: 600 });
  await page.getByRole('button', { name: 'New messages' }).waitFor({ state: 'detached' });
});

test('windowed list: when it gets lower, whoever is at the end stays there, and whoever reads further up is not moved', async () => {
  const page = await openList('end', 1000);
  await atRest(page);
  const lower = (height: string) =>
    page.evaluate((to) => {
      (document.querySelector('main') as HTMLElement).style.height = to;
    }, height);
  await lower('400px');
  expect((await atRest(page)).at(-1)).toMatchObject({ text: 'message 999', bottom: 400 });
  await page.evaluate(() => {
    (globalThis as unknown as { bench: Bench }).bench.scroller.scrollTop -= 3000;
  });
  const [before] = await atRest(page);
  await lower('300px');
  expect((await atRest(page))[0]).toEqual(before);
});

test('windowed list: older rows that come in front move nothing', async () => {
  const page = await openList('end', 500);
  await run(page, ({ list, messages }) => list.show(messages(400, 500)));
  await atRest(page);
  await page.evaluate(() => {
    (globalThis as unknown as { bench: Bench }).bench.scroller.scrollTop = 300;
  });
  const before = await atRest(page);
  await run(page, ({ list, messages }) => list.show(messages(300, 500)));
  expect(await atRest(page)).toEqual(before);
});

test('windowed list: rows of another conversation begin at the end, and none are left when there are none', async () => {
  const page = await openList('end', 1000);
  await atRest(page);
  await page.evaluate(() => {
    (globalThis as unknown as { bench: Bench }).bench.scroller.scrollTop = 2000;
  });
  await atRest(page);
  await run(page, ({ list, messages }) => list.show(messages(5000, 5100)));
  expect((await atRest(page)).at(-1)).toMatchObject({ text: 'message 5099', bottom: 600 });
  await run(page, ({ list }) => list.show([]));
  await page.locator('.windowed-row').first().waitFor({ state: 'detached' });
  await run(page, ({ list, messages }) => list.show(messages(0, 2)));
  expect((await atRest(page)).map(({ text }) => text)).toEqual(['message 0', 'message 1']);
});

test('windowed list: a short chat sits at the lower edge, a log begins at the upper one', async () => {
  const chat = await atRest(await openList('end', 2));
  expect(chat.map(({ text }) => text)).toEqual(['message 0', 'message 1']);
  expect(chat.at(-1)?.bottom).toBe(600);
  const log = await atRest(await openList('start', 1000));
  expect(log[0]).toMatchObject({ text: 'message 0', top: 0 });
});

test('windowed list: is scrolled with the keyboard, and a row is found by its key', async () => {
  const page = await openList('end', 10_000);
  await atRest(page);
  await page.getByRole('region', { name: 'Messages' }).focus();
  await page.keyboard.press('Home');
  expect((await atRest(page))[0]).toMatchObject({ text: 'message 0', top: 0 });
  await run(page, ({ list }) => list.scrollToKey('5000'));
  expect((await atRest(page)).map(({ text }) => text)).toContain('message 5000');
  await page.getByRole('region', { name: 'Messages' }).focus();
  await page.keyboard.press('End');
  await expect.poll(async () => (await atRest(page)).at(-1)?.text, { timeout: 30_000 }).toBe('message 9999');
});

test.each([
  ['at the end it is there again, with what came meanwhile', 0, 'message 1004'],
  ['further up it is where it was', 4000, undefined],
])('windowed list: hidden and shown again, %s', async (_what, up, last) => {
  const page = await openList('end', 1000);
  await atRest(page);
  await page.evaluate((by) => {
    (globalThis as unknown as { bench: Bench }).bench.scroller.scrollTop -= by;
  }, up);
  const before = await atRest(page);
  await page.evaluate(async () => {
    const { list, messages } = (globalThis as unknown as { bench: Bench }).bench;
    const box = document.querySelector('main') as HTMLElement;
    const pictures = async () => {
      for (let count = 0; count < 5; count += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    box.hidden = true;
    await pictures();
    list.show(messages(0, 1005));
    await pictures();
    box.hidden = false;
  });
  const after = await atRest(page);
  if (last === undefined) expect(after).toEqual(before);
  else expect(after.at(-1)).toMatchObject({ text: last, bottom: 600 });
});

test('windowed list: going up by the wheel, every row moves by as much as the wheel says, whatever heights come to light', async () => {
  const page = await openList('end', 10_000);
  await atRest(page);
  await page.mouse.move(200, 300);
  for (let turn = 0; turn < 20; turn += 1) {
    const before = await inSight(page);
    await page.mouse.wheel(0, -150);
    const after = new Map((await atRest(page)).map(({ text, top }) => [text, top]));
    const moved = before.flatMap(({ text, top }) => (after.has(text) ? [(after.get(text) as number) - top] : []));
    expect(moved.length, `turn ${turn}`).toBeGreaterThan(2);
    for (const distance of moved) expect(Math.abs(distance - 150), `turn ${turn}: ${moved.join(' ')}`).toBeLessThanOrEqual(2);
  }
});
