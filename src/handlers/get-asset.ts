import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { servedPage } from './served-page.ts';

export const getAsset =
  ({ page }: ConsoleServices): ConsoleHandler<'getAsset'> =>
  async ({ params, headers }) => {
    const file = await page.asset(params.group, params.name, headers['accept-encoding']);
    if (!file) throw new AppError('NOT_FOUND', 'The page has no such file. Load the page anew: it may be older than the provider.');
    return servedPage(file, headers['if-none-match']);
  };
