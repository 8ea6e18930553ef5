import type { components } from '../../generated/simulators/types.ts';
import type { Faults, SetFault } from '../faults.ts';
import type { FaultChange } from './fault-presets.ts';
import { assertSensible, toMisfortune } from './read-fault.ts';
import type { ControlWorld } from './world.ts';

export type ShownFault = components['schemas']['Fault'];
type Side = FaultChange['side'];

/** Faults of deliveries: one switch for each kind, so its id is its name. The number is that of copies, or of what still meets the fault; 0: not set. */
interface Switch {
  get(): number;
  set(value: number): void;
}

export interface FaultBoard {
  list(): ShownFault[];
  /** Sets a fault, or does at once what it says. Throws INVALID_REQUEST for one that could never come about. */
  set(fault: FaultChange): ShownFault;
  /** False when there is no such fault. */
  remove(id: string): boolean;
  clear(): void;
}

/** All faults of both simulators under one list of ids (`whatsapp:fault-1`, `pipedrive:duplicate`). */
export function createFaultBoard({ whatsapp, pipedrive }: Pick<ControlWorld, 'whatsapp' | 'pipedrive'>): FaultBoard {
  const { webhooks } = whatsapp.faults;
  const { calls } = pipedrive.faults;
  const switches: Readonly<Record<string, Switch>> = {
    'whatsapp:duplicate': switchOf(webhooks, 'duplicate'),
    'whatsapp:reorder': switchOf(webhooks, 'reorder'),
    'whatsapp:hold': {
      get: () => Number(webhooks.hold),
      set(value) {
        webhooks.hold = value > 0;
      },
    },
    'whatsapp:lose': switchOf(webhooks, 'drop'),
    'pipedrive:duplicate': switchOf(calls, 'duplicate'),
  };
  const requests = { whatsapp: whatsapp.faults, pipedrive: pipedrive.faults } as unknown as Record<Side, Faults<string, unknown>>;

  const list = (): ShownFault[] => [
    ...requests.whatsapp.list().map((fault) => shown('whatsapp', fault)),
    ...requests.pipedrive.list().map((fault) => shown('pipedrive', fault)),
    ...Object.entries(switches)
      .filter(([, { get }]) => get() > 0)
      .map(([id, { get }]) => shownSwitch(id, get())),
  ];

  return {
    list,
    set(fault) {
      assertSensible(fault);
      const { side, kind, what, operation, times, copies } = fault;
      if (kind === 'expire' || kind === 'revoke') {
        endAtOnce(kind, what);
        return { id: null, side, kind, ...(what === undefined ? {} : { what }) };
      }
      const misfortune = toMisfortune<unknown>(fault);
      if (misfortune) {
        const count = times === 'always' ? Number.POSITIVE_INFINITY : (times ?? 1);
        const id = requests[side].add({ ...misfortune, operationId: operation, times: count });
        return shown(side, { ...misfortune, operationId: operation, times: count, id });
      }
      const id = `${side}:${kind}`;
      const count = copies ?? (typeof times === 'number' ? times : 1);
      switches[id]?.set(count);
      return shownSwitch(id, count);
    },
    remove(id) {
      const found = Object.hasOwn(switches, id) ? switches[id] : undefined;
      if (found) {
        const wasSet = found.get() > 0;
        found.set(0);
        return wasSet;
      }
      const [side, key = ''] = id.split(':');
      return (side === 'whatsapp' || side === 'pipedrive') && requests[side].remove(key);
    },
    clear() {
      whatsapp.faults.clear();
      pipedrive.faults.clear();
      for (const { get, set } of Object.values(switches)) if (get() > 0) set(0);
    },
  };

  function endAtOnce(kind: 'expire' | 'revoke', what: FaultChange['what']): void {
    switch (what) {
      case 'windows':
      case 'media-links':
      case 'media':
        whatsapp.expire(what);
        return;
      case 'access-token':
        if (kind === 'expire') whatsapp.expire(what);
        else whatsapp.revoke(what);
        return;
      case 'access-tokens':
      case 'refresh-tokens':
        pipedrive.expire(what);
        return;
      case 'installation':
        pipedrive.revoke(what);
        return;
      default:
        throw new Error(`nothing is called ${what}`);
    }
  }
}

const switchOf = <Name extends string>(faults: Record<Name, number>, name: Name): Switch => ({
  get: () => faults[name],
  set(value) {
    faults[name] = value;
  },
});

function shown(side: Side, { id, operationId, times, ...fault }: SetFault<string, unknown>): ShownFault {
  return {
    id: `${side}:${id}`,
    side,
    ...(fault as Pick<ShownFault, 'kind'>),
    ...(operationId === undefined ? {} : { operation: operationId }),
    times: times === Number.POSITIVE_INFINITY ? null : times,
  };
}

function shownSwitch(id: string, count: number): ShownFault {
  const [side, kind] = id.split(':') as [Side, ShownFault['kind']];
  if (kind === 'duplicate') return { id, side, kind, times: null, copies: count };
  return { id, side, kind, times: kind === 'hold' ? null : count };
}
