import { parseArgs } from 'node:util';
import { SIMULATE_WITH } from './called.ts';
import type { Running } from './running.ts';
import { readSandbox, type SandboxPlace } from './sandbox-file.ts';
import { explainListening, readAddress, readPort, UsageError } from './usage-error.ts';
import { createWebhookListener, type WebhookListener } from './webhook-listener.ts';
import { placeInBetween } from './webhook-place.ts';

const HELP = `A listener for webhooks: answers the handshake, checks the signature of each webhook over its bytes, prints one line for it, and answers 200.

  ${SIMULATE_WITH}listen --app-secret s3cret --verify-token t0ken
  ${SIMULATE_WITH}listen --sandbox            between the running sandbox's WhatsApp and its provider

Options:
  --port 4010            where it listens; 0: any free port
  --app-secret TEXT      with which the webhooks are signed
  --verify-token TEXT    of the handshake; without it any is fine
  --forward URL          passes each webhook on to a provider, byte for byte, and answers what that answers
  --control URL          a control API: its webhooks come here, until this listener stops
  --sandbox              secret, --forward and --control of the sandbox that npm start runs here
  --help                 this text`;

const TEXTS = ['port', 'app-secret', 'verify-token', 'forward', 'control'] as const;
type Values = Partial<Record<(typeof TEXTS)[number], string>> & { sandbox?: boolean; help?: boolean };

/** Starts the listener; undefined when only help was wanted. Throws UsageError. */
export async function listen(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  print: (text: string) => void,
): Promise<Running | undefined> {
  const values = parse(args);
  if (values.help) {
    print(HELP);
    return undefined;
  }
  const sandbox: SandboxPlace | undefined = values.sandbox ? await readSandbox(env) : undefined;
  const forward = values.forward === undefined ? sandbox?.webhookUrl : readAddress('forward', values.forward);
  const control = values.control === undefined ? sandbox?.controlUrl : readAddress('control', values.control);
  const appSecret = values['app-secret'] ?? sandbox?.appSecret;
  if (appSecret === undefined) throw new UsageError('Which secret signs the webhooks? Add --app-secret, or --sandbox.');
  const verifyToken = values['verify-token'] ?? sandbox?.verifyToken;

  const listener = createWebhookListener({ appSecret, verifyToken, forward, print });
  const url = await start(listener, values.port === undefined ? 4010 : readPort('port', values.port));
  let leave = async () => {};
  try {
    if (control !== undefined) leave = await placeInBetween(control, url);
  } catch (error) {
    await listener.stop();
    throw error;
  }
  return {
    welcome: `Listening for webhooks on ${url}${forward === undefined ? '' : `, passing them on to ${forward}`}. Ctrl-C stops it.`,
    async stop() {
      await leave();
      await listener.stop();
    },
  };
}

async function start(listener: WebhookListener, port: number): Promise<string> {
  try {
    return await listener.start(port);
  } catch (error) {
    throw explainListening(error, `${SIMULATE_WITH}listen --port 5010`);
  }
}

function parse(args: readonly string[]): Values {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' as const }])),
        sandbox: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values as Values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nTry: ${SIMULATE_WITH}listen --help`);
  }
}
