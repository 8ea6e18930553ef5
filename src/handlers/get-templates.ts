import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

export const getTemplates =
  (services: ProviderServices): ProviderHandler<'getTemplates'> =>
  async ({ params }) => {
    const channel = await admit(services, params.providerChannelId);
    return { status: 200, body: { success: true, data: { templates: await services.templates.approvedTemplates(channel) } } };
  };
