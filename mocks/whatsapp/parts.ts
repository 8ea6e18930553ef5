import type { OperationTypes } from '../../generated/whatsapp-cloud/index.ts';
import { createFaultPlan } from '../fault-plan.ts';
import type { Faults } from '../faults.ts';
import { createAccessToken } from './access-token.ts';
import { createThroughput } from './limits.ts';
import { createMediaStore } from './media-store.ts';
import type { WhatsAppSimulatorOptions } from './options.ts';
import { createPeople } from './people.ts';
import { createSchedule } from './schedule.ts';
import { createSettings } from './settings.ts';
import { createStateKeeper } from './state-keeper.ts';
import { type DueStatus, runStatus } from './statuses.ts';
import { createWebhookGate } from './webhook-gate.ts';
import { createWebhookSender } from './webhook-sender.ts';
import type { WhatsAppFaults } from './whatsapp-faults.ts';
import { wordedFault } from './worded-fault.ts';
import type { WhatsAppWorld } from './world.ts';

/** Everything that has a state, wired together. */
export function createParts(options: WhatsAppSimulatorOptions) {
  const { clock } = options;
  const settings = createSettings(options);
  const plan = createFaultPlan<keyof OperationTypes, number>(clock, wordedFault);
  const violations: string[] = [];
  const sender = createWebhookSender({
    clock,
    target: () => settings.current(),
    duplicates: () => gate.faults.duplicate,
    onAttempt: (attempt) => parts.onAttempt?.(attempt),
  });
  const gate = createWebhookGate((bodies) => sender.postAll(bodies));
  const world: WhatsAppWorld = {
    clock,
    numbers: options.phoneNumbers,
    settings: () => settings.current(),
    token: createAccessToken(settings.token, () => clock.now()),
    people: createPeople(),
    media: createMediaStore(clock),
    throughput: createThroughput(clock),
    statuses: createSchedule<DueStatus>(clock, (due) => runStatus(world, due)),
    baseUrl: () => parts.baseUrl,
    changed: ({ phone, userId }, message) =>
      options.onChange?.({ address: phone ?? userId, phoneNumberId: message?.phoneNumberId ?? null, messageId: message?.id ?? null }),
    async post(body, kind) {
      return gate.keepBack(body, kind) ?? sender.post(body);
    },
  };
  const parts = {
    world,
    settings,
    plan,
    gate,
    sender,
    violations,
    /** Requests that broke the contract and were handled as Meta would, with how. */
    tolerated: new WeakMap<object, string>(),
    state: createStateKeeper({ world, settings, plan, gate, sender, violations }),
    onAttempt: undefined as Parameters<typeof createWebhookSender>[0]['onAttempt'],
    baseUrl: '',
  };
  return parts;
}

/** The faults as they are offered: those of requests and those of webhooks. */
export function createFaults(plan: Faults<keyof OperationTypes, number>, gate: ReturnType<typeof createWebhookGate>): WhatsAppFaults {
  return {
    ...plan,
    clear() {
      plan.clear();
      gate.open();
    },
    webhooks: gate.faults,
    get duplicateWebhooks() {
      return gate.faults.duplicate;
    },
    set duplicateWebhooks(times) {
      gate.faults.duplicate = times;
    },
    get holdStatuses() {
      return gate.faults.hold;
    },
    set holdStatuses(hold) {
      gate.faults.hold = hold;
    },
  };
}
