import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Where WhatsApp keeps files (reference: lookaside.fbsbx.com; the others have been seen in addresses it gave). */
const MEDIA_HOSTS = ['fbsbx.com', 'fbcdn.net', 'whatsapp.net'] as const;

/** `api`: the server that the operator configured, wherever it is. `vendor`: a host of Meta's, to be reached over the public internet only. */
export type AddressKind = 'api' | 'vendor';

/**
 * Whether a file may be fetched from that address, and how. An address comes from outside: it must not make us ask a machine of our own network, nor hand the access token
 * to a stranger. Undefined: refused.
 */
export function judgeMediaAddress(address: string, apiUrl: string): AddressKind | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, protocol, hostname, port, username, password } = new URL(address);
  if (username !== '' || password !== '') return undefined;
  if (origin === new URL(apiUrl).origin) return 'api';
  const ours = MEDIA_HOSTS.some((host) => hostname.endsWith(`.${host}`));
  return protocol === 'https:' && port === '' && ours && isIP(hostname) === 0 ? 'vendor' : undefined;
}

const reserved = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  reserved.addSubnet(net, prefix, 'ipv4');
/** Only 2000::/3 is handed out to the public; of it, tunnels to IPv4 (6to4, Teredo) and documentation are not. */
const publicSix = new BlockList();
publicSix.addSubnet('2000::', 3, 'ipv6');
for (const [net, prefix] of [
  ['2002::', 16],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
] as const)
  reserved.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address belongs to the public internet. Everything that is not plainly public is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !reserved.check(address, 'ipv4');
  return isIP(address) === 6 && publicSix.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
}

/** A name resolution for sockets that knows no private addresses: the check and the connection see the same answer, so that a name cannot change in between. */
export function publicLookup(resolve: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = error ? [] : found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (error) callback(error, []);
      else if (!first) callback(Object.assign(new Error('the name leads to no public address'), { code: 'EACCES' }), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
