import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { serveUntilStopped } from './cli/serve.ts';

if (existsSync('.env')) loadEnvFile('.env');
await serveUntilStopped(process.argv.slice(2), process.env);
