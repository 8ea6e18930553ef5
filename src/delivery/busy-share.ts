import { performance } from 'node:perf_hooks';

/** Tells the share of time, 0 to 1, in which the event loop of this process was at work since it was asked last. */
export function createBusyShare(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
