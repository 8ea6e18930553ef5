import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

/** Twice the largest size in which Pipedrive shows participants. */
const SIZE_PX = 96;

/** A year, the longest that caches are asked for; the picture of an address never changes. */
const CACHED = 'public, max-age=31536000, immutable';

export const getAvatar =
  ({ avatars }: ConsoleServices): ConsoleHandler<'getAvatar'> =>
  async ({ params }) => {
    const seed = avatars.seedOf(params.avatarId);
    if (seed === undefined) throw new AppError('NOT_FOUND', 'There is no such picture. Ask getSenderById for the address.');
    // Read with the first picture: drawing is as much code as the router.
    const { toPng } = await import('jdenticon');
    const picture = toPng(seed, SIZE_PX, { backColor: '#ffffff' });
    return { status: 200, body: picture, headers: { 'Content-Length': String(picture.length), 'Cache-Control': CACHED } };
  };
