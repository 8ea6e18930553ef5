import { wipeSandbox } from '../domain/clean-slate.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

/** Empties the sandbox. The contract lets no body pass that does not confirm it. */
export const resetPlayground =
  ({ playground, store, look, ownChannelId, removeMedia }: ConsoleServices): ConsoleHandler<'resetPlayground'> =>
  async () => {
    await wipeSandbox({ store, controls: sandboxOnly(playground).controls, channelId: ownChannelId(), removeFile: removeMedia });
    look.events.publish('reset', {});
    return { status: 204 };
  };
