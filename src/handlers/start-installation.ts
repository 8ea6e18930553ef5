import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { installCookie } from './install-cookie.ts';

/** What sends a browser to Pipedrive: a fresh state there, the browser's secret here. */
export function toAuthorisePage({ publicUrl, installing }: Pick<ConsoleServices, 'publicUrl' | 'installing'>) {
  const { state, browserSecret } = installing.states.begin();
  return {
    status: 302 as const,
    headers: {
      Location: installing.authorizeUrl(state),
      'Set-Cookie': installCookie(publicUrl, browserSecret),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    },
  };
}

export const startInstallation =
  (services: ConsoleServices): ConsoleHandler<'startInstallation'> =>
  () =>
    toAuthorisePage(services);
