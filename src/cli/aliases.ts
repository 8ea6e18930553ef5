import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { aliases } from './aliases/command.ts';

if (existsSync('.env')) loadEnvFile('.env');
process.exitCode = await aliases(process.argv.slice(2), process.env, console.log, console.error);
