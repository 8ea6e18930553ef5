import { share } from '../domain/installing.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

/** Pipedrive tells that a user shared the app with the company, or ended that. */
export const shareInstallation =
  ({ store, installing }: ConsoleServices): ConsoleHandler<'shareInstallation'> =>
  async ({ body: { company_id, user_id, isShared } }) => {
    const user = { companyId: Number(company_id), userId: Number(user_id) };
    const isKnown = await share(store, user, isShared);
    installing.onNotice({ notice: isShared ? 'shared' : 'not-shared', companyId: user.companyId, outcome: isKnown ? 'kept' : 'unknown' });
    return { status: 200, body: { success: true } };
  };
