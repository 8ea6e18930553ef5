import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { callerOf } from '../credentials.ts';
import type { PipedriveWorld } from '../world.ts';

/** Whose token it is: the user and the company together name the installation. */
export const getCurrentUser =
  (world: PipedriveWorld): OperationHandler<OperationTypes['getCurrentUser']> =>
  ({ headers }) => {
    const { company, user } = callerOf(world, headers);
    return {
      status: 200,
      body: {
        success: true,
        data: {
          id: user.id,
          name: user.name,
          email: user.email,
          phone: null,
          activated: true,
          active_flag: true,
          is_deleted: false,
          is_admin: user.admin ? 1 : 0,
          access: [{ app: 'global', admin: user.admin, permission_set_id: '4b0b7d2e-5f63-4c0e-9d55-0c1c6a1f7e21' }],
          locale: 'en_US',
          timezone_name: 'Europe/Lisbon',
          timezone_offset: '+00:00',
          icon_url: null,
          company_id: company.id,
          company_name: company.name,
          company_domain: company.slug,
          company_country: 'PT',
          language: { language_code: 'en', country_code: 'US' },
        },
      },
    };
  };
