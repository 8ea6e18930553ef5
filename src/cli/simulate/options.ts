import { parseArgs } from 'node:util';
import { SIMULATE, SIMULATE_WITH } from './called.ts';
import { readAddress, readPort, UsageError } from './usage-error.ts';

const TEXTS = [
  'whatsapp-port',
  'pipedrive-port',
  'control-port',
  'webhook',
  'app-secret',
  'verify-token',
  'provider',
  'client-id',
  'client-secret',
  'access-token',
  'pipedrive-token',
  'manifest',
  'start',
  'state',
] as const;
const SWITCHES = ['no-limits', 'paused-clock', 'json', 'help'] as const;

/** What the command is asked to do. */
export interface SimulateOptions {
  ports: { whatsapp: number; pipedrive: number; control: number };
  webhookUrl: string | undefined;
  providerUrl: string | undefined;
  manifestUrl: string | undefined;
  appSecret: string | undefined;
  verifyToken: string | undefined;
  clientId: string | undefined;
  clientSecret: string | undefined;
  whatsappAccessToken: string | undefined;
  pipedriveAccessToken: string | undefined;
  limits: boolean;
  /** UTC milliseconds; the machine's time when undefined. */
  startMs: number | undefined;
  paused: boolean;
  stateFile: string | undefined;
  json: boolean;
  help: boolean;
}

const example = (call: string): string => call.padEnd(68);

export const HELP = `Starts a WhatsApp Cloud API and a Pipedrive that keep state, and the control API that steers them.

  ${example(SIMULATE)}both, with secrets made up
  ${SIMULATE_WITH}--webhook http://127.0.0.1:3000/webhooks/whatsapp --app-secret s3cret
  ${example(`${SIMULATE_WITH}listen --help`)}a listener for webhooks

Point a provider at the two base URLs. Options:
  --whatsapp-port 4001   --pipedrive-port 4002   --control-port 4000   where they listen; 0: any free port
  --webhook URL          where WhatsApp posts its webhooks
  --app-secret TEXT      signs them
  --verify-token TEXT    of the webhook's handshake
  --access-token TEXT    the bearer token that WhatsApp accepts
  --provider URL         where the inbox calls the provider
  --manifest URL         a provider's manifest, where its paths are its own
  --client-id TEXT   --client-secret TEXT   the Pipedrive app's pair
  --pipedrive-token TEXT an access token of Pipedrive without an end
  --no-limits            no throughput limits of WhatsApp
  --paused-clock         time stands still until POST /clock/advance
  --start ISO            the time it begins with; it passes from there, or stands with --paused-clock
  --state FILE           restored at the start if it is there (other options win over what it holds), saved at the stop; holds secrets and messages
  --json                 addresses and credentials as one line of JSON
  --help                 this text`;

/** Reads the command line. Throws UsageError with what to change. */
export function readSimulateOptions(args: readonly string[]): SimulateOptions {
  const values = parse(args);
  const port = (name: 'whatsapp-port' | 'pipedrive-port' | 'control-port', usual: number) =>
    values[name] === undefined ? usual : readPort(name, values[name]);
  const address = (name: 'webhook' | 'provider' | 'manifest') => (values[name] === undefined ? undefined : readAddress(name, values[name]));
  if ((values['client-id'] === undefined) !== (values['client-secret'] === undefined)) {
    throw new UsageError('--client-id and --client-secret belong together.');
  }
  return {
    ports: { whatsapp: port('whatsapp-port', 4001), pipedrive: port('pipedrive-port', 4002), control: port('control-port', 4000) },
    webhookUrl: address('webhook'),
    providerUrl: address('provider')?.replace(/\/+$/, ''),
    manifestUrl: address('manifest'),
    appSecret: values['app-secret'],
    verifyToken: values['verify-token'],
    clientId: values['client-id'],
    clientSecret: values['client-secret'],
    whatsappAccessToken: values['access-token'],
    pipedriveAccessToken: values['pipedrive-token'],
    limits: values['no-limits'] !== true,
    startMs: values.start === undefined ? undefined : readTime(values.start),
    paused: values['paused-clock'] === true,
    stateFile: values.state,
    json: values.json === true,
    help: values.help === true,
  };
}

type Values = Partial<Record<(typeof TEXTS)[number], string>> & Partial<Record<(typeof SWITCHES)[number], boolean>>;

function parse(args: readonly string[]): Values {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(SWITCHES.map((name) => [name, { type: 'boolean' as const }])),
      },
    });
    for (const [name, value] of Object.entries(values)) if (value === '') throw new Error(`--${name} is empty.`);
    return values as Values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nTry: ${SIMULATE_WITH}--help`);
  }
}

function readTime(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new UsageError(`--start ${text} is no time. Write it like 2026-11-20T09:00:00Z.`);
  return ms;
}
