import type { TestAnswer } from '../support/provider.ts';
import type { Stage } from './stage.ts';

/** A browser as far as an installation needs one: it keeps the provider's cookie and follows nothing by itself. */
export interface Browser {
  /** Opens an address of the provider, given whole or as a path. */
  open(address: string): Promise<TestAnswer>;
  cookie: string | undefined;
}

export function createBrowser(stage: Pick<Stage, 'call'>): Browser {
  const browser: Browser = {
    cookie: undefined,
    async open(address) {
      const url = new URL(address, 'http://provider.invalid');
      const headers: Record<string, string> = browser.cookie === undefined ? {} : { cookie: browser.cookie };
      const answer = await stage.call(`${url.pathname}${url.search}`, { auth: null, headers });
      const set = answer.headers['set-cookie'];
      const [pair = '', ...attributes] = String([set ?? ''].flat()[0]).split('; ');
      if (set !== undefined) browser.cookie = attributes.includes('Max-Age=0') ? undefined : pair;
      return answer;
    },
  };
  return browser;
}

/** The state that an answer of startInstallation sends to Pipedrive. */
export const stateIn = (answer: TestAnswer): string => new URL(String(answer.headers['location'])).searchParams.get('state') ?? '';

/** Begins, lets the user decide at the simulated Pipedrive, and resolves with the address the browser is sent back to. */
export async function consented(
  stage: Stage,
  browser: Browser,
  choice: { companyId?: number; userId?: number; decision?: 'allow' | 'deny' } = {},
): Promise<string> {
  const state = stateIn(await browser.open('/auth/pipedrive'));
  return stage.peers.pipedrive.consent({ decision: 'allow', ...choice, state });
}

/** A user takes the app away, and the simulated Pipedrive tells the provider where it really listens. */
export async function uninstalled(stage: Stage, choice: { companyId?: number; userId?: number } = {}): Promise<number> {
  const { pipedrive } = stage.peers;
  const { callbackUrl } = pipedrive.settings();
  pipedrive.configure({ callbackUrl: `${stage.url}/auth/pipedrive/callback` });
  const { status } = await pipedrive.uninstall(choice);
  pipedrive.configure({ callbackUrl });
  return status;
}
