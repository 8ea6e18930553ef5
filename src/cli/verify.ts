import { verify } from './verify/command.ts';

process.exitCode = await verify(process.argv.slice(2), {
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
  say: console.log,
  complain: console.error,
});
