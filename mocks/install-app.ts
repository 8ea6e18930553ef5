import { request } from 'undici';
import type { PipedriveSimulator } from './pipedrive/simulator.ts';

export interface InstallOptions {
  /** Where the provider listens, without a path. */
  providerUrl: string;
  pipedrive: Pick<PipedriveSimulator, 'companies'>;
}

/**
 * Does what a browser does when the first user of the first company installs the app: the provider's own start, the consent page, the way back. Rejects with what the provider says
 * when that is not 200.
 */
export async function installApp({ providerUrl, pipedrive }: InstallOptions): Promise<void> {
  const [company] = pipedrive.companies();
  const begun = await followed(`${providerUrl}/auth/pipedrive`);
  const consent = new URL(begun.location);
  consent.searchParams.set('decision', 'allow');
  consent.searchParams.set('company_id', String(company?.id));
  consent.searchParams.set('user_id', String(company?.users[0]?.id));
  const agreed = await followed(consent.href);
  // The address is the public one, which need not lead to the provider from here.
  const end = await open(`${providerUrl}/auth/pipedrive/callback${new URL(agreed.location).search}`, begun.cookie);
  if (end.status !== 200) throw new Error(`the provider answered ${end.status} to the installation: ${end.body}`);
}

interface Opened {
  status: number;
  location: string;
  cookie: string;
  body: string;
}

async function open(url: string, cookie = ''): Promise<Opened> {
  const { statusCode, headers, body } = await request(url, { headers: cookie === '' ? {} : { cookie } });
  const [pair = ''] = String([headers['set-cookie'] ?? ''].flat()[0]).split(';');
  return { status: statusCode, location: String(headers['location'] ?? ''), cookie: pair, body: await body.text() };
}

/** Follows one step. Rejects with the answer when it leads nowhere. */
async function followed(url: string): Promise<Opened> {
  const opened = await open(url);
  if (opened.status === 302) return opened;
  throw new Error(`${new URL(url).pathname} answered ${opened.status} instead of leading on: ${opened.body}`);
}
