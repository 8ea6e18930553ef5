import type { CompanyAtStart } from '../../mocks/pipedrive/companies.ts';
import { callJson } from './far-end.ts';
import { BASIC, type PipedriveErrorBody, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

export const HARBOUR = 12345678;
export const SAM = 23456789;
export const NINA = 23456790;
export const MOUNTAIN = 87654321;
export const MIA = 98765432;

/** Two companies: one with an administrator and a salesperson, one with an administrator. */
export const companies: readonly CompanyAtStart[] = [
  {
    id: HARBOUR,
    name: 'Harbour Sales',
    slug: 'harbour-sales',
    users: [
      { id: SAM, name: 'Sam Sales', email: 'sam@harbour-sales.example' },
      { id: NINA, name: 'Nina <New>', email: 'nina@harbour-sales.example' },
    ],
  },
  {
    id: MOUNTAIN,
    name: 'Mountain Tools',
    slug: 'mountain-tools',
    plan: 'growth',
    users: [{ id: MIA, name: 'Mia Manager', email: 'mia@mountain-tools.example' }],
  },
];

export interface Pair {
  access_token: string;
  refresh_token: string;
  api_domain: string;
  scope: string;
}

export interface CompaniesSetup extends PipedriveSetup {
  callback: string;
  token(form: Record<string, string>): ReturnType<typeof callJson<Pair & { error?: string; error_description?: string }>>;
  /** The whole way from consent to tokens. */
  install(userId: number): Promise<Pair>;
  as<T = PipedriveErrorBody>(pair: Pair, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): ReturnType<typeof callJson<T>>;
}

export async function startCompanies(): Promise<CompaniesSetup> {
  const setup = await startPipedrive({ companies });
  const callback = `${setup.provider.url}/auth/pipedrive/callback`;
  const token: CompaniesSetup['token'] = (form) => callJson('POST', `${setup.url}/oauth/token`, { authorization: BASIC, form });
  return {
    ...setup,
    callback,
    token,
    async install(userId) {
      const code = new URL(setup.pipedrive.consent({ userId, decision: 'allow' })).searchParams.get('code') ?? '';
      return (await token({ grant_type: 'authorization_code', code, redirect_uri: callback })).body;
    },
    as: (pair, method, path, body) =>
      callJson(method, path.startsWith('http') ? path : `${pair.api_domain}${path}`, {
        authorization: `Bearer ${pair.access_token}`,
        body,
      }),
  };
}
