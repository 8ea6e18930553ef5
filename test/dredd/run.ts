import { recordCoverage } from '../coverage/record.ts';
import { run } from './command.ts';

const args = process.argv.slice(2);
// A run of some documents must not take the place of the whole one in the coverage map.
if (args.every((arg) => arg.startsWith('--'))) recordCoverage('dredd', 'run');
process.exitCode = await run(args, console.log);
