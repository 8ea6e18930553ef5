import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { doctor } from './doctor/command.ts';

if (existsSync('.env')) loadEnvFile('.env');
process.exitCode = await doctor(process.argv.slice(2), {
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
  say: console.log,
  complain: console.error,
});
