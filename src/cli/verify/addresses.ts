import { operations } from '../../../generated/pipedrive-provider/operations.ts';
import type { ProviderOperation, Query } from './provider-caller.ts';
import { NotRun } from './rule.ts';

/** Templates of a manifest: absolute addresses with `:variables`, by operation. */
export type Endpoints = Readonly<Partial<Record<ProviderOperation, string>>>;

const LONG_TAIL = '/conversations/:sourceConversationId/messages/:sourceMessageId';
const SHORT_TAIL = '/messages/:sourceMessageId';

/** Where this project's own document puts each operation below `url`; for providers without a manifest. */
export function usualEndpoints(url: string): Endpoints {
  return Object.fromEntries(
    Object.entries(operations).map(([id, { path }]) => [id, `${url}${path.replace(/\{(\w+)\}/g, ':$1')}`]),
  ) as Endpoints;
}

/**
 * What a manifest says, together with the second published path of getMessageById, which no manifest carries. Undefined where the document
 * has no endpoints at all.
 */
export function endpointsOf(manifest: unknown): Endpoints | undefined {
  const endpoints = (manifest as { endpoints?: unknown } | undefined)?.endpoints;
  if (typeof endpoints !== 'object' || endpoints === null) return undefined;
  const found = Object.fromEntries(
    Object.entries(endpoints).filter(([key, value]) => key in operations && typeof value === 'string'),
  ) as Partial<Record<ProviderOperation, string>>;
  const long = found.getMessageById;
  if (long?.includes(LONG_TAIL)) found.getChannelMessageById = long.replace(LONG_TAIL, SHORT_TAIL);
  return found;
}

/** The same paths on another host: what is asked about is the provider at `url`, wherever its manifest says it is reached in public. */
export const rebased = (endpoints: Endpoints, url: string): Endpoints =>
  Object.fromEntries(
    Object.entries(endpoints).map(([key, template]) => [key, template.replace(/^https?:\/\/[^/]+/, new URL(url).origin)]),
  ) as Endpoints;

/** The address of one call. `raw` goes in as it stands, everything else encoded. Throws NotRun when the manifest has no such endpoint. */
export function addressOf(
  endpoints: Endpoints,
  operation: ProviderOperation,
  params: Readonly<Record<string, string>>,
  { raw = {}, query = {} }: { raw?: Readonly<Record<string, string>>; query?: Query } = {},
): string {
  const template = endpoints[operation];
  if (template === undefined) throw new NotRun(`the manifest names no address for ${operation}`);
  const values = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
  const search = new URLSearchParams(values).toString();
  // The port of an address looks like a variable but begins with a digit.
  const path = template.replace(/:([A-Za-z]\w*)/g, (_all, name: string) => raw[name] ?? encodeURIComponent(params[name] ?? ''));
  return search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`;
}
