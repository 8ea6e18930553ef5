import { parseArgs } from 'node:util';
import type { components } from '../../../generated/console/types.ts';
import { type Environment, isSandbox } from '../../config.ts';
import { readSandboxSettings } from '../doctor/sandbox-settings.ts';
import { call, wordsOf } from '../trigger/sandbox-client.ts';
import { TriggerError } from '../trigger/trigger-error.ts';
import { renderTrace } from './render.ts';

const HELP = `Where is my message: every hop of it and every attempt, in plain words, and what happens next.

  npm run trace -- wamid.HBgL…      the id WhatsApp gave it
  npm run trace -- ms_8JwQ…_1       our id of it, the one Pipedrive sees
  npm run trace -- cv_8JwQ…         the newest message of a conversation
  npm run trace -- ID --json        the same for programs
  npm run trace -- ID --url URL     asks the provider at that address

It asks the provider that runs: the sandbox that was started here, or the one at PORT (3000) of this machine with CONSOLE_TOKEN, from the environment or
a file .env. Exit code: 0 found, 1 not found or nobody answers, 2 the command is wrong.`;

/** `npm run trace`. Resolves with the exit code. */
export async function trace(
  args: readonly string[],
  env: Environment,
  print: (text: string) => void,
  complain: (text: string) => void,
): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = readArguments(args);
    const [id] = positionals;
    if (values.help || id === undefined || positionals.length > 1) {
      (values.help ? print : complain)(HELP);
      return values.help ? 0 : 2;
    }
    const found = await ask(values.url?.replace(/\/$/, '') ?? (await providerUrl(env)), id, env['CONSOLE_TOKEN']);
    print(values.json ? JSON.stringify(found, null, 2) : renderTrace(found));
    return 0;
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error;
    complain(error.message);
    return error.exitCode === 2 ? 2 : 1;
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, url: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new TriggerError(`${(error as Error).message}\nTry: npm run trace -- --help`, 2);
  }
}

async function providerUrl(env: Environment): Promise<string> {
  if (!isSandbox(env)) return `http://127.0.0.1:${env['PORT'] ?? '3000'}`;
  const address = (await readSandboxSettings(env))?.settings['PUBLIC_URL'];
  if (address) return address;
  throw new TriggerError(
    'Nothing runs here to be asked: no sandbox was started in this folder, and no credential is set. Start one with npm start, or name an address with --url.',
  );
}

async function ask(url: string, id: string, token: string | undefined): Promise<components['schemas']['Trace']> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const { status, body } = await call(`${url}/console/traces?id=${encodeURIComponent(id)}`, { method: 'GET', headers });
  if (status === 200) return JSON.parse(body) as components['schemas']['Trace'];
  throw new TriggerError(`${wordsOf(body)} (status ${status})`);
}
