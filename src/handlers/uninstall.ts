import { uninstall as endInstallationOf } from '../domain/installing.ts';
import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

/** Pipedrive tells that a user took the app away; it does not heed the answer. */
export const uninstall =
  ({ store, clock, installing }: ConsoleServices): ConsoleHandler<'uninstall'> =>
  async ({ body }) => {
    if (body.client_id !== installing.clientId)
      throw new AppError('INVALID_REQUEST', 'client_id is not the one of this app (PIPEDRIVE_CLIENT_ID).');
    const notice = { companyId: Number(body.company_id), userId: Number(body.user_id), at: instantOf(body.timestamp) };
    const outcome = await endInstallationOf(store, notice, { now: clock.now(), graceDays: installing.graceDays });
    installing.onNotice({ notice: 'uninstall', companyId: notice.companyId, outcome });
    return { status: 200, body: { success: true } };
  };

/** Seconds and milliseconds since 1970, dates with a zone, and dates without one, which are UTC as everywhere at Pipedrive. */
export function instantOf(timestamp: string | number | undefined): number | undefined {
  if (timestamp === undefined) return undefined;
  const text = String(timestamp).trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) < 100_000_000_000 ? Number(text) * 1000 : Number(text);
  const withoutZone = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(text);
  const at = Date.parse(withoutZone ? `${withoutZone[1]}T${withoutZone[2]}Z` : text);
  return Number.isFinite(at) ? at : undefined;
}
