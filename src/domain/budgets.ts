import type { Company, Spend } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** What Pipedrive's budget of one company is known to be, and what we took of it. */
export interface CompanyBudget extends Company {
  companyName: string;
  /** Newest day first. */
  spend: Spend[];
}

const DAY_MS = 86_400_000;

/** Every company that was ever installed or called, with what was spent today and on the days before; days are UTC's. */
export async function readBudgets(store: Store, now: number, days: number): Promise<CompanyBudget[]> {
  const today = now - (now % DAY_MS);
  const [installations, companies, spend] = await Promise.all([
    store.installations(),
    store.companies(),
    store.spend(today - (days - 1) * DAY_MS),
  ]);
  const names = new Map(installations.map(({ companyId, companyName }) => [companyId, companyName]));
  const known = new Map(companies.map((company) => [company.companyId, company]));
  const ids = new Set([...names.keys(), ...known.keys(), ...spend.map(({ companyId }) => companyId)]);
  return [...ids]
    .toSorted((one, other) => one - other)
    .map((companyId) => ({
      ...(known.get(companyId) ?? { companyId, channelsApi: 'unknown', channelsApiCode: null, channelsApiAt: null, usedUpUntil: null }),
      companyName: names.get(companyId) ?? '',
      spend: spend.filter((row) => row.companyId === companyId),
    }));
}
