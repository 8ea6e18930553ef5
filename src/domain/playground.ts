import type { components } from '../../generated/console/types.ts';
import type { PlaygroundControls } from './playground-controls.ts';

type Schemas = components['schemas'];

/** What one of the provider's own operations answered. */
export type PlaygroundAnswer = Schemas['PlaygroundAnswer'];
/** A file as one of the two sides shows it. */
export type PlaygroundFile = Schemas['PlaygroundFile'];
export type PlaygroundMessage = Schemas['PlaygroundMessage'];
/** One conversation seen from both ends. */
export type PlaygroundConversation = Schemas['PlaygroundConversation'];
export type PlaygroundPeople = Schemas['PlaygroundPeople'];
export type PlaygroundPerson = Schemas['PlaygroundPerson'];
export type PlaygroundPersonChange = Schemas['PlaygroundPersonChange'];
export type PlaygroundCustomerMessage = Schemas['PlaygroundCustomerMessage'];
export type PlaygroundWritten = Schemas['PlaygroundWritten'];
export type PlaygroundChatPage = Schemas['PlaygroundChatPage'];
export type PlaygroundInbox = Schemas['PlaygroundInbox'];
export type PlaygroundThreadPage = Schemas['PlaygroundThreadPage'];

/** A file that somebody sends; its bytes are on the disk. */
export interface GivenFile {
  name: string;
  contentType: string;
  path: string;
}

/** What a salesperson sends: to the conversation of a phone number, digits only, in the channel of the settings; or to one by its ids. */
export interface PlaygroundReply {
  to: { phone: string } | { channelId: string; conversationId: string };
  text: string;
  files: readonly GivenFile[];
}

/** A part of a list. `search` looks at names, numbers and messages; `after` is what the page before gave. */
export interface ListPage {
  search?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** A part of a conversation: the newest messages, those before one, or those from one on. */
export interface MessagePage {
  before?: string | undefined;
  from?: string | undefined;
  limit: number;
}

/** A customer's chat with one number of the business. */
export interface ChatPlace {
  /** Phone number or user id. */
  address: string;
  phoneNumberId: string;
}

export interface ThreadPlace {
  channelId: string;
  conversationId: string;
}

/** What is new or different on one side of the sandbox, or that its clock was moved, or everything set back; what is left out may be any. */
export type PlaygroundChange =
  | { side: 'clock' }
  | { side: 'reset' }
  | { side: 'phone'; messageId?: string }
  | { side: 'inbox'; channelId?: string; conversationId?: string; messageId?: string };

export interface PlaygroundBytes {
  name: string;
  contentType: string;
  /** Hex. */
  sha256: string;
  bytes: Buffer;
}

/**
 * The sandbox's two far ends, as the playground operations need them. Absent when the provider talks to the real vendors. Whatever is asked about somebody
 * or something that is not there throws NOT_FOUND.
 */
export interface Playground {
  controls: PlaygroundControls;
  /** Calls back after every change on a phone or in the inbox, until the returned function is called. */
  watch(changed: (change: PlaygroundChange) => void): () => void;
  /** Signs a webhook body as Meta does, posts it to our webhook and resolves with the answer. */
  deliver(body: unknown): Promise<PlaygroundAnswer>;
  /** Sends a salesperson's text and files through postMessage. */
  reply(reply: PlaygroundReply): Promise<PlaygroundAnswer>;
  /** What getTemplates answers to the inbox, for the channel or the first one. */
  templates(channelId?: string): Promise<PlaygroundAnswer>;
  /** Both sides of the conversation with this phone number; undefined when there is none. */
  conversation(phone: string): Promise<PlaygroundConversation | undefined>;
  /** Who was in a conversation last, first. */
  people(page: ListPage): Promise<PlaygroundPeople>;
  /** Makes whoever is not known. Throws INVALID_REQUEST for what is neither phone number nor user id. */
  putPerson(address: string, change: PlaygroundPersonChange): PlaygroundPerson;
  chat(place: ChatPlace, page: MessagePage): PlaygroundChatPage;
  /** The customer writes. Throws INVALID_REQUEST unless it is exactly one thing. */
  write(place: ChatPlace, message: PlaygroundCustomerMessage): Promise<PlaygroundWritten>;
  /** Each file as a message of its own, in their order. */
  sendFiles(
    place: ChatPlace,
    given: { files: readonly GivenFile[]; caption?: string | undefined; replyTo?: string | undefined; voice: boolean },
  ): Promise<PlaygroundWritten[]>;
  /** The customer opens the chat; resolves with the messages that the business is told of. */
  readChat(place: ChatPlace): Promise<string[]>;
  /** A file on a phone. */
  file(id: string): PlaygroundBytes;
  inbox(page: ListPage & { channelId?: string | undefined }): Promise<PlaygroundInbox>;
  /** Asks the provider for older messages when the inbox has fewer than wanted. */
  thread(place: ThreadPlace, page: MessagePage): Promise<PlaygroundThreadPage>;
  /** The salesperson opens the conversation. */
  readThread(place: ThreadPlace): void;
  /** The salesperson opens a file. */
  openAttachment(place: ThreadPlace & { messageId: string; attachmentId: string }): Promise<PlaygroundBytes>;
}
