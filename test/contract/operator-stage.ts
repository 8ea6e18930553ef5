import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { type ChannelId, messageRefOf } from '../../src/store/ids.ts';
import type { Destination } from '../../src/store/records.ts';
import type { TestAnswer } from '../support/provider.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

/** The number of a channel that nobody has made yet. */
export const OTHER_NUMBER = '206540352242922';

/** A usable request of one operation of the console. */
export type Ask = (stage: Stage, auth?: string | null) => Promise<TestAnswer>;

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
  const now = stage.clock.now();
  const lane = { channelId: stage.channelId as ChannelId, destination, conversationId: ref?.conversationId ?? (conversationId as never) };
  // In one transaction, so that the worker sees nothing of it.
  await stage.app.store.transaction(async (tx) => {
    await tx.enqueue({ ...lane, seq }, { now, dueAt: now });
    const [job] = await tx.claim({ destination, now, leaseUntil: now + 1, newLease: randomUUID, limit: 1 });
    if (!job) throw new Error('nothing to bury');
    expect(await tx.bury(job, { now, code: 400, reason: 'refused for good' })).toBe('buried');
  });
  const [newest] = await stage.app.store.deadLetters({ limit: 1 });
  return newest?.id ?? 0;
}

const TOKEN = 'console-token-of-a-test';

/** 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token. */
export async function refusesStrangers(ask: Ask): Promise<void> {
  const stage = await startStage({ env: { CONSOLE_TOKEN: TOKEN } });
  try {
    for (const auth of [null, '', 'Bearer', `Bearer ${TOKEN}x`, TOKEN, `Basic ${Buffer.from(TOKEN).toString('base64')}`]) {
      const { json, headers } = proves(await ask(stage, auth));
      expect(json.code).toBe('UNAUTHORIZED');
      expect(headers['www-authenticate']).toMatch(/^Bearer\b/);
    }
    expect((await ask(stage, `Bearer ${TOKEN}`)).status).not.toBe(401);
  } finally {
    await stage.stopAll();
  }
}

/** 500: a fault that nobody foresaw keeps its words inside. */
export async function keepsFaultsInside(stage: Stage, ask: Ask): Promise<void> {
  stage.breakStore(new TypeError('secret detail of provider.db'));
  proves(await ask(stage));
}

/** 503: the store refuses; nothing has changed, and a repeat is answered as it would have been. */
export async function saysStoreIsAway(stage: Stage, ask: Ask): Promise<void> {
  stage.breakStore(new AppError('STORE_UNAVAILABLE', undefined, { cause: new Error('secret detail: disk full') }));
  const { json, headers } = proves(await ask(stage));
  expect(json.code).toBe('STORE_UNAVAILABLE');
  expect(headers['retry-after']).toMatch(/^\d+$/);
  stage.breakStore(undefined);
  expect((await ask(stage)).status).toBeLessThan(300);
}
