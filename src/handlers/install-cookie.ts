import { INSTALL_STATE_SECONDS } from '../domain/install-states.ts';

/** Behind https the name itself has browsers refuse a cookie that another host or page set. */
const nameAt = (publicUrl: string): string => `${isSecure(publicUrl) ? '__Host-' : ''}pipedrive-install`;
const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

const cookie = (publicUrl: string, value: string, seconds: number): string =>
  `${nameAt(publicUrl)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? '; Secure' : ''}`;

/** Set-Cookie that ties an installation to the browser. Lax: it comes along when Pipedrive sends the browser back. */
export const installCookie = (publicUrl: string, browserSecret: string): string => cookie(publicUrl, browserSecret, INSTALL_STATE_SECONDS);

/** Set-Cookie that takes it away. */
export const noInstallCookie = (publicUrl: string): string => cookie(publicUrl, '', 0);

/** The browser's secret in a Cookie header. */
export function browserSecretIn(publicUrl: string, header: string | undefined): string | undefined {
  const prefix = `${nameAt(publicUrl)}=`;
  const found = header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix));
  return found?.slice(prefix.length);
}
