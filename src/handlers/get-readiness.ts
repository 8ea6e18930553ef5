import { checkReadiness } from '../domain/readiness.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getReadiness =
  ({ store, clock, isDraining, publicUrl, installing }: ConsoleServices): ConsoleHandler<'getReadiness'> =>
  async () => {
    const checks = await checkReadiness({
      store,
      now: clock.now(),
      draining: isDraining(),
      installUrl: `${publicUrl}/auth/pipedrive`,
      needsCompany: installing.needsCompany,
    });
    const failed = checks.some(({ status }) => status === 'failed');
    return failed ? { status: 503, body: { status: 'not-ready', checks } } : { status: 200, body: { status: 'ready', checks } };
  };
