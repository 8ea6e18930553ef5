import type { components } from '../../../generated/simulators/types.ts';
import type { Company, Owner, PipedriveUser } from '../../pipedrive/companies.ts';
import type { ProviderAnswer } from '../../pipedrive/provider-client.ts';
import { conflict, unreachable } from '../control-failure.ts';
import { type ControlWorld, iso } from '../world.ts';
import type { ControlHandlers } from './index.ts';

type Schemas = components['schemas'];

type CompanyOperation =
  | 'listCompanies'
  | 'putCompany'
  | 'putCompanyUser'
  | 'uninstallApp'
  | 'shareApp'
  | 'giveConsent'
  | 'installFromMarketplace';

/** Who uses Pipedrive, and what they do with the app. */
export function companyHandlers(world: ControlWorld): ControlHandlers<CompanyOperation> {
  const { pipedrive } = world;
  return {
    listCompanies: () => ({ status: 200, body: { companies: pipedrive.companies().map((company) => shownCompany(world, company)) } }),
    putCompany({ params, body }) {
      return { status: 200, body: shownCompany(world, pipedrive.putCompany(Number(params.companyId), body)) };
    },
    putCompanyUser({ params, body }) {
      const { companyId, userId } = ownerOf(params);
      return { status: 200, body: shownUser(world, companyId, pipedrive.putUser(companyId, userId, body)) };
    },
    async uninstallApp({ params }) {
      const callbackUrl = needCallbackUrl(world);
      const answer = await pipedrive.uninstall(ownerOf(params));
      return { status: 200, body: answered(answer, `The app is uninstalled, but its callback URL ${callbackUrl}`) };
    },
    async shareApp({ params, body: { isShared } }) {
      const callbackUrl = needCallbackUrl(world);
      const answer = await pipedrive.share({ ...ownerOf(params), isShared });
      return { status: 200, body: answered(answer, `That is kept, but the callback URL ${callbackUrl}`) };
    },
    async giveConsent({ body: { follow = false, ...consent } }) {
      needCallbackUrl(world);
      return { status: 200, body: await visited(world, pipedrive.consent(consent), follow) };
    },
    async installFromMarketplace({ body: { follow = false, ...choice } }) {
      needCallbackUrl(world);
      return { status: 200, body: await visited(world, pipedrive.installFromMarketplace(choice), follow) };
    },
  };
}

async function visited({ pipedrive }: ControlWorld, url: string, follow: boolean): Promise<Schemas['CallbackVisit']> {
  if (!follow) return { url, answer: null };
  const { status, location, body } = await pipedrive.visit(url);
  if (status === 0) throw unreachable(`The callback URL ${new URL(url).origin} did not answer: ${body}.`);
  return { url, answer: { status, link: location, body } };
}

function answered({ status, body }: ProviderAnswer, what: string): Schemas['Answer'] {
  if (status === 0) throw unreachable(`${what} did not answer: ${body}.`);
  return { status, body };
}

/** Throws a conflict when the app has no callback URL. */
function needCallbackUrl({ pipedrive }: ControlWorld): string {
  const { callbackUrl } = pipedrive.settings();
  if (callbackUrl !== null) return callbackUrl;
  throw conflict(
    'The app has no callback URL. Set the provider\'s address, or the whole URL: PATCH /settings {"pipedrive":{"callbackUrl":"http://127.0.0.1:3000/…"}}',
  );
}

const ownerOf = ({ companyId, userId }: { companyId: number; userId: number }): Owner => ({
  companyId: Number(companyId),
  userId: Number(userId),
});

function shownCompany(world: ControlWorld, { id, name, slug, plan, users }: Company): Schemas['Company'] {
  const { day, spent, limit } = world.pipedrive.budget(id);
  return {
    id,
    name,
    slug,
    apiDomain: world.pipedrive.apiDomain(id),
    plan,
    budget: { day: iso(day), spent, limit },
    users: users.map((user) => shownUser(world, id, user)),
  };
}

function shownUser({ pipedrive }: ControlWorld, companyId: number, { id, name, email, admin }: PipedriveUser): Schemas['CompanyUser'] {
  const installation = pipedrive.installations().find((known) => known.companyId === companyId && known.userId === id);
  return { id, name, email, admin, installed: installation !== undefined, shared: installation?.shared ?? false };
}
