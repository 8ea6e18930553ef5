import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInstallStates, INSTALL_STATE_SECONDS } from '../../src/domain/install-states.ts';

const [key, oldKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const at = { now: Date.UTC(2026, 10, 20) };
const states = (keys = [key]) => createInstallStates({ keys, now: () => at.now });

test('a state: is good once, in the browser that began', () => {
  const of = states();
  const { state, browserSecret } = of.begin();
  expect(of.redeem(state, 'another')).toBe('other-browser');
  expect(of.redeem(state, undefined)).toBe('other-browser');
  expect(of.redeem(state, browserSecret)).toBe('good');
  expect(of.redeem(state, browserSecret)).toBe('used');
});

test('a state: holds for ten minutes', () => {
  const of = states();
  const { state, browserSecret } = of.begin();
  const begun = at.now;
  at.now = begun + INSTALL_STATE_SECONDS * 1000;
  expect(createInstallStates({ keys: [key], now: () => at.now }).redeem(state, browserSecret)).toBe('good');
  at.now += 1001;
  expect(of.redeem(state, browserSecret)).toBe('expired');
  at.now = begun;
});

test('a state: outlives a change of keys, and no foreign key', () => {
  const { state, browserSecret } = states([oldKey]).begin();
  expect(states([key, oldKey]).redeem(state, browserSecret)).toBe('good');
  expect(states([key]).redeem(state, browserSecret)).toBe('other-browser');
});

test('a state: of one browser does not serve another, though both began', () => {
  const of = states();
  const [mine, theirs] = [of.begin(), of.begin()];
  expect(of.redeem(mine.state, theirs.browserSecret)).toBe('other-browser');
  expect(of.redeem(theirs.state, mine.browserSecret)).toBe('other-browser');
});

test('a state: with any sign changed is not good', () => {
  const of = states();
  const { state, browserSecret } = of.begin();
  fc.assert(
    fc.property(fc.nat(state.length - 1), fc.constantFrom(...'aZ09_-.%'), (place, sign) => {
      const changed = state.slice(0, place) + sign + state.slice(place + 1);
      // The last sign of 32 bytes in base64url carries two bits that mean nothing.
      if (changed !== state && place !== state.length - 1) expect(of.redeem(changed, browserSecret)).not.toBe('good');
    }),
  );
  expect(of.redeem(state, browserSecret)).toBe('good');
});

test('a state: what was never made here is unknown', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(states().redeem(text, 'x')).toBe('unknown');
    }),
  );
});
