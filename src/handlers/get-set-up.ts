import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getSetUp =
  ({ readSetUp, mode }: ConsoleServices): ConsoleHandler<'getSetUp'> =>
  async () => {
    const { steps, draft, installations } = await readSetUp();
    return {
      status: 200,
      body: {
        mode,
        steps: steps.map(({ at, checks, faults, ...step }) => ({
          ...step,
          at: at === null ? null : new Date(at).toISOString(),
          checks: [...checks],
          faults: [...faults],
        })),
        draft,
        installations,
      },
    };
  };
