import type { components } from '../../generated/console/types.ts';
import { type CompanyBudget, readBudgets } from '../domain/budgets.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getBudgets =
  ({ store, clock }: ConsoleServices): ConsoleHandler<'getBudgets'> =>
  async ({ query }) => {
    const now = clock.now();
    const budgets = await readBudgets(store, now, query.days ?? 7);
    return { status: 200, body: { companies: budgets.map((budget) => presentBudget(budget, now)) } };
  };

function presentBudget(budget: CompanyBudget, now: number): components['schemas']['CompanyBudget'] {
  const { companyId, companyName, channelsApi, channelsApiCode, channelsApiAt, usedUpUntil } = budget;
  return {
    companyId,
    companyName,
    channelsApi: { state: channelsApi, code: channelsApiCode, at: channelsApiAt === null ? null : new Date(channelsApiAt).toISOString() },
    usedUpUntil: usedUpUntil === null || usedUpUntil <= now ? null : new Date(usedUpUntil).toISOString(),
    spent: budget.spend.map(({ day, operation, calls, tokens, refused }) => ({
      day: new Date(day).toISOString().slice(0, 10),
      operation,
      calls,
      tokens,
      refused,
    })),
  };
}
