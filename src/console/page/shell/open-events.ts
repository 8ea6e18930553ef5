import { operations } from '../../../../generated/console/operations.ts';
import type { Api } from './api.ts';
import { ApiError } from './api-error.ts';

/** Asks for the event stream, from behind the event `since` on; null for from now on. Rejects with status 404 where the contract has none. */
export async function openEvents(api: Api, since: string | null, signal: AbortSignal): Promise<Response> {
  const { streamEvents } = operations as { streamEvents?: { path: `/${string}` } };
  if (!streamEvents) throw new ApiError({ status: 404, title: 'Not live', detail: 'This provider has no event stream.' });
  const place = since === null ? {} : { 'Last-Event-ID': since };
  return api.get(streamEvents.path, { signal, headers: { Accept: 'text/event-stream', ...place } });
}
