import { verdictOf } from '../domain/set-up-report.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const runDoctor =
  ({ examine }: ConsoleServices): ConsoleHandler<'runDoctor'> =>
  async ({ body }) => {
    const findings = await examine(body.manifest);
    return { status: 200, body: { verdict: verdictOf(findings), findings } };
  };
