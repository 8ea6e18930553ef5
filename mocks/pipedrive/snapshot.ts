import { AppError } from '../../src/errors.ts';
import type { FaultSnapshot } from '../fault-plan.ts';
import { misfitOf } from '../snapshot-misfit.ts';
import type { Breach } from './breaches.ts';
import type { BudgetState } from './budget.ts';
import type { CallFaults } from './call-faults.ts';
import type { Company } from './companies.ts';
import type { Errand } from './errands.ts';
import { createInbox, type InboxState } from './inbox.ts';
import type { Installation } from './installations.ts';
import type { ApiSchemas } from './options.ts';
import type { ChangedSettings } from './settings.ts';
import type { TokenState } from './tokens.ts';
import { type OpenChannel, type PipedriveWorld, reporter } from './world.ts';

const KIND = 'pipedrive-simulator/2';

/** Everything the simulator knows, as plain data. */
interface PipedriveSnapshot {
  kind: typeof KIND;
  settings: ChangedSettings;
  companies: Company[];
  installations: Installation[];
  tokens: TokenState;
  budget: BudgetState;
  faults: FaultSnapshot;
  callFaults: CallFaults;
  channels: (Omit<OpenChannel, 'inbox'> & { inbox: InboxState })[];
  received: ApiSchemas['ReceiveMessageRequest'][];
  breaches: Breach[];
  violations: string[];
  errands: Errand[];
}

interface FaultState {
  snapshot(): FaultSnapshot;
  restore(snapshot: FaultSnapshot): void;
}

/** The complete state; `reset`, `take` and `put` leave nothing of what was before. */
export function createSnapshots(world: PipedriveWorld, faults: FaultState, violations: string[]) {
  const fill = <T>(list: T[], items: readonly T[]) => {
    list.length = 0;
    for (const item of items) list.push(item);
  };

  const put = (state: PipedriveSnapshot): void => {
    world.errands.clear();
    world.settings.restore(state.settings);
    world.companies.restore(state.companies);
    world.installations.restore(state.installations);
    world.tokens.restore(state.tokens);
    world.budget.restore(state.budget);
    faults.restore(state.faults);
    Object.assign(world.callFaults, state.callFaults);
    // A new map first: reports of what is still under way belong to the old one.
    world.channels = new Map();
    const report = reporter(world);
    for (const { inbox, ...channel } of state.channels) {
      const channelId = channel.registration.provider_channel_id;
      const changed = (conversationId: string, messageId?: string) => world.changed(channelId, conversationId, messageId);
      world.channels.set(channelId, { ...channel, inbox: createInbox({ report, changed }, inbox) });
    }
    fill(world.received, state.received);
    fill(world.breaches, state.breaches);
    fill(violations, state.violations);
    world.errands.restore(state.errands);
  };

  const take = (): PipedriveSnapshot => ({
    kind: KIND,
    settings: world.settings.snapshot(),
    companies: world.companies.snapshot(),
    installations: world.installations.snapshot(),
    tokens: world.tokens.snapshot(),
    budget: world.budget.snapshot(),
    faults: faults.snapshot(),
    callFaults: { ...world.callFaults },
    channels: [...world.channels.values()].map(({ inbox, ...channel }) => ({ ...structuredClone(channel), inbox: inbox.snapshot() })),
    received: structuredClone(world.received),
    breaches: structuredClone(world.breaches),
    violations: [...violations],
    errands: world.errands.snapshot(),
  });
  const atCreation = take();

  return {
    take,
    reset: () => put(structuredClone(atCreation)),
    /** Throws an AppError INVALID_REQUEST, before anything is changed, for what `take` did not give. */
    put(snapshot: unknown): void {
      const misfit = misfitOf(atCreation, snapshot);
      if (misfit !== undefined) throw new AppError('INVALID_REQUEST', `This is no snapshot of the Pipedrive simulator: ${misfit}.`);
      put(structuredClone(snapshot as PipedriveSnapshot));
    },
  };
}
