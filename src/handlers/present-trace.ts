import type { components } from '../../generated/console/types.ts';
import type { Trace, TraceServices } from '../domain/trace.ts';
import type { ConsoleServices } from './console-services.ts';

export const traceServices = ({ store, clock, look }: ConsoleServices): TraceServices => ({
  store,
  now: clock.now(),
  showsVendorWords: look.openness === 'everything',
});

/** A trace in the contract's words. */
export const presentTrace = (trace: Trace): components['schemas']['Trace'] => ({
  ...trace,
  hops: trace.hops.map((hop) => ({ ...hop, at: hop.at === null ? null : new Date(hop.at).toISOString(), details: { ...hop.details } })),
});
