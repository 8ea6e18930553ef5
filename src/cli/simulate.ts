import { simulate } from './simulate/command.ts';

await simulate(process.argv.slice(2), process.env);
