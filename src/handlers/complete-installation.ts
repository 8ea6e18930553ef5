import type { StateVerdict } from '../domain/install-states.ts';
import { type Installed, install } from '../domain/installing.ts';
import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { browserSecretIn, noInstallCookie } from './install-cookie.ts';
import { PAGE_HEADERS, type Page, renderPage } from './page.ts';
import { toAuthorisePage } from './start-installation.ts';

/** The browser comes back from Pipedrive. */
export const completeInstallation =
  (services: ConsoleServices): ConsoleHandler<'completeInstallation'> =>
  async ({ query, headers, method }) => {
    const { publicUrl, installing } = services;
    const { code, state, error } = query;
    const page = (shown: Page) => {
      const answer = { ...PAGE_HEADERS, 'Set-Cookie': noInstallCookie(publicUrl) };
      return { status: 200 as const, headers: answer, body: renderPage(shown) };
    };
    if (error === 'user_denied') return page(deniedPage(publicUrl));
    if (error !== undefined) throw new AppError('PIPEDRIVE_FAILED', 'Pipedrive broke the installation off. Begin again in some minutes.');
    // Whoever looks at a link before following it must not use its code up.
    if (code === undefined || method === 'HEAD') throw new AppError('INVALID_REQUEST', 'Pipedrive sent no code along. Begin again.');
    if (state === undefined) return toAuthorisePage(services);
    const verdict = installing.states.redeem(state, browserSecretIn(publicUrl, headers.cookie));
    if (verdict !== 'good') throw new AppError('INVALID_REQUEST', WHY_NOT[verdict]);
    const installed = await install(services.installing, code);
    installing.onInstalled(installed);
    return page(installedPage(installed, services));
  };

const WHY_NOT: Readonly<Record<Exclude<StateVerdict, 'good'>, string>> = {
  unknown: 'This address was not made by this provider. Begin again.',
  expired: 'More than ten minutes have passed since the installation was begun. Begin again.',
  'other-browser':
    'The installation was not begun in this browser, or once more in another tab. Begin again, and finish it in the same browser.',
  used: 'This address was used already: if it said "Installed" before, everything is done and this page can be closed. Otherwise begin again.',
};

const deniedPage = (publicUrl: string): Page => ({
  title: 'Not installed',
  paragraphs: ['The app was not allowed, so nothing was kept.'],
  link: { href: `${publicUrl}/auth/pipedrive`, text: 'Begin again' },
});

function installedPage({ installation, channels }: Installed, { installing }: Pick<ConsoleServices, 'installing'>): Page {
  const { companyName, userName, isAdmin, apiDomain, scopes } = installation;
  const first = channels.some(({ id }) => id === installing.firstChannelId);
  const next = first
    ? 'Your WhatsApp channel belongs to this company now; its messages appear in the Messaging inbox.'
    : channels.length > 0
      ? 'Your channels are connected again; what waited for them is being delivered.'
      : 'No channel belongs to this user yet. The operator of this provider adds one in the console.';
  return {
    title: `Installed for ${companyName}`,
    paragraphs: [
      `Connected as ${userName}.`,
      next,
      ...(isAdmin ? [] : [NO_ADMIN]),
      ...(scopes.includes('messengers-integration') ? [] : [NO_SCOPE]),
    ],
    link: { href: apiDomain, text: 'Back to Pipedrive' },
  };
}

const NO_ADMIN =
  'This user is no administrator in Pipedrive, and only administrators can register channels. Let one of them install the app as well.';
const NO_SCOPE =
  'Pipedrive did not give the scope messengers-integration, without which nothing reaches the inbox. The operator adds it to the app in Developer Hub; then install once more.';
