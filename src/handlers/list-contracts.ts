import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const listContracts =
  ({ contracts }: ConsoleServices): ConsoleHandler<'listContracts'> =>
  async () => {
    const [documents, coverage] = await Promise.all([contracts.list(), contracts.coverage()]);
    return { status: 200, body: { contracts: documents, ...(coverage ? { coverage } : {}) } };
  };
