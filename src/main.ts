import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { install } from 'undici';
import { serveUntilStopped } from './cli/serve.ts';

if (existsSync('.env')) loadEnvFile('.env');
// The OAuth library speaks in the global Headers and Response. Node's own would be read for it, a second undici beside the one that is here anyway.
install();
await serveUntilStopped(process.argv.slice(2), process.env);
