import { describe, expect, test } from 'vitest';
import { createOutcomes, type SendOutcome } from '../../src/domain/outcomes.ts';
import type { ChannelId, ConversationId } from '../../src/store/ids.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const [channel, other] = ['ch_1' as ChannelId, 'ch_2' as ChannelId];
const ref = { conversationId: 'cv_1' as ConversationId, seq: 1 };
const accepted: SendOutcome = { kind: 'accepted' };

describe('outcomes', () => {
  test('settle: everybody who waits for that message hears it, and nobody else', async () => {
    const clock = createVirtualClock(0);
    const outcomes = createOutcomes(clock);
    const waits = [outcomes.wait(channel, ref, 100), outcomes.wait(channel, ref, 100)];
    const strangers = [outcomes.wait(other, ref, 100), outcomes.wait(channel, { ...ref, seq: 2 }, 100)];
    outcomes.settle(channel, ref, accepted);
    expect(await Promise.all(waits)).toEqual([accepted, accepted]);
    await clock.advance(100);
    expect(await Promise.all(strangers)).toEqual([undefined, undefined]);
  });

  test('wait: ends with undefined after its time, not before', async () => {
    const clock = createVirtualClock(0);
    const outcomes = createOutcomes(clock);
    let ended: unknown = 'waiting';
    const wait = outcomes.wait(channel, ref, 4000).then((outcome) => {
      ended = outcome;
    });
    await clock.advance(3999);
    expect([ended, outcomes.isAwaited(channel, ref)]).toEqual(['waiting', true]);
    await clock.advance(1);
    await wait;
    expect([ended, outcomes.isAwaited(channel, ref)]).toEqual([undefined, false]);
  });

  test('settle before or after: reaches nobody, and a later wait is not confused by it', async () => {
    const clock = createVirtualClock(0);
    const outcomes = createOutcomes(clock);
    outcomes.settle(channel, ref, accepted);
    const wait = outcomes.wait(channel, ref, 10);
    await clock.advance(10);
    outcomes.settle(channel, ref, accepted);
    expect(await wait).toBeUndefined();
  });

  test('settle twice: the first outcome counts', async () => {
    const outcomes = createOutcomes(createVirtualClock(0));
    const wait = outcomes.wait(channel, ref, 10);
    const failed: SendOutcome = { kind: 'failed', failure: { code: 1, reason: 'no' } };
    outcomes.settle(channel, ref, failed);
    outcomes.settle(channel, ref, accepted);
    expect(await wait).toEqual(failed);
    expect(outcomes.isAwaited(channel, ref)).toBe(false);
  });
});
