import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler, OperationResponse } from '../../../src/contract/operation.ts';
import { AppError } from '../../../src/errors.ts';
import { decide, registeredCallback } from '../consent.ts';
import { type Choice, consentPage, goOnPage, refusalPage } from '../consent-page.ts';
import type { PipedriveWorld } from '../world.ts';

type Query = NonNullable<OperationTypes['authorize']['parameters']['query']>;

/** The page on which a user agrees to the app or not, and the way back to the app once a link of it was followed. */
export const authorize =
  (world: PipedriveWorld): OperationHandler<OperationTypes['authorize']> =>
  ({ query }) => {
    try {
      return answer(world, query);
    } catch (error) {
      // The browser stays here: nobody knows whether it would be welcome at the address it came with.
      if (!(error instanceof AppError)) throw error;
      return { status: 400, body: refusalPage(error.message) };
    }
  };

function answer(world: PipedriveWorld, query: Query): OperationResponse<OperationTypes['authorize']> {
  const { clientId, scopes } = world.settings.get();
  if (query.client_id !== clientId) throw new AppError('INVALID_REQUEST', 'There is no app with this client_id.');
  registeredCallback(world, query.redirect_uri);
  if (query.decision === undefined) return { status: 200, body: consentPage(scopes, choicesOf(world, query)) };
  const address = decide(world, {
    decision: query.decision,
    redirectUri: query.redirect_uri,
    ...(query.state === undefined ? {} : { state: query.state }),
    ...(query.user_id === undefined ? {} : { userId: Number(query.user_id) }),
    ...(query.company_id === undefined ? {} : { companyId: Number(query.company_id) }),
  });
  return { status: 302, headers: { Location: address }, body: goOnPage() };
}

function choicesOf({ companies }: PipedriveWorld, query: Query): Choice[] {
  const link = (companyId: number, userId: number, decision: string) => {
    const asked = {
      client_id: query.client_id,
      redirect_uri: query.redirect_uri,
      ...(query.state === undefined ? {} : { state: query.state }),
    };
    // Relative, so that it holds under whatever name the browser came by.
    return `?${new URLSearchParams({ ...asked, decision, company_id: String(companyId), user_id: String(userId) })}`;
  };
  return companies.all().flatMap((company) =>
    company.users.map((user) => ({
      company,
      user,
      allow: link(company.id, user.id, 'allow'),
      deny: link(company.id, user.id, 'deny'),
    })),
  );
}
