import { AppError } from '../../src/errors.ts';
import type { FaultPlan, FaultSnapshot } from '../fault-plan.ts';
import { misfitOf } from '../snapshot-misfit.ts';
import type { TokenState } from './access-token.ts';
import type { LimitsSnapshot } from './limits.ts';
import type { MediaSnapshot } from './media-store.ts';
import type { PeopleSnapshot } from './people.ts';
import type { ScheduledRow } from './schedule.ts';
import type { Settings, SettingsSnapshot } from './settings.ts';
import type { DueStatus } from './statuses.ts';
import type { GateSnapshot, WebhookGate } from './webhook-gate.ts';
import type { SenderSnapshot, WebhookSender } from './webhook-sender.ts';
import type { WhatsAppWorld } from './world.ts';

interface Kept {
  format: typeof FORMAT;
  settings: SettingsSnapshot;
  token: TokenState;
  people: PeopleSnapshot;
  media: MediaSnapshot;
  throughput: LimitsSnapshot;
  statuses: ScheduledRow<DueStatus>[];
  faults: FaultSnapshot;
  gate: GateSnapshot;
  webhooks: SenderSnapshot;
  violations: string[];
}

interface Parts {
  world: WhatsAppWorld;
  settings: Settings;
  plan: Pick<FaultPlan<string, number>, 'hangUpDelayed' | 'snapshot' | 'restore'>;
  gate: WebhookGate;
  sender: WebhookSender;
  violations: string[];
}

const FORMAT = 'whatsapp-simulator/1';

/** Takes, puts back and empties the whole state. What is taken is a copy: nothing that happens later changes it. */
export function createStateKeeper({ world, settings, plan, gate, sender, violations }: Parts) {
  const stopEverything = (): void => {
    world.statuses.clear();
    sender.clear();
    gate.clear();
    plan.hangUpDelayed();
  };
  const take = (): unknown => {
    const kept: Kept = {
      format: FORMAT,
      settings: settings.snapshot(),
      token: world.token.state,
      people: world.people.snapshot(),
      media: world.media.snapshot(),
      throughput: world.throughput.snapshot(),
      statuses: world.statuses.rows(),
      faults: plan.snapshot(),
      gate: gate.snapshot(),
      webhooks: sender.snapshot(),
      violations,
    };
    return JSON.parse(JSON.stringify(kept));
  };
  const atCreation = take() as Kept;
  return {
    snapshot: take,
    restore(snapshot: unknown): void {
      const misfit = misfitOf(atCreation, snapshot);
      if (misfit !== undefined) throw new AppError('INVALID_REQUEST', `This is no snapshot of the WhatsApp simulator: ${misfit}.`);
      const kept = structuredClone(snapshot) as Kept;
      stopEverything();
      settings.restore(kept.settings);
      world.token.state = kept.token;
      world.people.restore(kept.people);
      world.media.restore(kept.media);
      world.throughput.restore(kept.throughput);
      plan.restore(kept.faults);
      gate.restore(kept.gate);
      sender.restore(kept.webhooks);
      for (const { at, data } of kept.statuses) world.statuses.add(at, data);
      violations.splice(0, violations.length, ...kept.violations);
    },
    reset(): void {
      stopEverything();
      settings.reset();
      world.token.state = 'valid';
      world.people.restore({ lastKey: 0, residents: [] });
      world.media.clear();
      world.throughput.restore([]);
      plan.restore({ lastId: 0, waiting: [] });
      violations.length = 0;
    },
  };
}
