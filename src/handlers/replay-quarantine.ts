import { replayQuarantined } from '../domain/quarantine.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { listName } from './page-of-list.ts';

export const replayQuarantine =
  ({ quarantine, cursors }: ConsoleServices): ConsoleHandler<'replayQuarantine'> =>
  async ({ query }) => {
    const { after, ...filter } = query;
    const list = listName('replay of quarantine', filter);
    const { last, ...batch } = await replayQuarantined(quarantine, filter, cursors.decode(list, after) ?? 0);
    return { status: 200, body: { ...batch, ...(batch.remaining > 0 ? { after: cursors.encode(list, last) } : {}) } };
  };
