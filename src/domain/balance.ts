import type { ChannelId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Tally } from '../store/tallies.ts';

/**
 * One direction's sheet: received = delivered + waiting + refused + unknown + missing. What was received is counted by the messages, what waits by the jobs that stand for them, so that
 * `missing` says how many messages nobody works on any more: always 0, or something is broken.
 */
export interface Sheet {
  received: number;
  delivered: number;
  waiting: number;
  refused: number;
  /** Sent, and never answered: a status may tell. */
  unknown: number;
  missing: number;
  /** Not part of the sheet: what nobody is to bring anywhere. */
  kept: number;
}

/** `inbound`: from WhatsApp to Pipedrive. `outbound`: from Pipedrive to WhatsApp. */
export interface Sheets {
  inbound: Sheet;
  outbound: Sheet;
}

export interface Balance extends Sheets {
  /** When it was read, UTC milliseconds. */
  at: number;
  /** Items of deliveries that are set aside: no messages yet. */
  quarantined: number;
  channels: (Sheets & { id: ChannelId; name: string })[];
}

const DIRECTIONS = { inbound: 'crm', outbound: 'whatsapp' } as const;

/** Where every message stands, from the store in one consistent read. */
export async function readBalance(store: Store, at: number): Promise<Balance> {
  const channels = await store.channels();
  const { tallies, quarantined } = await store.tallies();
  const sheetsOf = (those: readonly Tally[]): Sheets => ({ inbound: sheetOf(those, 'inbound'), outbound: sheetOf(those, 'outbound') });
  return {
    at,
    quarantined,
    ...sheetsOf(tallies),
    channels: channels.map(({ id, name }) => ({ id, name, ...sheetsOf(tallies.filter(({ channelId }) => channelId === id)) })),
  };
}

function sheetOf(tallies: readonly Tally[], direction: keyof typeof DIRECTIONS): Sheet {
  const bound = tallies.filter(({ destination }) => destination === DIRECTIONS[direction]);
  const sum = (term: Exclude<keyof Tally, 'channelId' | 'destination'>) => bound.reduce((total, tally) => total + tally[term], 0);
  const [delivered, waiting, refused, unknown] = [sum('delivered'), sum('jobs'), sum('refused'), sum('unknown')];
  const received = delivered + sum('waiting') + refused + unknown;
  return { received, delivered, waiting, refused, unknown, missing: sum('waiting') - waiting, kept: sum('kept') };
}
