import { NoAnswer } from '../../delivery/http-client.ts';
import type { Finding } from '../../domain/set-up-report.ts';
import type { Installation } from '../../store/records.ts';
import { ask, silenceOf } from '../ask.ts';
import type { Bench } from '../bench.ts';
import { createFindings, type Findings } from '../findings.ts';

const AGES_MS = 50 * 24 * 3_600_000;
const SCOPE = 'messengers-integration';

/** Whether Pipedrive knows the app, and what became of the companies that installed it. */
export async function checkPipedrive(bench: Bench): Promise<Finding[]> {
  const general = createFindings('pipedrive');
  await checkClient(bench, general);
  const installed = (await bench.store.installations()).filter(({ state }) => state !== 'uninstalled');
  if (installed.length === 0) general.fault('not-installed', `install address: ${bench.config.publicUrl}/auth/pipedrive`);
  const each = await Promise.all(installed.map((installation) => checkInstallation(bench, installation)));
  for (const [companyId, name] of new Map(installed.map((row) => [row.companyId, row.companyName]))) {
    if (!installed.some((row) => row.companyId === companyId && row.isAdmin))
      general.fault('nobody-is-admin', `of ${name}, nobody who installed is an admin`);
  }
  return [...general.findings, ...each.flat()];
}

/** A code that cannot be good: with the right pair Pipedrive says so, with a wrong one it refuses the pair. */
async function checkClient({ config, http }: Bench, { ok, skip, fault }: Findings): Promise<void> {
  const { clientId, clientSecret, oauthUrl } = config.pipedrive;
  const form = { grant_type: 'authorization_code', code: 'doctor', redirect_uri: `${config.publicUrl}/auth/pipedrive/callback` };
  const asked = await ask(http, {
    method: 'POST',
    url: `${oauthUrl}/oauth/token`,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  });
  if ('silence' in asked) return fault('pipedrive-unreachable', `${oauthUrl}: ${asked.silence.why}`);
  if (asked.answer.status === 401) return fault('client-refused', 'Pipedrive refused the client id and secret');
  if (asked.answer.status === 400) return ok('Pipedrive knows the client id and secret');
  skip(`whether Pipedrive knows the client id and secret cannot be said: it answered ${asked.answer.status}`);
}

async function checkInstallation(bench: Bench, installation: Installation): Promise<Finding[]> {
  const report = createFindings('pipedrive', `${installation.companyName} (${installation.userName})`);
  if (installation.state === 'paused') report.fault('installation-paused', installation.note ?? 'the connection is paused');
  else await tryToken(bench, installation, report);
  if (!installation.scopes.includes(SCOPE)) report.fault('scope-missing', `granted: ${installation.scopes.join(', ') || 'nothing'}`);
  const refreshed = `refreshed last on ${new Date(installation.refreshedAt).toISOString()}`;
  if (installation.state !== 'active' || bench.clock.now() - installation.refreshedAt <= AGES_MS) return report.findings;
  report.fault('connection-ages', refreshed);
  return report.findings;
}

async function tryToken({ accounts, pipedrive }: Bench, { id, refreshedAt }: Installation, report: Findings): Promise<void> {
  const access = await accounts.accessOf(id);
  if (access.kind === 'none') return report.fault('installation-paused', access.reason);
  try {
    const { status } = await pipedrive(access.apiDomain)('getCurrentUser', {}, `Bearer ${access.accessToken}`);
    if (status === 200) report.ok(`the connection works, refreshed last on ${new Date(refreshedAt).toISOString()}`);
    else if (status === 402) report.fault('plan-ended', 'Pipedrive answered 402');
    else if (status === 401) report.fault('installation-paused', 'Pipedrive refused the access token');
    else report.skip(`whether the connection works cannot be said: Pipedrive answered ${status}`);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    report.fault('pipedrive-unreachable', `${access.apiDomain}: ${silenceOf(error).why}`);
  }
}
