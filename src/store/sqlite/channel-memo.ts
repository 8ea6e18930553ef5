import type { DatabaseSync } from 'node:sqlite';
import type { Channel } from '../records.ts';
import { channelOf } from './rows.ts';

export interface ChannelMemo {
  byPhoneNumberId(phoneNumberId: string): Channel | undefined;
  /** What was read may not hold any more: a transaction begins, so that another process may have written since the last one, or a part of one is undone. */
  forget(): void;
}

/**
 * Channels by phone number as the open transaction sees them. Every webhook asks for its own, and dozens of them share a commit. Whatever this connection writes to a channel, by whichever
 * statement, is forgotten by triggers; the rest is up to whoever begins and undoes.
 */
export function createChannelMemo(db: DatabaseSync): ChannelMemo {
  const find = db.prepare(`SELECT * FROM channels WHERE phone_number_id = ? AND state <> 'deleted'`);
  const known = new Map<string, Channel | undefined>();
  const forget = (): void => known.clear();
  db.function('forget_channels', () => {
    forget();
    return null;
  });
  for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
    db.exec(`CREATE TEMP TRIGGER forget_channels_on_${event} AFTER ${event} ON channels BEGIN SELECT forget_channels(); END`);
  }
  return {
    forget,
    byPhoneNumberId(phoneNumberId) {
      if (known.has(phoneNumberId)) return known.get(phoneNumberId);
      const row = find.get(phoneNumberId);
      const channel = row && Object.freeze(channelOf(row));
      known.set(phoneNumberId, channel);
      return channel;
    },
  };
}
