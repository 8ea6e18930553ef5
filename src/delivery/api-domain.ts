/**
 * Judges the `api_domain` that comes with tokens: our calls, and the access token with them, go there. Gives the address without an end slash, or undefined
 * for anything but an https host below pipedrive.com. Where PIPEDRIVE_API_URL names another server, addresses on that very server are accepted too.
 */
export function createApiDomainCheck(apiUrl: string): (apiDomain: string) => string | undefined {
  const own = URL.parse(apiUrl)?.origin;
  return (apiDomain) => {
    const address = URL.parse(apiDomain);
    if (address?.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '') return undefined;
    const { protocol, port, hostname, pathname } = address;
    const isPipedrive = protocol === 'https:' && port === '' && hostname.endsWith('.pipedrive.com') && pathname === '/';
    if (!isPipedrive && address.origin !== own) return undefined;
    return `${address.origin}${pathname.replace(/\/+$/, '')}`;
  };
}

/** Where a company's API is (pipedrive-api.yaml, servers): on its own host it stands below `/api`. */
export const companyApiOf = (apiDomain: string): string => `${apiDomain}/api`;
