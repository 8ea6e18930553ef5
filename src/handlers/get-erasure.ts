import type { components } from '../../generated/console/types.ts';
import { AppError } from '../errors.ts';
import type { Erasure } from '../store/records.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

/** An erasure in the contract's words. */
export const presentErasure = (erasure: Erasure): components['schemas']['Erasure'] => ({
  id: erasure.id,
  kind: erasure.kind,
  state: erasure.state,
  channelId: erasure.channelId,
  companyId: erasure.companyId,
  requestedAt: new Date(erasure.requestedAt).toISOString(),
  finishedAt: erasure.finishedAt === null ? null : new Date(erasure.finishedAt).toISOString(),
  erased: erasure.counts,
});

export const getErasure =
  ({ store }: ConsoleServices): ConsoleHandler<'getErasure'> =>
  async ({ params }) => {
    const erasure = await store.erasure(params.erasureId);
    if (!erasure) throw new AppError('NOT_FOUND', 'There is no such erasure.');
    return { status: 200, body: presentErasure(erasure) };
  };
