import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getContract =
  ({ contracts }: ConsoleServices): ConsoleHandler<'getContract'> =>
  async ({ params }) => {
    const text = await contracts.read(params.fileName);
    if (text === undefined) throw new AppError('NOT_FOUND', 'There is no such document. GET /contracts lists them.');
    return { status: 200, headers: { 'Content-Type': 'application/yaml; charset=utf-8', 'Cache-Control': 'no-cache' }, body: text };
  };
