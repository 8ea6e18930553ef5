import type { PlaygroundControls } from '../src/domain/playground-controls.ts';
import { AppError } from '../src/errors.ts';
import type { ChannelId } from '../src/store/ids.ts';
import { readSpan } from './control/clock-span.ts';
import { createPlaygroundFaults } from './playground-faults.ts';
import { type SandboxPeers, sandboxNumbers } from './sandbox.ts';

/** Time and trouble of the sandbox, over what the control API has. */
export function createPlaygroundControls({
  clock,
  faults: board,
  reset,
  connected,
}: Pick<SandboxPeers, 'clock' | 'faults' | 'reset' | 'connected'>): PlaygroundControls {
  const faults = createPlaygroundFaults(board);
  const shownClock = () => ({ now: new Date(clock.now()).toISOString(), running: clock.running });
  const assertThere = (isThere: boolean, name: string): void => {
    if (isThere) return;
    const names = faults.list().faults.map((fault) => fault.name);
    throw new AppError('NOT_FOUND', `There is no fault ${name}. There are: ${names.join(', ')}.`);
  };
  return {
    numbers: () => sandboxNumbers,
    channelIds: () => connected() as ChannelId[],
    clock: shownClock,
    async advance(by) {
      await clock.advance(readSpan({ by }));
      return shownClock();
    },
    faults: faults.list,
    setFault(name) {
      assertThere(faults.set(name), name);
      return faults.list();
    },
    clearFault(name) {
      assertThere(faults.clear(name), name);
      return faults.list();
    },
    clearFaults() {
      faults.clearAll();
      return faults.list();
    },
    async reset() {
      faults.clearAll();
      await reset();
    },
  };
}
