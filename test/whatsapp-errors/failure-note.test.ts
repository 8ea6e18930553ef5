import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviceOn, failureNote, shownText } from '../../src/whatsapp-errors/failure-note.ts';
import { whatsappErrors } from '../../src/whatsapp-errors/whatsapp-errors.ts';

describe('adviceOn', () => {
  test("a documented code: the table's words, and WhatsApp's own only where they tell what to change", () => {
    expect(adviceOn({ code: 131026, reason: 'undeliverable' })).toMatch(/^WhatsApp cannot reach this customer: [^“]+$/);
    expect(adviceOn({ code: 131053, reason: 'Unsupported image' })).toMatch(
      /another format, or smaller\. WhatsApp says: “Unsupported image”$/,
    );
    expect(adviceOn({ code: 190, reason: 'token EAAsecret expired' })).not.toContain('EAAsecret');
  });

  test("a code nobody has documented: WhatsApp's own words", () => {
    expect(adviceOn({ code: 987_654, reason: 'brand new' })).toContain('“brand new”');
  });

  test.each([0, 404, 500])('%i, which is no code of WhatsApp: our own words alone', (code) => {
    expect(adviceOn({ code, reason: 'The file is gone.' })).toBe('The file is gone.');
  });

  test('whatever a vendor says stays one line of bearable length, without brackets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000 }), fc.string({ maxLength: 5000, unit: 'grapheme' }), (code, reason) => {
        const advice = adviceOn({ code, reason });
        expect(advice).not.toMatch(/[\n\r[\]]/);
        expect(advice.length).toBeLessThan(700);
      }),
    );
  });
});

describe('shownText', () => {
  const failure = { code: 131026, reason: 'undeliverable' };
  const message = { text: 'hello', failure, attachmentCount: 0 };

  test('a failed message: its text, and below it why and the code', () => {
    expect(shownText(message, 'failed')).toBe(`hello\n${failureNote(failure, 1)}`);
    expect(failureNote(failure, 1)).toMatch(/^\[not delivered: WhatsApp cannot .+ \(131026\)\]$/);
  });

  test('a failed file without text: the note alone', () => {
    expect(shownText({ ...message, text: '', attachmentCount: 1 }, 'failed')).toBe(failureNote(failure, 1));
  });

  test('a failed message of several parts: says that some of it may have arrived', () => {
    expect(shownText({ ...message, attachmentCount: 1 }, 'failed')).toContain('\n[not delivered, or not in full: ');
  });

  test('a reason of ours: without a code', () => {
    expect(failureNote({ code: 0, reason: 'The file is gone.' }, 1)).toBe('[not delivered: The file is gone.]');
  });

  test.each(['sent', 'delivered', 'read'])('%s: the text alone, although a device had reported a failure', (status) => {
    expect(shownText(message, status)).toBe('hello');
  });

  test('every code of the table gives a note of one line', () => {
    for (const { code } of whatsappErrors) expect(failureNote({ code, reason: 'x' }, 1).split('\n'), String(code)).toHaveLength(1);
  });
});
