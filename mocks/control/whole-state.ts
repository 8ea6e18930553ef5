import type { components } from '../../generated/simulators/types.ts';
import { AppError } from '../../src/errors.ts';
import { type ControlWorld, iso } from './world.ts';

export type Snapshot = components['schemas']['Snapshot'];

interface ControlSnapshot {
  verifyToken: string;
  files: { id: string; mimeType: string; filename?: string; base64: string }[];
}

/** Both simulators as right after the start; no transcript, no faults. Time stays where it is. */
export function resetAll(world: ControlWorld): void {
  world.whatsapp.reset();
  world.pipedrive.reset();
  world.journal.clear();
  world.files.clear();
  world.verifyToken = world.startVerifyToken;
}

/** Everything that `restoreAll` needs, as plain data. Holds secrets, messages and files. */
export function takeSnapshot(world: ControlWorld): Snapshot {
  const control: ControlSnapshot = {
    verifyToken: world.verifyToken,
    files: [...world.files].map(([id, { bytes, mimeType, filename }]) => ({
      id,
      mimeType,
      ...(filename === undefined ? {} : { filename }),
      base64: Buffer.from(bytes).toString('base64'),
    })),
  };
  return { version: 1, at: iso(world.clock.now()), control, whatsapp: world.whatsapp.snapshot(), pipedrive: world.pipedrive.snapshot() };
}

/**
 * Puts back what `takeSnapshot` gave. A clock behind the snapshot's time moves there first, with nothing waiting that could fire on the way.
 * What the present state holds is lost even when the snapshot turns out to be none: throws INVALID_REQUEST then, with everything reset.
 */
export async function restoreAll(world: ControlWorld, { version, at, control, whatsapp, pipedrive }: Snapshot): Promise<void> {
  if (version !== 1 || Number.isNaN(Date.parse(at))) {
    throw new AppError('INVALID_REQUEST', 'This is no snapshot of version 1 with its time. Nothing was changed.');
  }
  const held = readControl(control);
  world.whatsapp.reset();
  world.pipedrive.reset();
  const ahead = Date.parse(at) - world.clock.now();
  if (ahead > 0) await world.clock.advance(ahead);
  try {
    world.whatsapp.restore(whatsapp);
    world.pipedrive.restore(pipedrive);
  } catch (cause) {
    resetAll(world);
    throw new AppError('INVALID_REQUEST', `This is no snapshot of these simulators: ${(cause as Error).message}. Both begin anew.`, {
      cause,
    });
  }
  world.verifyToken = held.verifyToken;
  world.files = new Map(held.files.map(({ id, base64, ...file }) => [id, { ...file, bytes: Buffer.from(base64, 'base64') }]));
}

function readControl(value: unknown): ControlSnapshot {
  const given = value as Partial<ControlSnapshot> | null;
  if (typeof given?.verifyToken === 'string' && Array.isArray(given.files)) return given as ControlSnapshot;
  throw new AppError('INVALID_REQUEST', 'body/control is not what a snapshot holds there. Nothing was changed.');
}
