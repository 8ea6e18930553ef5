import type { Company } from './companies.ts';

/** One user with the two links that decide. */
export interface Choice {
  company: Company;
  user: Company['users'][number];
  allow: string;
  deny: string;
}

/** The page on which somebody agrees, as each of the simulated users. No scripts: every choice is a link. */
export function consentPage(scopes: readonly string[], choices: readonly Choice[]): string {
  const rows = choices.map(
    ({ company, user, allow, deny }) =>
      `<li>${text(user.name)}, ${text(company.name)} (${text(company.slug)})${user.admin ? ', administrator' : ''}: ` +
      `<a href="${text(allow)}">Allow and install</a> <a href="${text(deny)}">Deny</a></li>`,
  );
  return page(
    'Install this app?',
    `<p>The app asks for: ${text(scopes.join(', '))}.</p><p>This is the simulated Pipedrive. Decide as one of its users:</p><ul>${rows.join('')}</ul>`,
  );
}

/** What the browser shows when nobody can be asked. */
export const refusalPage = (why: string): string => page('This app cannot be installed', `<p>${text(why)}</p>`);

/** What stands in a redirection. The address is in its header only: it holds a code. */
export const goOnPage = (): string => page('Back to the app', '<p>The browser goes on by itself.</p>');

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
