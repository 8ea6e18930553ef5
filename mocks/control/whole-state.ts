import type { components } from '../../generated/simulators/types.ts';
import { AppError } from '../../src/errors.ts';
import { type ControlWorld, iso } from './world.ts';

export type Snapshot = components['schemas']['Snapshot'];

interface ControlSnapshot {
  verifyToken: string;
  files: { id: string; mimeType: string; filename?: string; base64: string }[];
}

/** Timers of a program on the same clock fire on the way, so the way must have an end. */
const FURTHEST_AHEAD_MS = 3660 * 86_400_000;

/** Both simulators as right after the start; no transcript, no faults. Time stays where it is. All but what `onReset` does is done at once. */
export async function resetAll(world: ControlWorld): Promise<void> {
  world.whatsapp.reset();
  world.pipedrive.reset();
  world.journal.clear();
  world.files.clear();
  world.verifyToken = world.startVerifyToken;
  await world.onReset();
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
 * Throws INVALID_REQUEST when it is no snapshot; nothing has changed then, not even the time.
 */
export async function restoreAll(world: ControlWorld, { version, at, control, whatsapp, pipedrive }: Snapshot): Promise<void> {
  if (version !== 1 || Number.isNaN(Date.parse(at))) {
    throw new AppError('INVALID_REQUEST', 'This is no snapshot of version 1 with its time. Nothing was changed.');
  }
  const ahead = Date.parse(at) - world.clock.now();
  if (ahead > FURTHEST_AHEAD_MS)
    throw new AppError('INVALID_REQUEST', `The snapshot is of ${at}, more than ten years ahead. Nothing was changed.`);
  const held = readControl(control);
  rehearse(world, whatsapp, pipedrive);
  if (ahead > 0) {
    const before = { whatsapp: world.whatsapp.snapshot(), pipedrive: world.pipedrive.snapshot() };
    world.whatsapp.reset();
    world.pipedrive.reset();
    try {
      await world.clock.advance(ahead);
    } catch (error) {
      // Somebody else's timer on the same clock failed.
      world.whatsapp.restore(before.whatsapp);
      world.pipedrive.restore(before.pipedrive);
      throw error;
    }
  }
  world.whatsapp.restore(whatsapp);
  world.pipedrive.restore(pipedrive);
  world.verifyToken = held.verifyToken;
  world.files = held.files;
}

function rehearse(world: ControlWorld, whatsapp: unknown, pipedrive: unknown): void {
  try {
    world.whatsapp.rehearse(whatsapp);
    world.pipedrive.rehearse(pipedrive);
  } catch (cause) {
    const why = (cause as Error).message.replace(/\.$/, '');
    throw new AppError('INVALID_REQUEST', `This cannot be put back: ${why}. Nothing was changed.`, { cause });
  }
}

function readControl(value: unknown): { verifyToken: string; files: ControlWorld['files'] } {
  const { verifyToken, files } = (value ?? {}) as Partial<ControlSnapshot>;
  if (typeof verifyToken !== 'string' || !Array.isArray(files) || !files.every(isFile)) {
    throw new AppError('INVALID_REQUEST', 'body/control is not what a snapshot holds there. Nothing was changed.');
  }
  return { verifyToken, files: new Map(files.map(({ id, base64, ...file }) => [id, { ...file, bytes: Buffer.from(base64, 'base64') }])) };
}

const isFile = (file: Partial<ControlSnapshot['files'][number]> | null): boolean =>
  [file?.id, file?.mimeType, file?.base64].every((part) => typeof part === 'string');
