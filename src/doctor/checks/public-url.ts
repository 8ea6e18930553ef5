import type { Finding } from '../../domain/set-up-report.ts';
import { ask, type Silence } from '../ask.ts';
import type { Bench } from '../bench.ts';
import type { FaultName } from '../faults.ts';
import { createFindings } from '../findings.ts';

const FAULT_OF: Readonly<Record<Silence['kind'], FaultName>> = {
  unresolved: 'public-url-unresolved',
  certificate: 'public-url-certificate',
  unreachable: 'public-url-unreachable',
};

/** Whether the world reaches this very provider at PUBLIC_URL. What follows from it is looked at only when it does. */
export async function checkPublicUrl({ config, http, ownPicture }: Bench): Promise<Finding[]> {
  const { findings, ok, skip, fault } = createFindings('public-url');
  const { publicUrl } = config;
  if (publicUrl.startsWith('https://')) ok(`PUBLIC_URL is an https address: ${publicUrl}`);
  else if (config.mode === 'sandbox') skip(`the sandbox is asked at ${publicUrl}; live, the address has to be https`);
  else fault('public-url-not-https', `PUBLIC_URL is ${publicUrl}`);

  const asked = await ask(http, { method: 'GET', url: ownPicture });
  if ('silence' in asked) fault(FAULT_OF[asked.silence.kind], `${publicUrl}: ${asked.silence.why}`);
  else if (asked.answer.status === 200 && String(asked.answer.headers['content-type']).startsWith('image/png')) {
    ok('this provider answers there');
  } else {
    const to = asked.answer.headers['location'];
    fault(
      'public-url-elsewhere',
      `${publicUrl} answered ${asked.answer.status} to an address of ours${to ? `, and leads to ${String(to).split('?')[0]}` : ''}`,
    );
  }
  return findings;
}

/** Whether the provider was reached: everything that is asked under PUBLIC_URL depends on it. */
export const isReached = (findings: readonly Finding[]): boolean =>
  findings.every(({ fault }) => fault === null || fault === 'public-url-not-https');
