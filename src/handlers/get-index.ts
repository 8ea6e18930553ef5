import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { servedPage } from './served-page.ts';

export const getIndex =
  ({ page }: ConsoleServices): ConsoleHandler<'getIndex'> =>
  async ({ headers }) => {
    const file = await page.index(headers['accept-encoding']);
    if (!file) {
      throw new AppError(
        'INTERNAL_ERROR',
        'The page is not part of the npm package. Start the provider from its repository; GET /console/addresses names what else there is.',
      );
    }
    return servedPage(file, headers['if-none-match']);
  };
