import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../ids.ts';
import type { Channel } from '../records.ts';
import { channelOf } from './rows.ts';

export interface TransactionMemo {
  channelByPhoneNumberId(phoneNumberId: string): Channel | undefined;
  /** Whether anything of a channel was erased. */
  hasErased(channelId: ChannelId): boolean;
  /** What was read may not hold any more: another connection has written, or something is undone. */
  forget(): void;
}

/** The tables that answers are remembered of. */
const REMEMBERED = ['channels', 'erased_wamids'];

/**
 * What every item of every webhook asks, as the open transaction sees it. Whatever this connection writes to the tables asked, by whichever statement, is forgotten by
 * triggers; the rest is up to whoever begins and undoes. Numbers that no channel has are not remembered, since there is no end to them.
 */
export function createTransactionMemo(db: DatabaseSync): TransactionMemo {
  const sql = {
    channel: db.prepare(`SELECT * FROM channels WHERE phone_number_id = ? AND state <> 'deleted'`),
    hasErased: db.prepare('SELECT 1 FROM erased_wamids WHERE channel_id = ? LIMIT 1'),
  };
  const channels = new Map<string, Channel>();
  const erased = new Map<string, boolean>();
  const forget = (): void => {
    channels.clear();
    erased.clear();
  };
  db.function('forget_remembered', () => {
    forget();
    return null;
  });
  for (const table of REMEMBERED) {
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      db.exec(`CREATE TEMP TRIGGER forget_${table}_on_${event} AFTER ${event} ON ${table} BEGIN SELECT forget_remembered(); END`);
    }
  }
  return {
    forget,
    channelByPhoneNumberId(phoneNumberId) {
      const known = channels.get(phoneNumberId);
      if (known) return known;
      const row = sql.channel.get(phoneNumberId);
      if (!row) return undefined;
      const channel = Object.freeze(channelOf(row));
      channels.set(phoneNumberId, channel);
      return channel;
    },
    hasErased(channelId) {
      const known = erased.get(channelId);
      if (known !== undefined) return known;
      const has = sql.hasErased.get(channelId) !== undefined;
      erased.set(channelId, has);
      return has;
    },
  };
}
