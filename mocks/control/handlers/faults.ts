import { AppError } from '../../../src/errors.ts';
import { createFaultBoard } from '../fault-board.ts';
import { type FaultChange, faultPresets } from '../fault-presets.ts';
import { assertSensible } from '../read-fault.ts';
import type { ControlWorld } from '../world.ts';
import type { ControlHandlers } from './index.ts';

/** What goes wrong. */
export function faultHandlers(
  world: ControlWorld,
): ControlHandlers<'listFaults' | 'setFault' | 'clearFaults' | 'removeFault' | 'listFaultPresets' | 'setFaultPreset'> {
  const board = createFaultBoard(world);
  return {
    listFaults: () => ({ status: 200, body: { faults: board.list() } }),
    setFault: ({ body }) => ({ status: 201, body: board.set(body) }),
    clearFaults() {
      board.clear();
      return { status: 204 };
    },
    removeFault({ params: { faultId } }) {
      if (!board.remove(faultId)) throw new AppError('NOT_FOUND', `There is no fault ${faultId}. GET /faults lists those that wait.`);
      return { status: 204 };
    },
    listFaultPresets() {
      const presets = Object.entries(faultPresets).map(([name, { description, faults }]) => ({ name, description, faults: [...faults] }));
      return { status: 200, body: { presets } };
    },
    setFaultPreset({ params: { presetName }, query }) {
      const preset = Object.hasOwn(faultPresets, presetName) ? faultPresets[presetName] : undefined;
      if (!preset) {
        throw new AppError('NOT_FOUND', `There is no preset ${presetName}. There are: ${Object.keys(faultPresets).join(', ')}.`);
      }
      const change: Partial<FaultChange> = {
        ...(query.times === undefined ? {} : { times: Number(query.times) }),
        ...(query.operation === undefined ? {} : { operation: query.operation }),
      };
      const faults = preset.faults.map((fault) => ({ ...fault, ...change }));
      // All or none.
      for (const fault of faults) assertSensible(fault);
      return { status: 201, body: { faults: faults.map((fault) => board.set(fault)) } };
    },
  };
}
