import type { Clock } from '../../src/clock.ts';
import { AppError } from '../../src/errors.ts';
import type { Breach, Report } from './breaches.ts';
import type { Budget } from './budget.ts';
import type { CallFaults } from './call-faults.ts';
import type { Companies, Owner } from './companies.ts';
import type { Errands } from './errands.ts';
import type { Inbox } from './inbox.ts';
import type { Installations } from './installations.ts';
import type { ApiSchemas, ProviderSchemas } from './options.ts';
import type { ProviderClient } from './provider-client.ts';
import type { Settings } from './settings.ts';
import type { Tokens } from './tokens.ts';

export interface OpenChannel {
  /** Pipedrive's own id; no call takes it. */
  uuid: string;
  registration: ApiSchemas['AddChannelRequest'];
  /** Who registered it. */
  owner: Owner;
  /** UTC milliseconds. */
  createdAt: number;
  inbox: Inbox;
  templates: readonly ProviderSchemas['Template'][];
}

/** A channel as the inbox lists it. */
export interface ChannelSummary extends Owner {
  /** The provider's id (provider_channel_id), which every call takes. */
  id: string;
  name: string;
  providerType: 'facebook' | 'whatsapp' | 'other';
  templateSupport: boolean;
  /** How many conversations are known. */
  conversations: number;
}

/** Everything the handlers of the simulated Pipedrive look at and change. */
export interface PipedriveWorld {
  clock: Clock;
  /** Where the simulator listens; empty before the start. */
  url: string;
  /** Tells that something in the inbox is new or different. */
  changed(channelId: string | null, conversationId?: string, messageId?: string): void;
  settings: Settings;
  companies: Companies;
  installations: Installations;
  tokens: Tokens;
  budget: Budget;
  provider: ProviderClient;
  errands: Errands;
  callFaults: CallFaults;
  channels: Map<string, OpenChannel>;
  received: ApiSchemas['ReceiveMessageRequest'][];
  breaches: Breach[];
}

/** Keeps breaches for as long as the state lasts that they belong to: what ends after a reset reports nothing any more. */
export function reporter(world: PipedriveWorld): Report {
  const { channels } = world;
  return (breach) => {
    if (world.channels === channels) world.breaches.push(breach);
  };
}

/** Whether anything is known of where the provider is. */
export function hasProvider({ settings }: PipedriveWorld): boolean {
  const { providerUrl, endpoints } = settings.place();
  return providerUrl !== '' || Object.keys(endpoints).length > 0;
}

/** Throws an AppError NOT_FOUND when the channel is not registered. */
export function channelOf(world: PipedriveWorld, channelId: string): OpenChannel {
  const channel = world.channels.get(channelId);
  if (!channel) throw new AppError('NOT_FOUND', `The inbox has no channel ${channelId}.`);
  return channel;
}

/** Throws an AppError NOT_FOUND when the inbox does not know the conversation. */
export function inboxWith(world: PipedriveWorld, channelId: string, conversationId: string): Inbox {
  const { inbox } = channelOf(world, channelId);
  if (!inbox.has(conversationId)) throw new AppError('NOT_FOUND', `The inbox has no conversation ${conversationId}.`);
  return inbox;
}

/** Where a company's API is: on its own domain, which stands in the path here so that one port serves every company. */
export const apiDomainOf = ({ url, settings, companies }: PipedriveWorld, companyId: number): string =>
  settings.get().apiDomain ?? `${url}/company/${companies.find(companyId).slug}`;

/** Where the browser goes after the user's consent, and where Pipedrive tells of uninstalling and sharing; empty when no provider is known. */
export function callbackUrlOf({ settings }: PipedriveWorld): string {
  const { providerUrl } = settings.place();
  return settings.get().callbackUrl ?? (providerUrl === '' ? '' : `${providerUrl.replace(/\/+$/, '')}/auth/pipedrive/callback`);
}

export const channelSummary = ({ registration, owner, inbox }: OpenChannel): ChannelSummary => ({
  id: registration.provider_channel_id,
  companyId: owner.companyId,
  userId: owner.userId,
  name: registration.name,
  providerType: registration.provider_type ?? 'other',
  templateSupport: registration.template_support ?? false,
  conversations: inbox.count(),
});
