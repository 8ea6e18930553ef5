import { systemClock } from '../clock.ts';
import { drift } from './drift/command.ts';

process.exitCode = drift(process.argv.slice(2), { env: process.env, now: systemClock.now(), print: console.log, complain: console.error });
