import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDuration } from '../../mocks/control/duration.ts';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, startControl } from './control-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

test('getClock 200: the time of the simulators, and that it stands', async () => {
  expect(proves(await control.get('/clock')).json).toEqual({ now: '2026-11-20T09:00:00.000Z', running: false });
});

test('advanceClock 200: what is due happens on the way, each at its own time, before the answer', async () => {
  const at: number[] = [];
  for (const ms of [3_600_000, 60_000]) control.simulators.clock.after(ms, () => at.push(control.simulators.clock.now()));
  expect(proves(await control.post('/clock/advance', { by: 'P1D' })).json.now).toBe('2026-11-21T09:00:00.000Z');
  expect(at.map((ms) => new Date(ms).toISOString())).toEqual(['2026-11-20T09:01:00.000Z', '2026-11-20T10:00:00.000Z']);
  expect(proves(await control.post('/clock/advance', { ms: 1500 })).json.now).toBe('2026-11-21T09:00:01.500Z');
});

test('advanceClock 400: neither or both, no duration, or more than 366 days', async () => {
  const wrong = [{}, { by: 'P1D', ms: 1 }, { by: 'a day' }, { by: 'P1Y' }, { by: 'P' }, { ms: -1 }, { ms: 'x' }, { by: 'P367D' }];
  for (const body of wrong) proves(await control.post('/clock/advance', body));
  expect((await control.get('/clock')).json.now).toBe('2026-11-20T09:00:00.000Z');
});

test('pauseClock 200: time stands still', async () => {
  control.simulators.clock.resume();
  const { now, running } = proves(await control.post('/clock/pause')).json;
  expect(running).toBe(false);
  expect((await control.get('/clock')).json.now).toBe(now);
});

test('resumeClock 200: time passes again, from where it stood', async () => {
  const { now, running } = proves(await control.post('/clock/resume')).json;
  expect(running).toBe(true);
  expect(Date.parse(now)).toBeGreaterThanOrEqual(Date.parse('2026-11-20T09:00:00Z'));
});

test.each([
  ['P1D', 86_400_000],
  ['PT1H30M', 5_400_000],
  ['P2W', 1_209_600_000],
  ['P1DT1S', 86_401_000],
  ['PT0.5S', 500],
  ['PT1,5H', 5_400_000],
  ['PT0S', 0],
])('parseDuration: %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 'P', 'PT', 'P1', '1D', 'P1H', 'PT1D', 'P1.5DT1H', 'P-1D', 'P1D ', 'P1Y', 'P1M', 'P1DT'])(
  'parseDuration: %j is none',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
