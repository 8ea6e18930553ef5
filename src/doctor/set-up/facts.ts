import type { Config } from '../../config.ts';
import type { VendorCalls } from '../../domain/set-up.ts';
import type { Channel, Company, Hold, Installation } from '../../store/records.ts';
import type { Milestones, Store } from '../../store/store.ts';

/** A phone number of the simulated WhatsApp. */
export interface SandboxNumber {
  id: string;
  displayNumber: string;
  businessAccountId: string;
}

/** Everything the steps are judged by. */
export interface SetUpFacts {
  config: Config;
  /** Not deleted. */
  channels: readonly Channel[];
  /** Not uninstalled. */
  installations: readonly Installation[];
  companies: readonly Company[];
  holds: readonly Hold[];
  milestones: Milestones;
  calls: VendorCalls;
  /** Of the simulated WhatsApp; none outside the sandbox. */
  numbers: readonly SandboxNumber[];
}

export interface SetUpParts {
  config: Config;
  store: Store;
  now(): number;
  calls(): VendorCalls;
  numbers(): readonly SandboxNumber[];
}

/** Reads them: a few small tables, and nobody is called. */
export async function gatherFacts({ config, store, now, calls, numbers }: SetUpParts): Promise<SetUpFacts> {
  const [channels, installations, companies, holds, milestones] = await Promise.all([
    store.channels(),
    store.installations(),
    store.companies(),
    store.holds(now()),
    store.milestones(),
  ]);
  return {
    config,
    channels: channels.filter(({ state }) => state !== 'deleted'),
    installations: installations.filter(({ state }) => state !== 'uninstalled'),
    companies,
    holds,
    milestones,
    calls: calls(),
    numbers: numbers(),
  };
}
