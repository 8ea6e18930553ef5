import type { CompanyBudget } from './budget.ts';
import type { Company, CompanyChange, OwnerChoice, PipedriveUser, UserChange } from './companies.ts';
import { type Consent, decide } from './consent.ts';
import type { Installation } from './installations.ts';
import type { ProviderAnswer, VisitAnswer } from './provider-client.ts';
import type { SettingsChange } from './settings.ts';
import { share, uninstall } from './uninstall.ts';
import { apiDomainOf, type PipedriveWorld } from './world.ts';

/** What companies and their users do with Pipedrive and with the app. A user who is not named is the first of the first company. */
export interface CompanyActions {
  /** Every company with its users, the first one first. */
  companies(): Company[];
  /** Creates or changes a company; what is left out stays. A changed `slug` renames its domain: see `renameCompany`. Throws for a domain that is none, or another's. */
  putCompany(companyId: number, change: CompanyChange): Company;
  /** Creates or changes a user. Throws when there is no such company. */
  putUser(companyId: number, userId: number, change: UserChange): PipedriveUser;
  /** The company has another domain: api_domain of new tokens is the new one, and the old one answers 404 from now on. */
  renameCompany(companyId: number, slug: string): void;
  /** Where a company's API is: the `api_domain` of its tokens. */
  apiDomain(companyId: number): string;
  /** What a company has spent of its daily tokens. */
  budget(companyId: number): CompanyBudget;
  /** Who has the app. */
  installations(): Installation[];
  /** The user decides on the consent page: the address that the browser goes to, with a code or error=user_denied, and the state. Throws when there is no such user or no callback URL. */
  consent(consent: Consent): string;
  /** The user installs from the Marketplace: the address that the browser goes to has a code and no state. */
  installFromMarketplace(choice?: OwnerChoice): string;
  /** Goes where a browser would be sent to, without cookies, and stops at the first answer. Status 0: no answer. */
  visit(address: string): Promise<VisitAnswer>;
  /** The user takes the app away: its tokens end at once, its channels go, then DELETE on the callback URL. Status 0: no answer. Rejects when the user does not have it. */
  uninstall(choice?: OwnerChoice): Promise<ProviderAnswer>;
  /** The user shows the app to the whole company or to nobody else: POST on the callback URL. Rejects when the user does not have it. */
  share(choice: OwnerChoice & { isShared: boolean }): Promise<ProviderAnswer>;
  /** An access token for an hour, without the OAuth dance, and with it an installation. */
  issueToken(choice?: OwnerChoice): string;
  /** What a user's consent puts into the callback's `code`; with `redirectUri`, that one must be sent with it. */
  issueCode(choice?: OwnerChoice & { redirectUri?: string }): string;
}

export const companyActions = (world: PipedriveWorld): CompanyActions => ({
  companies: () => world.companies.all(),
  putCompany: (companyId, change) => world.companies.put(companyId, change),
  putUser: (companyId, userId, change) => world.companies.putUser(companyId, userId, change),
  renameCompany(companyId, slug) {
    world.companies.find(companyId);
    world.companies.put(companyId, { slug });
  },
  apiDomain: (companyId) => apiDomainOf(world, companyId),
  budget: (companyId) => world.budget.of(world.companies.find(companyId)),
  installations: () => world.installations.all(),
  consent: (consent) => decide(world, consent),
  installFromMarketplace: (choice = {}) => decide(world, { ...choice, decision: 'allow' }),
  visit: (address) => world.provider.visit(address),
  uninstall: (choice = {}) => uninstall(world, choice),
  share: ({ isShared, ...choice }) => share(world, choice, isShared),
  issueToken(choice = {}) {
    const owner = world.companies.choose(choice);
    world.installations.add(owner);
    return world.tokens.issueToken(owner);
  },
  issueCode: ({ redirectUri, ...choice } = {}) => world.tokens.issueCode(world.companies.choose(choice), redirectUri ?? null),
});

/** `plan` and `admin` of the settings are short for those of the company and the user that nobody has to name. */
export function changeFirstCompany({ companies }: PipedriveWorld, { plan, admin }: Pick<SettingsChange, 'plan' | 'admin'>): void {
  const { id, users } = companies.first();
  if (plan !== undefined) companies.put(id, { plan });
  if (admin !== undefined && users[0]) companies.putUser(id, users[0].id, { admin });
}
