import { describe, expect, test } from 'vitest';
import { createTemplates, listTemplates } from '../../src/domain/templates.ts';
import { newChannel } from '../store/conformance/fixture.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { approved } from './template-samples.ts';

const FRESH_MS = 5 * 60_000;
const [channel, other] = [newChannel(), newChannel({ businessAccountId: '999' })];
const named = (...names: string[]) => names.map((name) => approved({ name }));
const account = channel.businessAccountId;

/** A catalogue whose answers the test gives. */
function setUp() {
  const clock = createVirtualClock(1000);
  const asked: { channelId: string; answer: (templates: ReturnType<typeof named>) => void; fail: (error: Error) => void }[] = [];
  const templates = createTemplates(
    {
      approvedTemplates: ({ id }) =>
        new Promise((answer, fail) => {
          asked.push({ channelId: id, answer, fail });
        }),
    },
    clock,
  );
  const names = async (of = channel) => listTemplates(await templates.of(of)).map(({ name }) => name);
  /** Asks once and has these answered. */
  const fill = async (...given: string[]) => {
    const first = names();
    asked.at(-1)?.answer(named(...given));
    await first;
  };
  return { clock, asked, templates, names, fill };
}

describe('templates', () => {
  test('many at once: one request for all of them, one per channel', async () => {
    const { names, asked } = setUp();
    const waits = [channel, channel, other, channel].map(names);
    expect(asked.map(({ channelId }) => channelId)).toEqual([channel.id, other.id]);
    asked[0]?.answer(named('a'));
    asked[1]?.answer(named('b'));
    expect(await Promise.all(waits)).toEqual([['a'], ['a'], ['b'], ['a']]);
  });

  test('fresh: is served from memory until it is five minutes old', async () => {
    const { names, asked, clock, fill } = setUp();
    await fill('a');
    await clock.advance(FRESH_MS - 1);
    expect(await names()).toEqual(['a']);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    const second = names();
    asked[1]?.answer(named('b'));
    expect(await second).toEqual(['b']);
    expect(asked).toHaveLength(2);
  });

  test('failure with an older catalogue: serves that one, and asks again the next time', async () => {
    const { names, asked, clock, fill } = setUp();
    await fill('a');
    await clock.advance(FRESH_MS);
    const stale = names();
    asked[1]?.fail(new Error('down'));
    expect(await stale).toEqual(['a']);
    const fresh = names();
    asked[2]?.answer(named('b'));
    expect(await fresh).toEqual(['b']);
  });

  test('failure without one: everybody who waits hears VENDOR_UNAVAILABLE with its cause, and the next call asks again', async () => {
    const { names, asked } = setUp();
    const cause = new Error('down');
    const waits = [names(), names()];
    asked[0]?.fail(cause);
    for (const outcome of await Promise.allSettled(waits))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'VENDOR_UNAVAILABLE', cause, retryAt: 61_000 } });
    const next = names();
    expect(asked).toHaveLength(2);
    asked[1]?.answer(named('a'));
    expect(await next).toEqual(['a']);
  });

  test('an older catalogue of another channel: is never served', async () => {
    const { names, asked, fill } = setUp();
    await fill('a');
    const failing = names(other);
    asked[1]?.fail(new Error('down'));
    await expect(failing).rejects.toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
  });
});

describe('template notices', () => {
  const notice = (field: string, value: Record<string, unknown> = {}, businessAccountId: string | null = account) => ({
    field,
    value,
    businessAccountId,
  });

  test.each([
    'message_template_status_update',
    'message_template_quality_update',
    'message_template_components_update',
    'template_category_update',
  ])('%s: the account is asked again', async (field) => {
    const { names, asked, fill, templates } = setUp();
    await fill('a');
    templates.heed([notice(field)]);
    const next = names();
    asked[1]?.answer(named('b'));
    expect(await next).toEqual(['b']);
  });

  test('of another account or about something else: nothing is asked', async () => {
    const { names, asked, fill, templates } = setUp();
    await fill('a');
    templates.heed([notice('message_template_status_update', {}, '999'), notice('account_update')]);
    expect(await names()).toEqual(['a']);
    expect(asked).toHaveLength(1);
  });

  test('paused, written with a hyphen: the template is gone at once, also while WhatsApp is away', async () => {
    const { names, asked, fill, templates } = setUp();
    await fill('a', 'b');
    const value = { event: 'PAUSED', message_template_name: 'b', message_template_language: 'en-US' };
    templates.heed([notice('message_template_status_update', value)]);
    const next = names();
    asked[1]?.fail(new Error('down'));
    expect(await next).toEqual(['a']);
  });

  test('heard while WhatsApp is answering: that answer is not kept', async () => {
    const { names, asked, templates } = setUp();
    const early = names();
    templates.heed([notice('message_template_status_update')]);
    const late = names();
    asked[1]?.answer(named('new'));
    asked[0]?.answer(named('old'));
    expect(await early).toEqual(['old']);
    expect(await late).toEqual(['new']);
    expect(await names()).toEqual(['new']);
    expect(asked).toHaveLength(2);
  });

  test('doubt: the catalogue is read again', async () => {
    const { names, asked, fill, templates } = setUp();
    await fill('a');
    templates.doubt(channel.id);
    const next = names();
    asked[1]?.answer(named('b'));
    expect(await next).toEqual(['b']);
  });
});
