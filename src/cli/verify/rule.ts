import type { PipedriveSimulator } from '../../../mocks/pipedrive/simulator.ts';
import type { WhatsAppSimulator } from '../../../mocks/whatsapp/simulator.ts';
import type { Customer, CustomerFactory } from './customers.ts';
import type { ProviderAnswer, ProviderCaller } from './provider-caller.ts';
import type { WebhookCaller } from './webhook-caller.ts';

/** `contract`: answers and errors as the documents say. `reliable`: nothing lost, doubled or misrouted when things go wrong. */
export type Level = 'contract' | 'reliable';

/** What a rule needs from the run besides the provider's address and credentials; without it the rule is not run, and the report says why. */
export type Power =
  /** We may play Meta: the webhook's address, the app secret and a phone number id are known. */
  | 'webhook'
  /** The verify token is known. */
  | 'verify-token'
  /** The provider's calls on WhatsApp come to our simulator, so we see what it sends and can send statuses. */
  | 'whatsapp'
  /** The provider's calls on Pipedrive come to our simulator, so we see what reaches the inbox. */
  | 'pipedrive'
  /** We can move the provider's clock. */
  | 'clock'
  /** We can kill the provider's process and start it again. */
  | 'restart'
  /** Deleting is allowed (`--destructive`). */
  | 'destructive';

/** Capabilities that a provider can have in full or in part. */
export type Capability = 'whatsapp-in-full' | 'pipedrive-in-full';

/** A public failure that a rule is named after. */
export interface Incident {
  /** Short name: batch-1000, dup-storm … */
  name: string;
  /** What happened, in one or two sentences of our own. */
  what: string;
  /** Where it is told: repository and issue, as `owner/repo#n`. */
  where: readonly string[];
}

export interface Rule {
  /** Unique, kebab-case, `<subject>/<expectation>`: it stands in reports, in JUnit and in the not-yet list. */
  name: string;
  level: Level;
  /** What a right provider does, as a sentence. */
  expects: string;
  /** Where the expectation comes from: an address, or a document of openapi/ with its operation. */
  source: string;
  needs?: readonly Power[];
  /** Powers that the rule makes use of where the run has them (`stage.has`), and does without otherwise. */
  uses?: readonly Power[];
  incident?: Incident;
  /** Set for what goes beyond taking in, keeping and answering: a provider may leave it out and still be a right one. */
  capability?: Capability;
  /** Resolves when the expectation held. Throws a Finding when it did not; any other error is a fault of ours and ends the run with exit code 2. */
  check(stage: VerifyStage): Promise<void>;
}

/** One exchange that shows what happened; credentials are left out. */
export interface Evidence {
  /** What this exchange is, in a few words. */
  what: string;
  request: { method: string; url: string; headers?: Readonly<Record<string, string>>; body?: string };
  /** Missing when no answer came. */
  response?: { status: number; headers: Readonly<Record<string, string>>; body: string };
}

/** The provider did not do what the rule expects. */
export class Finding extends Error {
  readonly evidence: readonly Evidence[];

  constructor(message: string, evidence: readonly Evidence[] = []) {
    super(message);
    this.name = 'Finding';
    this.evidence = evidence;
  }
}

/** The rule could not be judged: what it needs is not there (no conversation on the channel, no template …). The report gives the reason; nothing failed. */
export class NotRun extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotRun';
  }
}

/** Everything a rule can do. Parts behind a power throw when the rule did not ask for that power in `needs`. */
export interface VerifyStage {
  /** Pipedrive's calls on the provider, by operation, with Basic credentials unless told otherwise. Each one is kept as evidence. */
  readonly provider: ProviderCaller;
  /** The channel under test. */
  readonly channelId: string;
  /** The app's pair, to make wrong ones from. */
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  /** Whether the run has a power that this rule named in `needs` or `uses`. */
  has(power: Power): boolean;
  /** The provider's manifest document; undefined when it has none. */
  readonly manifest: unknown;
  /** Meta's calls on the webhook. Needs `webhook`. */
  readonly webhook: WebhookCaller;
  /** People of our own invention (numbers from ranges reserved for fiction), each with a conversation of its own. Needs `webhook`. */
  readonly customers: CustomerFactory;
  /** The simulated Meta that the provider calls. Needs `whatsapp`. */
  readonly whatsapp: WhatsAppSimulator;
  /** The simulated Pipedrive that the provider calls. Needs `pipedrive`. */
  readonly pipedrive: PipedriveSimulator;
  /** Moves the provider's and the simulators' clock forward together. Needs `clock`. */
  advance(ms: number): Promise<void>;
  /** Kills the provider without warning (SIGKILL) and starts it again; resolves when it answers. Needs `restart`. */
  restart(): Promise<void>;
  /** Lets the user allow the app once more, where the run can; for rules that ended the connection with Pipedrive. */
  reconnect(): Promise<void>;
  /** UTC milliseconds of the clock that the provider and the simulators go by. */
  now(): number;
  /**
   * Waits until `look` gives something other than undefined or false, and resolves with it. When the provider can say that it has nothing left to do,
   * the wait ends with that; otherwise after the run's patience. Throws a Finding saying that `what` did not come about.
   */
  eventually<T>(what: string, look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T>;
  /** Waits until the provider has nothing left to do, or, where it cannot say so, until nothing came from it for the run's quiet time. */
  settle(): Promise<void>;
  /** Throws a Finding with the latest exchanges as evidence when `holds` is false. */
  expect(holds: boolean, otherwise: string, evidence?: readonly Evidence[]): asserts holds;
}

export type { Customer, ProviderAnswer };
