import { parseArgs } from 'node:util';
import { optionsOf } from '../invocation.ts';
import { CannotVerify } from './cannot-verify.ts';
import type { Level } from './rule.ts';

/** What --help says; `command` is how this program was called. */
export const helpFor = (
  command: string,
): string => `Judges a provider of Pipedrive's messaging contract: plays Pipedrive and, where the webhook is known, Meta.

  ${command}                       this project's own provider, with everything
  ${optionsOf(command)}--url https://… --client-id … --client-secret … --channel …

What to judge
  --url URL                 where the provider listens; its manifest is read from URL/manifest.json
  --manifest FILE|URL       the manifest, when it is elsewhere
  --client-id, --client-secret   the app's pair, which Pipedrive sends as Basic credentials
  --channel ID              the provider channel id
  --webhook URL             the address that Meta calls; then we play Meta too, with
  --app-secret, --verify-token, --phone-number-id, --business-account-id
  --whatsapp-port N         we answer for graph.facebook.com on this port of 127.0.0.1; point the provider there
  --pipedrive-port N        we answer for api.pipedrive.com and oauth.pipedrive.com there
  --start COMMAND           we start the provider, and kill and start it again where a rule wants that

Which rules
  --level contract|reliable|all     all unless told
  --only PATTERN, --skip PATTERN    rule names with *, a subject, an incident's name; can be repeated
  --capability NAME                 whatsapp-in-full or pipedrive-in-full; all unless told; "none" for none
  --destructive                     rules may delete the channel
  --require-all                     a rule that could not be run fails, unless --not-yet names it
  --patience SECONDS                how long an expected thing may take (10)
  --not-yet FILE                    { "rule": "reason" } of what is known not to hold
  --list                            the rules, without a run

Reports
  --junit FILE, --html FILE, --json FILE
  --verbose                 the name of every rule that was not run
  --help

Secrets can come from the environment: VERIFY_CLIENT_SECRET, VERIFY_APP_SECRET, VERIFY_VERIFY_TOKEN, and the tokens that the provider uses on our
ports: VERIFY_WHATSAPP_TOKEN, VERIFY_PIPEDRIVE_TOKEN. A command of --start finds all of them, and VERIFY_URL, VERIFY_WHATSAPP_URL,
VERIFY_PIPEDRIVE_URL, VERIFY_CLIENT_ID, VERIFY_CHANNEL, VERIFY_PHONE_NUMBER_ID, VERIFY_BUSINESS_ACCOUNT_ID, in its environment.

Exit code 0: everything judged held. 1: something did not. 2: there is no verdict, or nothing could be judged.
130, 143: interrupted by Ctrl-C or SIGTERM; what was started for the run has been ended.`;

const texts = [
  'url',
  'manifest',
  'client-id',
  'client-secret',
  'channel',
  'webhook',
  'app-secret',
  'verify-token',
  'phone-number-id',
  'business-account-id',
  'whatsapp-port',
  'pipedrive-port',
  'start',
  'level',
  'patience',
  'not-yet',
  'junit',
  'html',
  'json',
] as const;
const lists = ['only', 'skip', 'capability'] as const;
const flags = ['destructive', 'require-all', 'verbose', 'list', 'help'] as const;

export type Arguments = Partial<Record<(typeof texts)[number], string>> &
  Partial<Record<(typeof lists)[number], string[]>> &
  Partial<Record<(typeof flags)[number], boolean>>;

/** Reads the command line; secrets may come from the environment. Throws CannotVerify for what makes no sense. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Arguments {
  const given = parse(args);
  const from = (name: 'client-secret' | 'app-secret' | 'verify-token', variable: string): Arguments =>
    given[name] === undefined && env[variable] ? { [name]: env[variable] } : {};
  const found: Arguments = {
    ...given,
    ...from('client-secret', 'VERIFY_CLIENT_SECRET'),
    ...from('app-secret', 'VERIFY_APP_SECRET'),
    ...from('verify-token', 'VERIFY_VERIFY_TOKEN'),
  };
  if (given.url === undefined) return onlyForOwn(found, given);
  for (const name of ['url', 'webhook'] as const) assertAddress(`--${name}`, found[name]);
  const missing = (['client-id', 'client-secret', 'channel'] as const).filter((name) => found[name] === undefined);
  if (missing.length > 0) throw new CannotVerify(`--url needs ${missing.map((name) => `--${name}`).join(', ')} beside it.`);
  if (found.webhook !== undefined) {
    const parts = (['app-secret', 'phone-number-id', 'business-account-id'] as const).filter((name) => found[name] === undefined);
    if (parts.length > 0) throw new CannotVerify(`--webhook needs ${parts.map((name) => `--${name}`).join(', ')} beside it.`);
  } else if (found['whatsapp-port'] !== undefined) {
    throw new CannotVerify('--whatsapp-port needs --webhook: a WhatsApp that cannot call the provider is none.');
  }
  return found;
}

/** Without an address it is this project's own provider, which needs none of the other options about the target. */
function onlyForOwn(found: Arguments, given: Arguments): Arguments {
  const meant = (['manifest', 'client-id', 'channel', 'webhook', 'whatsapp-port', 'pipedrive-port', 'start'] as const).find(
    (name) => given[name] !== undefined,
  );
  if (meant) throw new CannotVerify(`--${meant} is about another provider: say where it listens with --url.`);
  return found;
}

function parse(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(lists.map((name) => [name, { type: 'string' as const, multiple: true }])),
        ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
      },
    });
    return values as Arguments;
  } catch (error) {
    throw new CannotVerify(`${(error as Error).message.replace(/\. To specify.*$/s, '.')} --help lists the options.`);
  }
}

function assertAddress(option: string, value: string | undefined): void {
  if (value === undefined) return;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new CannotVerify(`${option} wants an address that begins with http:// or https://; ${JSON.stringify(value)} is none.`);
  }
  const { username, password } = new URL(value);
  if (username !== '' || password !== '') throw new CannotVerify(`${option} must not carry credentials: reports show the address.`);
}

/** A port, or undefined when the option is missing. */
export function portOf(args: Arguments, name: 'whatsapp-port' | 'pipedrive-port'): number | undefined {
  const text = args[name];
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new CannotVerify(`--${name} wants a port from 0 to 65535.`);
  return port;
}

export function levelOf({ level = 'all' }: Arguments): Level | 'all' {
  if (level === 'contract' || level === 'reliable' || level === 'all') return level;
  throw new CannotVerify(`--level is contract, reliable or all; not ${JSON.stringify(level)}.`);
}

export function patienceOf({ patience = '10' }: Arguments): number {
  const seconds = Number(patience);
  if (!(seconds > 0 && seconds <= 3600)) throw new CannotVerify('--patience wants seconds, more than 0 and at most 3600.');
  return seconds * 1000;
}
