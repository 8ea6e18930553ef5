import { randomUUID } from 'node:crypto';
import { type ChannelId, messageRefOf } from '../../src/store/ids.ts';
import type { Destination } from '../../src/store/records.ts';
import { until } from '../support/provider.ts';
import { onlyConversation, type Stage } from './stage.ts';

/** The number of a channel that nobody has made yet. */
export const OTHER_NUMBER = '206540352242922';

/** A message for a number without a channel, which is set aside; returns the item's id. */
export async function quarantineOne(stage: Stage, text = 'for a number without a channel'): Promise<number> {
  await stage.write(text, { phone: OTHER_NUMBER });
  const [newest] = await stage.app.store.quarantine({ limit: 1 });
  return newest?.id ?? 0;
}

/** Gives up on delivering the newest message, or the one that is named; returns the letter's id. */
export async function buryOne(stage: Stage, { messageId, destination = 'crm' }: { messageId?: string; destination?: Destination } = {}) {
  const { id: conversationId, conversation } = await onlyConversation(stage);
  const ref = messageRefOf(messageId ?? conversation.messages[0]?.id ?? '');
  const { seq = 0 } = ref ?? {};
  const lane = { channelId: stage.channelId as ChannelId, destination, conversationId: ref?.conversationId ?? (conversationId as never) };
  // In one transaction, so that the worker sees nothing of it. Not while the worker has the lane itself.
  const bury = () =>
    stage.app.store.transaction(async (tx) => {
      const now = stage.clock.now();
      await tx.release(lane.channelId, destination, now);
      await tx.enqueue({ ...lane, seq }, { now, dueAt: now });
      const [job] = await tx.claim({ destination, now, leaseUntil: now + 1, newLease: randomUUID, limit: 1 });
      if (!job) return false;
      await tx.bury(job, { now, code: 400, reason: 'refused for good' });
      return true;
    });
  await until(bury, 'something to bury');
  const [newest] = await stage.app.store.deadLetters({ limit: 1 });
  return newest?.id ?? 0;
}
