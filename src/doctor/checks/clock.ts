import type { Finding } from '../../domain/set-up-report.ts';
import { ask } from '../ask.ts';
import type { Bench } from '../bench.ts';
import { createFindings } from '../findings.ts';

/** What vendors' clocks and the way between may account for. */
const TOLERATED_MS = 60_000;

/** Whether this machine's clock agrees with those of Meta and Pipedrive, by the Date header of whatever they answer. */
export async function checkClock({ config, http, clock }: Bench): Promise<Finding[]> {
  const { findings, ok, skip, fault } = createFindings('clock');
  if (config.mode === 'sandbox') {
    skip("the sandbox's clock is its own and can be moved");
    return findings;
  }
  const differences: number[] = [];
  for (const url of [config.whatsapp.apiUrl, config.pipedrive.oauthUrl]) {
    const before = clock.now();
    const asked = await ask(http, { method: 'HEAD', url: `${url}/` });
    const date = 'answer' in asked ? Date.parse(String(asked.answer.headers['date'])) : Number.NaN;
    if (!Number.isNaN(date)) differences.push((before + clock.now()) / 2 - date);
  }
  const [nearest] = differences.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  if (nearest === undefined) skip('neither vendor told the time');
  else if (Math.abs(nearest) <= TOLERATED_MS) ok("the clock agrees with the vendors'");
  else fault('clock-skewed', `the clock is ${Math.round(Math.abs(nearest) / 1000)} s ${nearest > 0 ? 'ahead of' : 'behind'} the vendors'`);
  return findings;
}
