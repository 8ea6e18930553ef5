import type { components } from '../../../../generated/console/types.ts';

type Schemas = components['schemas'];
export type Message = Schemas['PlaygroundMessage'];
export type MessageFile = Schemas['PlaygroundFile'];
export type Person = Schemas['PlaygroundPerson'];
export type Channel = Schemas['PlaygroundPeople']['channels'][number];
export type Conversation = Schemas['PlaygroundInbox']['conversations'][number];
export type PersonChange = Schemas['PlaygroundPersonChange'];

/** A customer's chat with one number of the business. */
export interface ChatPlace {
  address: string;
  phoneNumberId: string;
}

export interface ThreadPlace {
  channelId: string;
  conversationId: string;
}

export const samePlace = (a: ThreadPlace | undefined, b: ThreadPlace | undefined): boolean =>
  a?.channelId === b?.channelId && a?.conversationId === b?.conversationId;
