import { describe, expect, test } from 'vitest';
import { createTemplateCache, type Template } from '../../src/domain/templates.ts';
import { newChannel } from '../store/conformance/fixture.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const FRESH_MS = 5 * 60_000;
const [channel, other] = [newChannel(), newChannel()];
const named = (name: string): Template[] => [{ id: name, name, language: 'en', content: 'Hi {{1}}' }];

/** A catalogue whose answers the test gives. */
function setUp() {
  const clock = createVirtualClock(1000);
  const asked: { channelId: string; answer: (templates: Template[]) => void; fail: (error: Error) => void }[] = [];
  const cache = createTemplateCache(
    {
      approvedTemplates: ({ id }) =>
        new Promise<Template[]>((answer, fail) => {
          asked.push({ channelId: id, answer, fail });
        }),
    },
    clock,
  );
  return { clock, asked, cache };
}

describe('template cache', () => {
  test('many at once: one request for all of them, one per channel', async () => {
    const { cache, asked } = setUp();
    const waits = [channel, channel, other, channel].map((of) => cache.approvedTemplates(of));
    expect(asked.map(({ channelId }) => channelId)).toEqual([channel.id, other.id]);
    asked[0]?.answer(named('a'));
    asked[1]?.answer(named('b'));
    expect(await Promise.all(waits)).toEqual([named('a'), named('a'), named('b'), named('a')]);
  });

  test('fresh: is served from memory until it is five minutes old', async () => {
    const { cache, asked, clock } = setUp();
    const first = cache.approvedTemplates(channel);
    asked[0]?.answer(named('a'));
    await first;
    await clock.advance(FRESH_MS - 1);
    expect(await cache.approvedTemplates(channel)).toEqual(named('a'));
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    const second = cache.approvedTemplates(channel);
    asked[1]?.answer(named('b'));
    expect(await second).toEqual(named('b'));
    expect(asked).toHaveLength(2);
  });

  test('failure with an older catalogue: serves that one, and asks again the next time', async () => {
    const { cache, asked, clock } = setUp();
    const first = cache.approvedTemplates(channel);
    asked[0]?.answer(named('a'));
    await first;
    await clock.advance(FRESH_MS);
    const stale = cache.approvedTemplates(channel);
    asked[1]?.fail(new Error('down'));
    expect(await stale).toEqual(named('a'));
    const fresh = cache.approvedTemplates(channel);
    asked[2]?.answer(named('b'));
    expect(await fresh).toEqual(named('b'));
  });

  test('failure without one: everybody who waits hears VENDOR_UNAVAILABLE with its cause, and the next call asks again', async () => {
    const { cache, asked } = setUp();
    const cause = new Error('down');
    const waits = [cache.approvedTemplates(channel), cache.approvedTemplates(channel)];
    asked[0]?.fail(cause);
    const outcomes = await Promise.allSettled(waits);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'VENDOR_UNAVAILABLE', cause, retryAt: 61_000 } });
    const next = cache.approvedTemplates(channel);
    expect(asked).toHaveLength(2);
    asked[1]?.answer(named('a'));
    expect(await next).toEqual(named('a'));
  });

  test('an older catalogue of another channel: is never served', async () => {
    const { cache, asked } = setUp();
    const first = cache.approvedTemplates(channel);
    asked[0]?.answer(named('a'));
    await first;
    const failing = cache.approvedTemplates(other);
    asked[1]?.fail(new Error('down'));
    await expect(failing).rejects.toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
  });
});
