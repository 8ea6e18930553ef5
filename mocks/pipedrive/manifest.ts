import { isObject } from './conversation-reading.ts';
import { type Endpoints, type ManifestKey, manifestKeys } from './endpoints.ts';

export const MANIFEST_VERSION = 'v202101';

export type ManifestFaultKind =
  | 'not-an-object'
  | 'version-missing'
  | 'version-unknown'
  | 'unknown-key'
  | 'endpoints-missing'
  | 'endpoint-missing'
  | 'not-an-address'
  | 'not-https'
  | 'variable-missing'
  | 'variable-unknown'
  /** `{name}` where a manifest writes `:name`. */
  | 'variable-in-braces'
  /** Two calls of the same method with the same address: the provider cannot tell them apart. */
  | 'address-twice';

export interface ManifestFault {
  kind: ManifestFaultKind;
  /** The call that is concerned. */
  endpoint?: ManifestKey;
  /** What is wrong and what was expected, for a person. */
  detail: string;
}

export interface ReadManifest {
  /** Every address that can be called. */
  endpoints: Endpoints;
  /** Empty for a manifest that Pipedrive can work with. */
  faults: readonly ManifestFault[];
}

/** What the app makes use of: some calls are needed only then. All of it unless told, as for a provider that serves everything. */
export interface ManifestUse {
  /** Channels are registered with template_support. */
  templates?: boolean;
  /** Some attachment has link_expires. */
  expiringLinks?: boolean;
  /** Some participant has fetch_avatar or avatar_expires. */
  avatars?: boolean;
  /** One user may own several channels. */
  severalChannels?: boolean;
}

/** The variables that must occur in each address. From pipedrive/omnichannel-api-docs and Pipedrive's page on implementing the messaging app extension. */
const variables: Readonly<Record<ManifestKey, readonly string[]>> = {
  getConversations: ['providerChannelId'],
  getConversationById: ['providerChannelId', 'sourceConversationId'],
  postMessage: ['providerChannelId'],
  getSenderById: ['providerChannelId', 'senderId'],
  deleteChannelById: ['providerChannelId'],
  getTemplates: ['providerChannelId'],
  getMessageById: ['providerChannelId', 'sourceConversationId', 'sourceMessageId'],
};

const neededFor: Readonly<Partial<Record<ManifestKey, keyof ManifestUse>>> = {
  getSenderById: 'avatars',
  deleteChannelById: 'severalChannels',
  getTemplates: 'templates',
  getMessageById: 'expiringLinks',
};

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads a manifest document (parsed JSON) and names every fault in it; never throws. http is let through for loopback addresses only. */
export function readManifest(document: unknown, use: ManifestUse = {}): ReadManifest {
  if (!isObject(document)) return { endpoints: {}, faults: [{ kind: 'not-an-object', detail: 'a manifest is a JSON object' }] };
  const faults = [...versionFaults(document['version']), ...keyFaults(document)];
  const given = document['endpoints'];
  if (!isObject(given)) {
    // Invoicing apps have a manifest of the same version.
    const hint = 'features' in document ? '; this looks like the manifest of an invoicing app' : '';
    return { endpoints: {}, faults: [...faults, { kind: 'endpoints-missing', detail: `endpoints must be an object${hint}` }] };
  }
  for (const key of Object.keys(given)) {
    if (!manifestKeys.some((known) => known === key)) {
      faults.push({ kind: 'unknown-key', detail: `endpoints.${key} is none of ${manifestKeys.join(', ')}` });
    }
  }
  const endpoints: Endpoints = {};
  for (const key of manifestKeys) {
    const address = given[key];
    if (address === undefined) faults.push(...missingFaults(key, use));
    else {
      faults.push(...addressFaults(key, address));
      if (typeof address === 'string' && URL.canParse(address)) endpoints[key] = address;
    }
  }
  return { endpoints, faults: [...faults, ...sharedAddressFaults(endpoints)] };
}

function versionFaults(version: unknown): ManifestFault[] {
  if (version === undefined) return [{ kind: 'version-missing', detail: `version must be "${MANIFEST_VERSION}"` }];
  return version === MANIFEST_VERSION ? [] : [{ kind: 'version-unknown', detail: `version must be "${MANIFEST_VERSION}"` }];
}

const keyFaults = (document: Readonly<Record<string, unknown>>): ManifestFault[] =>
  Object.keys(document)
    .filter((key) => key !== 'version' && key !== 'endpoints')
    .map((key) => ({ kind: 'unknown-key', detail: `${key} is neither version nor endpoints` }));

function missingFaults(endpoint: ManifestKey, use: ManifestUse): ManifestFault[] {
  const condition = neededFor[endpoint];
  if (condition && use[condition] === false) return [];
  return [
    { kind: 'endpoint-missing', endpoint, detail: `endpoints.${endpoint} is missing${condition ? ` (needed for: ${condition})` : ''}` },
  ];
}

function addressFaults(endpoint: ManifestKey, address: unknown): ManifestFault[] {
  const fault = (kind: ManifestFaultKind, detail: string): ManifestFault => ({ kind, endpoint, detail: `endpoints.${endpoint} ${detail}` });
  if (typeof address !== 'string' || !URL.canParse(address)) return [fault('not-an-address', 'must be an absolute address')];
  const faults: ManifestFault[] = [];
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname)))
    faults.push(fault('not-https', 'must begin with https://'));
  const wanted = variables[endpoint];
  const found = [...address.matchAll(/:([A-Za-z]\w*)/g)].map(([, name]) => String(name));
  const braced = [...address.matchAll(/\{([^}]*)\}/g)].map(([, name]) => String(name));
  for (const name of braced) faults.push(fault('variable-in-braces', `holds {${name}}; a manifest writes :${name}`));
  for (const name of wanted) {
    if (!found.includes(name) && !braced.includes(name)) faults.push(fault('variable-missing', `must hold :${name}`));
  }
  for (const name of found) {
    if (!wanted.includes(name)) faults.push(fault('variable-unknown', `holds :${name}; Pipedrive fills in ${wanted.join(', ')} here`));
  }
  return faults;
}

function sharedAddressFaults(endpoints: Endpoints): ManifestFault[] {
  const faults: ManifestFault[] = [];
  const owners = new Map<string, ManifestKey>();
  for (const key of manifestKeys) {
    const method = key === 'postMessage' ? 'POST' : key === 'deleteChannelById' ? 'DELETE' : 'GET';
    const address = endpoints[key] && `${method} ${endpoints[key].replace(/:[A-Za-z]\w*/g, ':')}`;
    if (!address) continue;
    const owner = owners.get(address);
    if (owner) faults.push({ kind: 'address-twice', endpoint: key, detail: `endpoints.${key} is the same address as endpoints.${owner}` });
    else owners.set(address, key);
  }
  return faults;
}
