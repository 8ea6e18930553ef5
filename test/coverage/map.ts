import { coverageMap } from './command.ts';

process.exitCode = coverageMap(process.argv.slice(2), console.log, console.error);
