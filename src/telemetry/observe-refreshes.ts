import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

interface Refresh {
  installationId: string;
  outcome: 'refreshed' | 'paused' | 'failed';
  /** In our own words. */
  reason?: string;
}

/** Counts every renewal of a company's tokens. A line names the installation, never a token. */
export function observeRefreshes(metrics: Metrics, log: Log): (refresh: Refresh) => void {
  return ({ installationId, outcome, reason }) => {
    metrics.tokenRefreshes.inc({ outcome });
    const line = { installationId, ...(reason === undefined ? {} : { why: reason }) };
    if (outcome === 'refreshed') log.debug(line, 'tokens renewed');
    else if (outcome === 'paused')
      log.error(line, 'installation paused: nothing is delivered under it until its user allows the app again');
    else log.warn(line, 'tokens not renewed; tried again later');
  };
}
