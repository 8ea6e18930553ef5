import { describe, expect, test } from 'vitest';
import { hopsOf } from '../../src/domain/trace/hops.ts';
import { lasting, ordinal, whyOf } from '../../src/domain/trace/words.ts';
import type { ChannelId, ContactId, ConversationId, Wamid } from '../../src/store/ids.ts';
import type { Passage } from '../../src/store/passage.ts';
import type { Attempt, Hold, Send } from '../../src/store/records.ts';

const T = Date.parse('2026-11-20T09:00:00Z');
const channelId = 'ch_1' as ChannelId;
const conversationId = 'cv_1' as ConversationId;
const ref = { conversationId, seq: 1 };
const channel: Passage['channel'] = {
  ...{ id: channelId, name: 'WhatsApp', state: 'active', phoneNumberId: '1', businessAccountId: '2', sourceUserId: 'pt_1' as ContactId },
  ...{ installationId: null, providerType: 'whatsapp', avatarUrl: null, templateSupport: true, createdAt: T },
  registration: { state: 'none', note: null, at: null },
};
const passage = (changes: Partial<Passage> = {}): Passage => ({
  channel,
  message: {
    ...ref,
    direction: 'inbound',
    type: 'text',
    text: 'hi',
    rank: 2,
    failure: null,
    createdAt: T,
    replyBy: null,
    attachmentCount: 0,
  },
  ...{ boundFor: 'crm', course: 'delivered', wamid: 'w', deliveryId: 12, receivedAt: T + 100 },
  ...{ sends: [], statuses: [], attempts: [], jobs: [], holds: [], deadLetters: [], files: [] },
  ...changes,
});
const outgoing = (changes: Partial<Passage> = {}): Passage =>
  passage({
    boundFor: 'whatsapp',
    deliveryId: null,
    receivedAt: null,
    message: { ...passage().message, direction: 'outbound', rank: 0 },
    ...changes,
  });
const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  ...{
    destination: 'crm',
    firstAt: T + 200,
    at: T + 200,
    times: 1,
    durationMs: 12,
    verdict: 'delivered',
    code: null,
    reason: null,
    end: 'done',
  },
  ...changes,
});
const hold = (changes: Partial<Hold> = {}): Hold => ({
  channelId,
  destination: 'crm',
  until: T + 60_000,
  code: 429,
  reason: 'too many requests',
  ...changes,
});
const job = { seq: 1, destination: 'crm', createdAt: T, readyAt: T, isUnderWay: false, ahead: 0 } as const;
const textsOf = (given: Passage, now = T + 1000, showsVendorWords = true) =>
  hopsOf(given, { now, showsVendorWords }).map(({ text }) => text);

describe('words', () => {
  test('ordinal, lasting', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(ordinal)).toEqual(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th'.split(' '),
    );
    expect([0, 40, 3100, 59_949, 60_000, 3_900_000, 7_200_000, 90_000_000].map(lasting)).toEqual([
      '0 s',
      '0 s',
      '3.1 s',
      '59.9 s',
      '1 minute',
      '1 hour 5 minutes',
      '2 hours',
      '1 day 1 hour',
    ]);
  });

  test('whyOf: words of ours always, WhatsApp’s only where they may quote somebody’s number', () => {
    const vendors = { code: 131026, reason: 'Message to +15551230001 is undeliverable' };
    const unknown = { code: 999_999, reason: 'about +15551230001' };
    expect(whyOf({ code: 0, reason: 'Pipedrive did not answer' }, { showsVendorWords: false })).toBe('Pipedrive did not answer');
    expect(whyOf({ code: 503, reason: 'Pipedrive answered 503' }, { showsVendorWords: false })).toBe('Pipedrive answered 503');
    for (const failure of [vendors, unknown]) {
      expect(whyOf(failure, { showsVendorWords: false })).not.toContain('1555');
      expect(whyOf(failure, { showsVendorWords: false })).toContain(`(${failure.code})`);
    }
    expect(whyOf(unknown, { showsVendorWords: true })).toContain('about +15551230001');
  });
});

describe('what happened', () => {
  test('attempts are counted over the rows that failed alike, and begin anew after the message arrived', () => {
    const failed = { verdict: 'retry', code: 503, reason: 'Pipedrive answered 503', end: 'waiting' };
    const attempts = [
      attempt({ ...failed, firstAt: T + 100, at: T + 90_100, times: 4 }),
      attempt({ ...failed, firstAt: T + 95_000, at: T + 95_000, reason: 'Pipedrive did not answer', code: 0 }),
      attempt({ firstAt: T + 100_100, at: T + 100_100 }),
      attempt({ firstAt: T + 200_000, at: T + 200_000 }),
    ];
    expect(textsOf(passage({ attempts })).slice(3, -1)).toEqual([
      'Pipedrive did not take it, 4 times within 1 minute: Pipedrive answered 503',
      'Pipedrive did not take it: Pipedrive did not answer',
      'Pipedrive took it at the 6th attempt, 1 minute after it was stored (12 ms)',
      'Pipedrive took news of it: how far it got, or its file (12 ms)',
    ]);
  });

  test('a message in parts, its steps, its statuses, and news of it for Pipedrive', () => {
    const send = (part: number): Send => ({
      ...{ ...ref, part, text: '', attachmentId: null, mediaKind: null, template: null, mediaId: null, state: 'accepted' },
      ...{ wamid: `w${part}` as Wamid, rank: 2, failure: null },
    });
    const given = outgoing({
      message: { ...outgoing().message, rank: 2 },
      sends: [send(0), send(1)],
      attempts: [
        attempt({ destination: 'whatsapp', verdict: 'more', end: 'waiting' }),
        attempt({ destination: 'whatsapp', firstAt: T + 400, at: T + 400 }),
        attempt({ firstAt: T + 3500, at: T + 3500 }),
        attempt({ firstAt: T + 3501, at: T + 3501, end: 'lost' }),
      ],
      statuses: [
        { wamid: 'w0' as Wamid, status: 'delivered', at: T + 1000, failure: null, receivedAt: T + 5000 },
        { wamid: 'w1' as Wamid, status: 'failed', at: T + 2000, failure: { code: 131026, reason: 'x' }, receivedAt: T + 5000 },
        { wamid: 'w1' as Wamid, status: 'news', at: T + 2000, failure: null, receivedAt: T + 5000 },
      ],
    });
    expect(textsOf(given).slice(2)).toEqual([
      'a step towards WhatsApp is done (12 ms)',
      'sent to WhatsApp and accepted there, as 2 messages (12 ms)',
      "it reached the customer's phone (part 1 of 2)",
      expect.stringMatching(/^WhatsApp could not deliver it: .+ \(131026\) \(part 2 of 2\)$/),
      'WhatsApp says: news (part 2 of 2)',
      'Pipedrive took news of it: how far it got, or its file (12 ms)',
      'an attempt towards Pipedrive came back after its claim had run out, and does not count',
      'WhatsApp tells when the customer reads it.',
    ]);
  });

  test('a status of the same second stands behind what it followed: WhatsApp tells whole seconds', () => {
    const written = T + 400;
    const given = outgoing({
      message: { ...outgoing().message, createdAt: written, rank: 2 },
      attempts: [attempt({ destination: 'whatsapp', firstAt: written + 10, at: written + 10 })],
      statuses: [{ wamid: 'w' as Wamid, status: 'delivered', at: T, failure: null, receivedAt: written + 90 }],
    });
    expect(textsOf(given).slice(1, -1)).toEqual([
      'stored with everything it needs, before Pipedrive got an answer',
      expect.stringContaining('accepted there'),
      "it reached the customer's phone",
    ]);
  });

  test('no answer, the last attempt, a delivery past its time, and an echo', () => {
    const unknown = outgoing({ course: 'unknown', attempts: [attempt({ destination: 'whatsapp', verdict: 'unknown', reason: 'x' })] });
    expect(textsOf(unknown).slice(-2)).toEqual([
      expect.stringContaining('nobody knows whether it took the message'),
      'a status from WhatsApp settles it, if one comes. It is not sent again by itself.',
    ]);
    const refused = outgoing({
      course: 'refused',
      attempts: [attempt({ destination: 'whatsapp', verdict: 'final', code: 131047, reason: 'x', end: 'given-up' })],
    });
    expect(textsOf(refused).slice(-2)).toEqual([
      expect.stringMatching(/^WhatsApp did not take it at the 1st attempt, which was the last: .+ \(131047\)$/),
      expect.stringContaining('Write it anew'),
    ]);
    const echo = passage({ receivedAt: null, message: { ...passage().message, direction: 'outbound' } });
    expect(textsOf(echo).slice(0, 2)).toEqual([
      expect.stringContaining('outside of Pipedrive'),
      'WhatsApp delivered it (delivery 12, whose bytes are past their time)',
    ]);
  });
});

describe('what is open', () => {
  const waiting = (changes: Partial<Passage>) => textsOf(passage({ course: 'waiting', ...changes })).at(-2);

  test('says since when and for what: a hold, those before it, the next attempt, one under way', () => {
    expect(waiting({ jobs: [job], holds: [hold()] })).toBe(
      'it waits for Pipedrive since 1 s: the whole channel is held for another 59 s, because too many requests',
    );
    expect(waiting({ jobs: [job], holds: [hold({ until: T }), hold({ destination: 'whatsapp' })] })).toBe(
      'it waits for Pipedrive since 1 s: it is next',
    );
    expect(waiting({ jobs: [{ ...job, ahead: 2 }] })).toContain('2 messages of the conversation go first');
    expect(waiting({ jobs: [{ ...job, ahead: 1 }] })).toContain('1 message of the conversation goes first');
    expect(waiting({ jobs: [{ ...job, readyAt: T + 13_000 }] })).toContain('the next attempt is due in 12 s');
    expect(waiting({ jobs: [{ ...job, isUnderWay: true }] })).toContain('an attempt is under way');
    expect(waiting({ jobs: [{ ...job, isUnderWay: true, ahead: 1 }] })).toContain('one of them under way');
  });

  test('files that are to come, news that wait, what is kept, and dead letters', () => {
    const file = { kind: 'image', attempts: 2, dueAt: T, lostAt: T };
    const withFile = passage({ files: [file], message: { ...passage().message, attachmentCount: 1 } });
    expect(textsOf(withFile).slice(-3)).toEqual([
      '1 file of it kept here',
      'its image is still to be fetched from WhatsApp, 2 attempts failed so far',
      'Pipedrive hears of its file once it was fetched.',
    ]);
    expect(textsOf(passage({ jobs: [job] })).slice(-2)).toEqual([
      'news of it wait for Pipedrive since 1 s: it is next',
      'Pipedrive hears of the news as soon as what they wait for is over.',
    ]);
    expect(textsOf(passage({ course: 'kept' })).at(-1)).toMatch(/^nothing: nobody announces it/);
    const letter = { id: 1, channelId, destination: 'crm', ...ref, at: T + 300, attempts: 9, code: 400, reason: 'refused' } as const;
    expect(textsOf(passage({ course: 'refused', deadLetters: [letter] })).slice(-2)).toEqual([
      'given up after 9 attempts, and kept among the dead letters: refused',
      'nothing by itself: replay the dead letter once the reason is gone.',
    ]);
    for (const [rank, words] of [
      [1, "WhatsApp tells when it reaches the customer's phone."],
      [3, 'nothing more: the customer read it.'],
    ] as const)
      expect(textsOf(outgoing({ message: { ...outgoing().message, rank } })).at(-1)).toBe(words);
  });
});
