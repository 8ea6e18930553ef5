import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import type { ApiSchemas } from '../options.ts';
import type { PipedriveWorld } from '../world.ts';

/** The one user of the simulated company; whether an administrator, the settings say. */
export const user = {
  id: 23456789,
  name: 'Sam Sales',
  email: 'sam@harbour-sales.example',
  phone: null,
  activated: true,
  active_flag: true,
  is_deleted: false,
  access: [{ app: 'global', admin: true, permission_set_id: '4b0b7d2e-5f63-4c0e-9d55-0c1c6a1f7e21' }],
  locale: 'en_US',
  timezone_name: 'Europe/Lisbon',
  timezone_offset: '+00:00',
  icon_url: null,
  company_id: 12345678,
  company_name: 'Harbour Sales',
  company_domain: 'harbour-sales',
  company_country: 'PT',
  language: { language_code: 'en', country_code: 'US' },
} satisfies ApiSchemas['CurrentUser'];

export const getCurrentUser =
  (world: PipedriveWorld): OperationHandler<OperationTypes['getCurrentUser']> =>
  () => {
    const { admin } = world.settings.get();
    return { status: 200, body: { success: true, data: { ...user, access: user.access.map((right) => ({ ...right, admin })) } } };
  };
