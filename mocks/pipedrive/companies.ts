import { AppError } from '../../src/errors.ts';
import { type Plan, type PlanChange, planAfter } from './plan.ts';

export interface PipedriveUser {
  id: number;
  name: string;
  email: string;
  /** Only administrators may register channels. */
  admin: boolean;
}

export interface Company {
  id: number;
  name: string;
  /** The company's subdomain; it may change. */
  slug: string;
  plan: Plan | 'ended';
  users: PipedriveUser[];
}

/** A user as the options and the control API give it: what is left out stays, or is the usual. */
export type UserChange = Partial<Omit<PipedriveUser, 'id'>>;
export interface CompanyChange {
  name?: string;
  slug?: string;
  plan?: PlanChange;
}
export interface CompanyAtStart extends CompanyChange {
  id: number;
  users: readonly (UserChange & { id: number })[];
}

/** Whose token, channel or installation something is. */
export interface Owner {
  companyId: number;
  userId: number;
}

/** The user of a company, named as far as is necessary: the first company, or the one that has the user; its first user. */
export type OwnerChoice = Partial<Owner>;

export const usualCompany: CompanyAtStart = {
  id: 12345678,
  name: 'Harbour Sales',
  slug: 'harbour-sales',
  users: [{ id: 23456789, name: 'Sam Sales', email: 'sam@harbour-sales.example' }],
};

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The companies that use Pipedrive, in the order they became known, and their users. The first is what nobody has to name. */
export function createCompanies(start: readonly CompanyAtStart[]) {
  let companies: Company[] = [];

  const find = (id: number): Company => {
    const company = companies.find((known) => known.id === id);
    if (!company) throw new AppError('NOT_FOUND', `There is no company ${id}. It has to be put first.`);
    return company;
  };
  const userIn = (company: Company, userId: number): PipedriveUser => {
    const user = company.users.find(({ id }) => id === userId);
    if (!user) throw new AppError('NOT_FOUND', `The company ${company.id} has no user ${userId}. It has to be put first.`);
    return user;
  };
  /** Throws before anything has changed. */
  const assertSlug = (slug: string, ofCompany: number): void => {
    if (!SLUG.test(slug)) {
      throw new AppError(
        'INVALID_REQUEST',
        `${JSON.stringify(slug)} cannot be a subdomain: lower-case letters, digits and hyphens, 63 at most.`,
      );
    }
    const other = companies.find((company) => company.slug === slug && company.id !== ofCompany);
    if (other) throw new AppError('INVALID_REQUEST', `The company ${other.id} has the domain ${slug} already.`);
  };

  const put = (id: number, { name, slug, plan }: CompanyChange): Company => {
    const known = companies.find((company) => company.id === id);
    const wanted = slug ?? known?.slug ?? `company-${id}`;
    assertSlug(wanted, id);
    const company = known ?? { id, name: `Company ${id}`, slug: wanted, plan: planAfter('ended', {}), users: [] };
    company.slug = wanted;
    if (name !== undefined) company.name = name;
    if (plan !== undefined) company.plan = planAfter(company.plan, plan);
    if (!known) companies.push(company);
    return company;
  };
  const putUser = (companyId: number, userId: number, { name, email, admin }: UserChange): PipedriveUser => {
    const company = find(companyId);
    const known = company.users.find(({ id }) => id === userId);
    // Whoever creates a company administers it.
    const user = known ?? {
      id: userId,
      name: `User ${userId}`,
      email: `user-${userId}@${company.slug}.example`,
      admin: company.users.length === 0,
    };
    if (name !== undefined) user.name = name;
    if (email !== undefined) user.email = email;
    if (admin !== undefined) user.admin = admin;
    if (!known) company.users.push(user);
    return user;
  };
  for (const { id, users, ...company } of start) {
    put(id, company);
    for (const { id: userId, ...user } of users) putUser(id, userId, user);
  }

  return {
    all: (): Company[] => structuredClone(companies),
    /** The one that nobody has to name. */
    first(): Company {
      const company = companies[0];
      if (!company) throw new AppError('NOT_FOUND', 'There is no company.');
      return company;
    },
    find,
    withSlug: (slug: string): Company | undefined => companies.find((company) => company.slug === slug),
    userOf: ({ companyId, userId }: Owner): PipedriveUser => userIn(find(companyId), userId),
    /** Throws an AppError NOT_FOUND when nobody is meant, INVALID_REQUEST when several companies have the user. */
    choose({ companyId, userId }: OwnerChoice): Owner {
      if (userId === undefined) {
        const company = companyId === undefined ? this.first() : find(companyId);
        const user = company.users[0];
        if (!user) throw new AppError('NOT_FOUND', `The company ${company.id} has no user yet.`);
        return { companyId: company.id, userId: user.id };
      }
      if (companyId !== undefined) return { companyId, userId: userIn(find(companyId), userId).id };
      const having = companies.filter(({ users }) => users.some(({ id }) => id === userId));
      if (having.length > 1)
        throw new AppError('INVALID_REQUEST', `Several companies have the user ${userId}. Name \`companyId\` as well.`);
      if (!having[0]) throw new AppError('NOT_FOUND', `No company has a user ${userId}.`);
      return { companyId: having[0].id, userId };
    },
    /** Creates or changes a company; what is left out stays. Throws an AppError INVALID_REQUEST for a domain that is none, or another's. */
    put: (id: number, change: CompanyChange): Company => structuredClone(put(id, change)),
    /** Creates or changes a user. Throws an AppError NOT_FOUND when there is no such company. */
    putUser: (companyId: number, userId: number, change: UserChange): PipedriveUser => ({ ...putUser(companyId, userId, change) }),
    snapshot: (): Company[] => structuredClone(companies),
    /** Throws an AppError INVALID_REQUEST for what no snapshot can hold. */
    restore(state: readonly Company[]): void {
      if (!state[0]?.users?.[0] || !state.every((company) => typeof company?.id === 'number' && Array.isArray(company.users))) {
        throw new AppError('INVALID_REQUEST', 'companies holds no company with a user');
      }
      companies = structuredClone([...state]);
    },
  };
}

export type Companies = ReturnType<typeof createCompanies>;
