import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { trace } from './trace/command.ts';

if (existsSync('.env')) loadEnvFile('.env');
process.exitCode = await trace(process.argv.slice(2), process.env, console.log, console.error);
