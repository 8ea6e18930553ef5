import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import { createPipedriveSimulator } from '../../../mocks/pipedrive/simulator.ts';
import { createWhatsAppSimulator } from '../../../mocks/whatsapp/simulator.ts';
import { systemClock } from '../../clock.ts';
import { endpointsOf } from './addresses.ts';
import { type Arguments, portOf } from './arguments.ts';
import { CannotVerify } from './cannot-verify.ts';
import { createEvidenceRing } from './evidence.ts';
import { readManifest } from './read-manifest.ts';
import { type StartedProvider, startProvider } from './started-provider.ts';
import type { VerifyTarget } from './target.ts';

export interface ForeignTarget {
  target: VerifyTarget;
  stop(): Promise<void>;
}

const USUAL_WHATSAPP_TOKEN = 'verify-whatsapp-token';
const USUAL_PIPEDRIVE_TOKEN = 'verify-pipedrive-token';

/** The provider that the command line names, with the simulators on the ports it asks for, started where it says how: `signal` ends the wait for it. */
export async function openForeignTarget(
  args: Arguments,
  env: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<ForeignTarget> {
  const url = String(args.url).replace(/\/$/, '');
  const target: VerifyTarget = {
    url,
    clientId: String(args['client-id']),
    clientSecret: String(args['client-secret']),
    channelId: String(args.channel),
    ...(args.webhook === undefined ? {} : { webhook: webhookOf(args, args.webhook) }),
    ...(args.manifest === undefined ? {} : { manifest: await manifestAt(args.manifest) }),
  };
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const addresses: Record<string, string> = {};
    const tokens = {
      whatsapp: env['VERIFY_WHATSAPP_TOKEN'] ?? USUAL_WHATSAPP_TOKEN,
      pipedrive: env['VERIFY_PIPEDRIVE_TOKEN'] ?? USUAL_PIPEDRIVE_TOKEN,
    };
    target.secrets = Object.values(tokens);
    const whatsappPort = portOf(args, 'whatsapp-port');
    if (whatsappPort !== undefined) {
      const whatsapp = whatsappFor(target, tokens.whatsapp);
      addresses['VERIFY_WHATSAPP_URL'] = await listening('--whatsapp-port', whatsappPort, () => whatsapp.start(whatsappPort));
      stops.push(() => whatsapp.stop());
      target.whatsapp = whatsapp;
    }
    const pipedrivePort = portOf(args, 'pipedrive-port');
    if (pipedrivePort !== undefined) {
      const pipedrive = pipedriveFor(target, tokens.pipedrive);
      addresses['VERIFY_PIPEDRIVE_URL'] = await listening('--pipedrive-port', pipedrivePort, () => pipedrive.start(pipedrivePort));
      stops.push(() => pipedrive.stop());
      target.pipedrive = pipedrive;
    }
    if (args.start !== undefined) {
      const { clean } = createEvidenceRing([
        ...(target.secrets ?? []),
        target.clientSecret,
        args['app-secret'] ?? '',
        args['verify-token'] ?? '',
      ]);
      const provider = await startProvider(args.start, { url, env: environmentOf(target, tokens, addresses), clean, signal });
      stops.push(() => provider.stop());
      target.restart = restartOf(provider);
    }
    target.manifest ??= (await readManifest(target)) ?? null;
    await registerChannel(target);
    return { target, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const restartOf = (provider: StartedProvider) => async (): Promise<void> => {
  await provider.kill();
  await provider.start();
};

const webhookOf = (args: Arguments, url: string): NonNullable<Extract<VerifyTarget['webhook'], object>> => ({
  url,
  appSecret: String(args['app-secret']),
  verifyToken: args['verify-token'],
  phoneNumberId: String(args['phone-number-id']),
  businessAccountId: String(args['business-account-id']),
});

function whatsappFor(target: VerifyTarget, accessToken: string) {
  const webhook = typeof target.webhook === 'function' ? target.webhook() : target.webhook;
  if (!webhook) throw new CannotVerify('--whatsapp-port needs --webhook.');
  const { phoneNumberId, businessAccountId, appSecret, url } = webhook;
  return createWhatsAppSimulator({
    clock: systemClock,
    appSecret,
    accessToken,
    phoneNumbers: [{ id: phoneNumberId, displayNumber: phoneNumberId, businessAccountId }],
    webhookUrl: () => url,
  });
}

function pipedriveFor(target: VerifyTarget, accessToken: string) {
  const { clientId, clientSecret } = target;
  const providerUrl = () => String(target.url);
  return createPipedriveSimulator({
    clock: systemClock,
    clientId,
    clientSecret,
    accessToken,
    providerUrl,
    endpoints: () => endpointsOf(target.manifest) ?? {},
  });
}

/** Reads the channel in, as Pipedrive does after a registration. */
async function registerChannel({ pipedrive, channelId }: VerifyTarget): Promise<void> {
  pipedrive?.registerChannel({ name: 'verify', provider_channel_id: channelId, provider_type: 'whatsapp', template_support: true });
  await pipedrive?.idle();
}

async function listening(option: string, port: number, start: () => Promise<string>): Promise<string> {
  try {
    return await start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CannotVerify(`${option} ${port} is in use. Choose another port, and point the provider there.`, { cause: error });
  }
}

function environmentOf(
  target: VerifyTarget,
  tokens: { whatsapp: string; pipedrive: string },
  addresses: Readonly<Record<string, string>>,
): Record<string, string> {
  const webhook = typeof target.webhook === 'function' ? target.webhook() : target.webhook;
  return {
    VERIFY_URL: String(target.url),
    VERIFY_CLIENT_ID: target.clientId,
    VERIFY_CLIENT_SECRET: target.clientSecret,
    VERIFY_CHANNEL: target.channelId,
    VERIFY_WHATSAPP_TOKEN: tokens.whatsapp,
    VERIFY_PIPEDRIVE_TOKEN: tokens.pipedrive,
    ...addresses,
    ...(webhook
      ? {
          VERIFY_APP_SECRET: webhook.appSecret,
          VERIFY_VERIFY_TOKEN: webhook.verifyToken ?? '',
          VERIFY_PHONE_NUMBER_ID: webhook.phoneNumberId,
          VERIFY_BUSINESS_ACCOUNT_ID: webhook.businessAccountId,
        }
      : {}),
  };
}

/** The manifest in a file or behind an address. */
async function manifestAt(place: string): Promise<unknown> {
  try {
    if (!/^https?:\/\//.test(place)) return JSON.parse(await readFile(place, 'utf8'));
    const { statusCode, body } = await request(place);
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`it answered ${statusCode}`);
    return JSON.parse(text);
  } catch (error) {
    throw new CannotVerify(`The manifest at ${place} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}
