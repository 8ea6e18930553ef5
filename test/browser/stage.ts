import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from './chromium.ts';
import { DESK } from './sizes.ts';

export interface OpenOptions {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  context?: Omit<BrowserContextOptions, 'viewport' | 'colorScheme'>;
  /** Complaints that this test brings about itself, and which therefore do not fail it. */
  expected?: RegExp;
}

/** How long a test waits for something on the page: far more than it takes, on a machine that does other things too. */
const PATIENCE_MS = 30_000;

/**
 * A browser for the tests of one file. Every page it opens is watched: whatever the browser complains about (an error on the console, one that nobody
 * caught, a breach of the content security policy, a file that could not be loaded) fails the test.
 */
export function useBrowser() {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    const open = contexts;
    contexts = [];
    await Promise.all(open.map((context) => context.close()));
    const told = complaints;
    complaints = [];
    expect(told, 'complaints of the browser').toEqual([]);
  });

  return {
    /** Opens an address in a browser of its own: no cookies, no cache, no storage. */
    async open(url: string, { viewport = DESK, colorScheme = 'light', context = {}, expected }: OpenOptions = {}): Promise<Page> {
      const own = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', timezoneId: 'Europe/Berlin', ...context });
      own.setDefaultTimeout(PATIENCE_MS);
      contexts.push(own);
      const page = await own.newPage();
      await watch(page, (complaint) => {
        if (!expected?.test(complaint)) complaints.push(complaint);
      });
      await page.goto(url);
      return page;
    },
  };
}

/** Tells everything the browser complains about; breaches of the policy also where a report would be all there is of them. */
async function watch(page: Page, tell: (complaint: string) => void): Promise<void> {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') tell(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => tell(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    // Streams end when their page does.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') tell(`request: ${request.url()} ${request.failure()?.errorText}`);
  });
  await page.exposeFunction('tellBreach', (breach: string) => tell(`policy: ${breach}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      void (globalThis as unknown as { tellBreach(breach: string): Promise<void> }).tellBreach(
        `${violatedDirective} ${blockedURI} ${sample}`,
      );
    });
  });
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What an accessibility scan of the whole page finds to be serious or critical, in one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Through the debugger, as an extension would be: the page's policy holds for the page.
  await page.evaluate(`${await axeSource}; undefined`);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}: ${failureSummary}`),
    );
}

/** Whether something on the page is wider than the window. */
export const overflowsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth);
