import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureColdStart } from './cold-start.ts';
import { measureMatching } from './matching.ts';
import { measureReads } from './reads.ts';
import { printFigures, printMachine } from './report.ts';
import { measureSimulators } from './simulators.ts';
import { measureWebhooks } from './webhooks.ts';

const HELP = `Measures the provider on this machine and prints tables, at last the one of the README. A slow machine is no failure: what counts are the ratios within one run.
  npm run bench -- [--quick] [--only 1,4] [--profile FOLDER]

  --quick     short bursts, and 100,000 messages instead of 1,000,000
  --only      sections, by number: 1 webhooks, 2 webhooks with 20 updates, 3 open loop, 4 reading, 5 response validation,
              6 cold start, 7 memory (after 1), 8 matching, 9 simulators, 10 statuses while a backlog of files is fetched
  --profile   leaves a CPU profile of the provider under the webhook load in this folder and sums it up (slows the provider down)`;

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, profile: { type: 'string' }, help: { type: 'boolean' } },
});

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const only = values.only?.split(',').map(Number);
  const wants = (...sections: number[]) => sections.some((section) => only === undefined || only.includes(section));
  const quick = values.quick === true;
  const root = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

  printMachine();
  if (wants(1, 2, 3, 7, 10)) {
    await measureWebhooks({
      root,
      rounds: quick ? 2 : 4,
      burstSeconds: quick ? 2 : 3,
      openLoopSeconds: quick ? 3 : 10,
      profile: values.profile,
      wants,
    });
  }
  if (wants(4, 5)) {
    const conversations = quick ? 500 : 2000;
    await measureReads({ root, large: { conversations, messagesEach: quick ? 200 : 500 }, requests: quick ? 100 : 300, wants });
  }
  if (wants(6)) await measureColdStart({ root, times: 5 });
  if (wants(8)) await measureMatching({ rounds: quick ? 5 : 15 });
  if (wants(9)) await measureSimulators({ seconds: quick ? 2 : 5 });
  printFigures();
}

await main();
