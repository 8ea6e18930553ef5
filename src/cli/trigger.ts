import { trigger } from './trigger/command.ts';

process.exitCode = await trigger(process.argv.slice(2), console.log, console.error);
