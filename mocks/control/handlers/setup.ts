import { changeSettings, shownSettings } from '../settings.ts';
import { resetAll, restoreAll, takeSnapshot } from '../whole-state.ts';
import type { ControlWorld } from '../world.ts';
import type { ControlHandlers } from './index.ts';

/** Settings, and the state as a whole. */
export function setupHandlers(
  world: ControlWorld,
): ControlHandlers<'getSettings' | 'changeSettings' | 'resetSimulators' | 'getSnapshot' | 'restoreSnapshot' | 'issueToken'> {
  return {
    getSettings: () => ({ status: 200, body: shownSettings(world) }),
    changeSettings({ body }) {
      changeSettings(world, body);
      return { status: 200, body: shownSettings(world) };
    },
    async resetSimulators() {
      await resetAll(world);
      return { status: 204 };
    },
    getSnapshot: () => ({ status: 200, body: takeSnapshot(world) }),
    async restoreSnapshot({ body }) {
      await restoreAll(world, body);
      return { status: 204 };
    },
    issueToken({ body: { kind, ...choice } }) {
      const { pipedrive } = world;
      if (kind === 'code') return { status: 201, body: { kind, token: pipedrive.issueCode(choice), expiresInSeconds: 300 } };
      return { status: 201, body: { kind, token: pipedrive.issueToken(choice), expiresInSeconds: 3599 } };
    },
  };
}
