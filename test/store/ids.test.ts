import { describe, expect, test } from 'vitest';
import * as ids from '../../src/store/ids.ts';

/** Every maker of ids, found by its name, so that a new one cannot be forgotten. */
const makers = Object.entries(ids).filter((entry): entry is [string, () => string] => /^new[A-Z]\w*Id$/.test(entry[0]));
const SAMPLES = 4000;
const SYMBOLS = 64;

describe('ids', () => {
  test('there are makers for everything that is addressed', () => {
    expect(makers.map(([name]) => name).toSorted()).toEqual(
      ['newAttachmentId', 'newChannelId', 'newContactId', 'newConversationId', 'newErasureId', 'newInstallationId'].toSorted(),
    );
  });

  test.each(makers)('%s: a short prefix and at least 96 random bits, safe in an address', (_name, make) => {
    const made = Array.from({ length: SAMPLES }, make);
    const random = made.map((id) => {
      const match = /^[a-z]{2}_([A-Za-z0-9_-]{16,64})$/.exec(id);
      expect(match, id).not.toBeNull();
      return match?.[1] ?? '';
    });
    expect(new Set(made).size).toBe(SAMPLES);
    const lengths = new Set(random.map((text) => text.length));
    expect(lengths.size, 'one length').toBe(1);
    const whole = random[0]?.length ?? 0;
    expect(Buffer.from(random[0] ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(96);
    // Every place takes every symbol about as often, but for a last one that holds fewer than six bits: nothing is fixed, counted or dated.
    for (let place = 0; place < Math.floor((Buffer.from(random[0] ?? '', 'base64url').length * 8) / 6); place++) {
      const counts = new Map<string, number>();
      for (const text of random) counts.set(text[place] ?? '', (counts.get(text[place] ?? '') ?? 0) + 1);
      expect(counts.size, `place ${place} of ${whole}`).toBe(SYMBOLS);
      // Six standard deviations around the mean of 62.5: a fair source fails once in some hundred million runs.
      for (const [symbol, count] of counts) expect(Math.abs(count - SAMPLES / SYMBOLS), `${symbol} at ${place}`).toBeLessThan(48);
    }
  });

  test('messageIdOf: is as hard to guess as its conversation', () => {
    const [one, two] = [ids.newConversationId(), ids.newConversationId()];
    expect(ids.messageIdOf({ conversationId: one, seq: 1 })).not.toBe(ids.messageIdOf({ conversationId: two, seq: 1 }));
    expect(ids.messageIdOf({ conversationId: one, seq: 1 })).toContain(one.slice(3));
  });
});
