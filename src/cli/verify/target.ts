import type { PipedriveSimulator } from '../../../mocks/pipedrive/simulator.ts';
import type { WhatsAppSimulator } from '../../../mocks/whatsapp/simulator.ts';
import type { Power } from './rule.ts';

/** What is known of the webhook, for whoever plays Meta. */
export interface WebhookTarget {
  /** The whole address, for the handshake and for deliveries. */
  url: string;
  appSecret: string;
  verifyToken?: string | undefined;
  phoneNumberId: string;
  businessAccountId: string;
}

/** A provider under test, and what we may do with it. Every optional part is a power: rules that need it are not run without it. */
export interface VerifyTarget {
  /** Where the provider listens, without a path: addresses without a manifest are `${url}/api/channels/…`. A function is asked anew for every call. */
  url: string | (() => string);
  /** The manifest document. Read from `${url}/manifest.json` unless given; null: there is none. */
  manifest?: unknown;
  clientId: string;
  clientSecret: string;
  /** The provider channel id of the channel under test. */
  channelId: string;
  webhook?: WebhookTarget | (() => WebhookTarget) | undefined;
  /** The simulated Meta and Pipedrive that the provider calls already. */
  whatsapp?: WhatsAppSimulator | undefined;
  pipedrive?: PipedriveSimulator | undefined;
  /** What else must not stand in a report: access tokens that the provider holds and could tell. */
  secrets?: readonly string[] | undefined;
  /** Moves the clock of the provider and of the simulators. */
  advance?: ((ms: number) => Promise<void>) | undefined;
  /** Kills the provider without warning and starts it again; resolves when it answers. */
  restart?: (() => Promise<void>) | undefined;
  /** Lets the user allow the app once more, after a rule that ended the connection with Pipedrive. Without it such a rule leaves the connection as it is. */
  reconnect?: (() => Promise<void>) | undefined;
  /** Resolves when the provider has nothing left to do that is due now. */
  settle?: (() => Promise<void>) | undefined;
  /** UTC milliseconds of the clock that provider and simulators go by; the machine's unless given. */
  now?: (() => number) | undefined;
}

export const urlOf = ({ url }: VerifyTarget): string => (typeof url === 'function' ? url() : url).replace(/\/$/, '');

export const webhookOf = ({ webhook }: VerifyTarget): WebhookTarget | undefined => (typeof webhook === 'function' ? webhook() : webhook);

/** What a run can do, told by what the target has. */
export function powersOf(target: VerifyTarget, destructive: boolean): ReadonlySet<Power> {
  const webhook = webhookOf(target);
  const has: Readonly<Record<Power, boolean>> = {
    webhook: webhook !== undefined,
    'verify-token': webhook?.verifyToken !== undefined,
    whatsapp: target.whatsapp !== undefined,
    pipedrive: target.pipedrive !== undefined,
    clock: target.advance !== undefined,
    restart: target.restart !== undefined,
    destructive,
  };
  return new Set((Object.keys(has) as Power[]).filter((power) => has[power]));
}

/** What to add to a command line so that a rule can be run. */
export const howToGrant: Readonly<Record<Power, string>> = {
  webhook: 'the address and app secret of the webhook are not known (--webhook, --app-secret)',
  'verify-token': 'the verify token of the webhook is not known (--verify-token)',
  whatsapp: 'the provider does not call our simulated WhatsApp (--whatsapp-port)',
  pipedrive: 'the provider does not call our simulated Pipedrive (--pipedrive-port)',
  clock: "the provider's clock cannot be moved (only through the programmatic entry, and for this project's own provider)",
  restart: 'we cannot kill and start the provider (--start)',
  destructive: 'deleting was not allowed (--destructive)',
};
