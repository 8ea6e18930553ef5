import { contractReleased } from './contract-diff/released.ts';

process.exitCode = contractReleased(process.argv.slice(2), console.log, console.error);
