import type { PlaygroundFault, PlaygroundFaults } from '../src/domain/playground-controls.ts';
import type { FaultBoard } from './control/fault-board.ts';
import { type FaultChange, faultPresets } from './control/fault-presets.ts';

/** Presets of the control API in words for somebody who looks at both ends, in the order in which they are shown. Every name is one of `faultPresets`. */
const troubles = {
  'pipedrive-down': {
    side: 'pipedrive',
    title: 'Pipedrive is down',
    description:
      'Pipedrive answers 503 to every message. What customers write waits here, in order, and reaches the inbox once this is over.',
    lasts: 'until-cleared',
  },
  'pipedrive-rate-limited': {
    side: 'pipedrive',
    title: 'Pipedrive wants a pause',
    description: 'The next message is answered 429 with two seconds to wait.',
    lasts: 'once',
  },
  'double-click': {
    side: 'pipedrive',
    title: 'The salesperson clicks twice',
    description: 'Pipedrive makes every postMessage twice at the same moment. The customer still gets one message.',
    lasts: 'until-cleared',
  },
  'pipedrive-tokens-expired': {
    side: 'pipedrive',
    title: 'Access tokens run out',
    description: 'Every access token of Pipedrive is over at once; its refresh tokens still work.',
    lasts: 'at-once',
  },
  'whatsapp-down': {
    side: 'whatsapp',
    title: 'WhatsApp is down',
    description: 'Every send is answered 500. Answers wait and go out once this is over.',
    lasts: 'until-cleared',
  },
  'whatsapp-slow': {
    side: 'whatsapp',
    title: 'WhatsApp is slow',
    description: 'Every send is answered three seconds late.',
    lasts: 'until-cleared',
  },
  'whatsapp-rate-limited': {
    side: 'whatsapp',
    title: 'Too many messages',
    description: 'The next send is refused with 130429; it is tried again a little later.',
    lasts: 'once',
  },
  'answer-lost': {
    side: 'whatsapp',
    title: "WhatsApp's answer is lost",
    description: 'WhatsApp takes the next message and hangs up. It is not sent again blindly: a status tells what became of it.',
    lasts: 'once',
  },
  'window-closed': {
    side: 'whatsapp',
    title: 'Reply window closed',
    description: 'The next send is refused with 131047, as after 24 hours: only a template goes out then.',
    lasts: 'once',
  },
  'duplicate-webhook': {
    side: 'whatsapp',
    title: 'Webhooks come twice',
    description: 'WhatsApp posts every webhook two times. Each message is still stored, and shown, once.',
    lasts: 'until-cleared',
  },
  'webhooks-held': {
    side: 'whatsapp',
    title: 'Webhooks are held up',
    description: 'WhatsApp posts nothing; everything comes when this is over.',
    lasts: 'until-cleared',
  },
  'webhooks-out-of-order': {
    side: 'whatsapp',
    title: 'Webhooks out of order',
    description: 'The next two webhooks come in the opposite order.',
    lasts: 'once',
  },
  'media-link-expired': {
    side: 'whatsapp',
    title: 'Media link expired',
    description: 'The next download of a file is answered 404, as after five minutes; a fresh link is fetched.',
    lasts: 'once',
  },
} as const satisfies Readonly<Record<string, Omit<PlaygroundFault, 'name' | 'isSet'>>>;

/** The faults of both simulators by the name of their button. What the control API set as well is among the others. */
export function createPlaygroundFaults(board: FaultBoard) {
  const idsOf = new Map<string, readonly string[]>();
  const waiting = () => new Set(board.list().flatMap(({ id }) => (id === null ? [] : [id])));
  const isKnown = (name: string): name is keyof typeof troubles => Object.hasOwn(troubles, name);
  const clear = (name: string): void => {
    for (const id of idsOf.get(name) ?? []) board.remove(id);
    idsOf.delete(name);
  };
  return {
    list(): PlaygroundFaults {
      const ids = waiting();
      const isSet = (name: string) => (idsOf.get(name) ?? []).some((id) => ids.has(id));
      const ours = new Set([...idsOf.values()].flat());
      return {
        faults: Object.entries(troubles).map(([name, trouble]) => ({ name, ...trouble, isSet: isSet(name) })),
        others: board.list().flatMap(({ id, side, kind, operation, times }) => {
          if (id === null || ours.has(id)) return [];
          const howOften = typeof times === 'number' ? `${times} more` : 'until it is removed';
          return [{ id, side, description: `${kind}${operation === undefined ? '' : ` ${operation}`}, ${howOften}` }];
        }),
      };
    },
    /** False when there is no such fault. Setting one that is set leaves one. */
    set(name: string): boolean {
      if (!isKnown(name)) return false;
      clear(name);
      const lasting = troubles[name].lasts === 'until-cleared';
      const ids = (faultPresets[name]?.faults ?? []).flatMap((fault) => {
        const isCounted = lasting && toBeCounted.has(fault.kind);
        const { id } = board.set(isCounted ? { ...fault, times: 'always' } : fault);
        return id === null ? [] : [id];
      });
      idsOf.set(name, ids);
      return true;
    },
    /** False when there is no such fault; one that is not set, or used up, stays away. */
    clear(name: string): boolean {
      if (!isKnown(name)) return false;
      clear(name);
      return true;
    },
    clearAll(): void {
      board.clear();
      idsOf.clear();
    },
  };
}

/** The other kinds last by themselves. */
const toBeCounted: ReadonlySet<FaultChange['kind']> = new Set(['fail', 'delay', 'drop', 'disconnect']);
