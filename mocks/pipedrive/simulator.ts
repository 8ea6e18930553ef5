import type { OperationTypes } from '../../generated/pipedrive-api/index.ts';
import type { HttpServer } from '../../src/http/server.ts';
import { createFaultPlan } from '../fault-plan.ts';
import type { Faults } from '../faults.ts';
import { stillClock } from '../still-clock.ts';
import { createApiServer } from './api-server.ts';
import { type OpenedAttachment, openAttachment } from './attachments.ts';
import { type ShownAvatar, showAvatar } from './avatars.ts';
import { createBudget } from './budget.ts';
import type { CallFaults } from './call-faults.ts';
import { createCompanies, type OwnerChoice, usualCompany } from './companies.ts';
import { type CompanyActions, changeFirstCompany, companyActions } from './company-actions.ts';
import { deleteChannelAsUser } from './delete-channel-as-user.ts';
import { createErrands, type Errand } from './errands.ts';
import type { Breach, InboxConversation, InboxMessage } from './inbox.ts';
import type { ConversationSummary, Thread } from './inbox-summary.ts';
import { inboxViews } from './inbox-views.ts';
import { createInstallations } from './installations.ts';
import { loadOlder, type OlderMessages } from './older-messages.ts';
import { openTemplateMenu } from './open-template-menu.ts';
import type { ApiSchemas, PipedriveSimulatorOptions, ProviderSchemas } from './options.ts';
import { createProviderClient, type ProviderAnswer } from './provider-client.ts';
import { openChannel, runErrand } from './reading-in.ts';
import { createServedRequests } from './served-requests.ts';
import { createSettings, type PipedriveSettings, type SettingsChange } from './settings.ts';
import { createSnapshots } from './snapshot.ts';
import { createTokens } from './tokens.ts';
import { type ReplyAnswer, type TypedReply, typeReply } from './type-reply.ts';
import { wordedFault } from './worded-fault.ts';
import { type ChannelSummary, callbackUrlOf, inboxWith, type PipedriveWorld } from './world.ts';

/** Faults of the answers, and of the calls that the simulator makes. `clear` ends both. */
export type PipedriveFaults = Faults<keyof OperationTypes, string | undefined> & { calls: CallFaults };

export interface PipedriveSimulator extends CompanyActions {
  /** Listens (port 0: any free one) and returns the address, which serves both the API and the OAuth host. */
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
  /** The address; empty before the start. */
  readonly url: string;
  /** Changes settings while running. An access token that is given is valid from now on. */
  configure(change: SettingsChange): void;
  /** Everything but the secrets. */
  settings(): PipedriveSettings;
  /** Of the app, and the access token that was good from the start (empty where there was none). Nothing for a log. */
  credentials(): { clientId: string; clientSecret: string; accessToken: string };
  /** The channels in the order they were registered. */
  channels(): ChannelSummary[];
  /** The messages of a conversation in the order they arrived; empty when it is not known. */
  inbox(channelId: string, conversationId: string): InboxMessage[];
  conversations(channelId: string): InboxConversation[];
  /** The channel's conversations in short, in no order; empty when the channel is not known. */
  summaries(channelId: string): ConversationSummary[];
  /** The messages of a conversation as they stand, not to be changed; undefined when the conversation is not known. */
  thread(channelId: string, conversationId: string): Thread | undefined;
  /** The salesperson opens the conversation: nothing in it is unread. Rejects when it is not known. */
  openConversation(channelId: string, conversationId: string): void;
  /** Asks the provider for the channel's conversations once more, as for a new channel. Does nothing when it is not known. */
  syncChannel(channelId: string): Promise<void>;
  /** What the channel's template menu offers. */
  templates(channelId: string): readonly ProviderSchemas['Template'][];
  /** The salesperson's side: see `typeReply`. */
  typeReply(reply: TypedReply): Promise<ReplyAnswer>;
  /** The salesperson opens the template menu: see `openTemplateMenu`. Rejects when the channel is not known. */
  openTemplateMenu(channelId: string): Promise<ProviderAnswer>;
  /** The salesperson scrolls up: see `loadOlder`. Rejects when the conversation is not known. */
  loadOlder(channelId: string, conversationId: string): Promise<OlderMessages>;
  /** The salesperson opens a file: see `openAttachment`. Rejects when the inbox has no such file. */
  openAttachment(channelId: string, conversationId: string, messageId: string, attachmentId: string): Promise<OpenedAttachment>;
  /** The salesperson looks at a participant's picture: see `showAvatar`. Rejects when the participant is not known. */
  showAvatar(channelId: string, conversationId: string, participantId: string): Promise<ShownAvatar>;
  /** The user removes the channel: the provider is told with deleteChannelById, and after its 200 the channel is gone. Rejects when it is not known. */
  deleteChannel(channelId: string): Promise<ProviderAnswer>;
  /** What addChannel does, without a call, for the first user of the first company unless told. Does nothing when the channel is registered already. */
  registerChannel(registration: ApiSchemas['AddChannelRequest'], choice?: OwnerChoice): void;
  /** Ends at once every token of that kind that exists now. */
  expire(what: 'access-tokens' | 'refresh-tokens'): void;
  /** Every user takes the app away, and nobody is told: every token and code is refused from now on. The channels stay. */
  revoke(what: 'installation'): void;
  /** Resolves when no call on the provider is under way. */
  idle(): Promise<void>;
  faults: PipedriveFaults;
  /** Every body of receiveMessage that fits the contract, in the order of arrival, repeated and refused ones included. */
  received: readonly ApiSchemas['ReceiveMessageRequest'][];
  /** What no real inbox could show rightly. */
  breaches: readonly Breach[];
  /** Every request or answer that broke pipedrive-api.yaml, in words. */
  violations: readonly string[];
  /** Back to the state right after creation; the address stays. Calls on the provider that are under way change nothing any more. */
  reset(): void;
  /** The complete state as plain data, secrets included: nothing for a log. */
  snapshot(): unknown;
  /** Throws what `restore` would throw, and changes nothing. */
  rehearse(snapshot: unknown): void;
  /** Puts back exactly what `snapshot` gave; what it had still to ask the provider is asked now. Throws, with nothing changed, when it is no snapshot of this kind. */
  restore(snapshot: unknown): void;
}

/** A stateful Pipedrive on loopback: OAuth host, Channels API and messaging inbox. Everything is kept in memory. */
export function createPipedriveSimulator(options: PipedriveSimulatorOptions): PipedriveSimulator {
  const { clock, host = '127.0.0.1', journal } = options;
  const world = createWorld(options);
  const plan = createFaultPlan<keyof OperationTypes, string | undefined>(clock, wordedFault);
  const violations: string[] = [];
  const snapshots = createSnapshots(world, plan, violations);
  // Into a simulator that nobody reaches: whatever cannot be put there must not get near this one.
  const rehearse = (snapshot: unknown): void => {
    const still = createWorld({ ...options, clock: stillClock(clock) }, async () => {});
    createSnapshots(still, createFaultPlan<keyof OperationTypes, string | undefined>(clock, wordedFault), []).put(snapshot);
  };
  const served = createServedRequests(clock, journal);
  let server: HttpServer | undefined;

  return {
    faults: {
      ...plan.faults,
      calls: world.callFaults,
      clear() {
        plan.faults.clear();
        world.callFaults.duplicate = 0;
      },
    },
    received: world.received,
    breaches: world.breaches,
    violations,
    get url() {
      return world.url;
    },
    async start(port = 0) {
      server = await createApiServer(world, plan, served, violations);
      world.url = `http://${host}:${await server.listen(port, host)}`;
      return world.url;
    },
    async stop() {
      world.errands.clear();
      plan.hangUpDelayed();
      await world.provider.close();
      await server?.close();
    },
    configure(change) {
      world.settings.change(change);
      changeFirstCompany(world, change);
      if (change.accessToken === undefined) return;
      world.tokens.accept(change.accessToken);
      world.installations.add(world.companies.choose({}));
    },
    settings() {
      const { clientSecret: _secret, ...settings } = world.settings.get();
      const { plan, users } = world.companies.first();
      return structuredClone({
        ...settings,
        ...world.settings.place(),
        plan,
        admin: users[0]?.admin ?? false,
        callbackUrl: callbackUrlOf(world) || null,
      });
    },
    credentials() {
      const { clientId, clientSecret } = world.settings.get();
      return { clientId, clientSecret, accessToken: world.tokens.lasting() ?? '' };
    },
    ...inboxViews(world),
    ...userActions(world),
    ...companyActions(world),
    expire: (what) => world.tokens.expire(what),
    revoke() {
      world.tokens.revokeAll();
      world.installations.restore([]);
    },
    idle: () => world.errands.idle(),
    reset() {
      plan.hangUpDelayed();
      snapshots.reset();
      world.changed(null);
    },
    snapshot: () => snapshots.take(),
    rehearse,
    restore(snapshot) {
      rehearse(snapshot);
      snapshots.put(snapshot);
      plan.hangUpDelayed();
      world.changed(null);
    },
  };
}

function createWorld(options: PipedriveSimulatorOptions, run?: (errand: Errand) => Promise<void>): PipedriveWorld {
  const { clock, journal } = options;
  const settings = createSettings(options);
  const companies = createCompanies(options.companies ?? [usualCompany]);
  const usualOwner = () => companies.choose({});
  const world: PipedriveWorld = {
    clock,
    url: '',
    changed: (channelId, conversationId, messageId) =>
      options.onChange?.({ channelId, conversationId: conversationId ?? null, messageId: messageId ?? null }),
    settings,
    companies,
    installations: createInstallations(clock, options.accessToken === undefined ? [] : [usualOwner()]),
    tokens: createTokens(clock, settings, usualOwner, options.accessToken),
    budget: createBudget(clock, settings),
    provider: createProviderClient({ clock, settings, journal }),
    errands: createErrands(clock, run ?? ((errand) => runErrand(world, errand))),
    callFaults: { duplicate: 0 },
    channels: new Map(),
    received: [],
    breaches: [],
  };
  changeFirstCompany(world, options);
  return world;
}

type UserActions =
  | 'typeReply'
  | 'openTemplateMenu'
  | 'loadOlder'
  | 'openAttachment'
  | 'openConversation'
  | 'showAvatar'
  | 'deleteChannel'
  | 'registerChannel'
  | 'syncChannel';

const userActions = (world: PipedriveWorld): Pick<PipedriveSimulator, UserActions> => ({
  typeReply: (reply) => typeReply(world, reply),
  openTemplateMenu: (channelId) => openTemplateMenu(world, channelId),
  loadOlder: (channelId, conversationId) => loadOlder(world, channelId, conversationId),
  openAttachment: (channelId, conversationId, messageId, attachmentId) =>
    openAttachment(world, { channelId, conversationId, messageId, attachmentId }),
  openConversation: (channelId, conversationId) => inboxWith(world, channelId, conversationId).open(conversationId),
  async syncChannel(channelId) {
    if (world.channels.has(channelId)) await world.errands.start({ kind: 'sync', channelId });
  },
  showAvatar: (channelId, conversationId, participantId) => showAvatar(world, channelId, conversationId, participantId),
  deleteChannel: (channelId) => deleteChannelAsUser(world, channelId),
  registerChannel(registration, choice = {}) {
    const channelId = registration.provider_channel_id;
    if (world.channels.has(channelId)) return;
    openChannel(world, structuredClone(registration), world.companies.choose(choice));
    void world.errands.start({ kind: 'sync', channelId });
    world.changed(channelId);
  },
});
