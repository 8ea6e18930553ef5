import { listTemplates } from '../domain/templates.ts';
import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

export const getTemplates =
  (services: ProviderServices): ProviderHandler<'getTemplates'> =>
  async ({ params }) => {
    const channel = await admit(services, params.providerChannelId);
    return { status: 200, body: { success: true, data: { templates: listTemplates(await services.templates.of(channel)) } } };
  };
