import { contractDiff } from './contract-diff/command.ts';

process.exitCode = contractDiff(process.argv.slice(2), console.log, console.error);
