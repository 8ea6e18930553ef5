import type { PlaygroundControls } from './playground-controls.ts';

/** What one of the provider's own operations answered. */
export interface PlaygroundAnswer {
  /** 0 when no answer came. */
  status: number;
  /** The body as text; without an answer, why. */
  body: string;
}

/** A file as one of the two sides shows it. */
export interface PlaygroundFile {
  name: string | null;
  /** The content type. */
  type: string | null;
  /** In bytes. */
  size: number | null;
  /** Where the inbox reads it, for a while; null on the phone. */
  url: string | null;
}

export interface PlaygroundMessage {
  id: string;
  from: 'customer' | 'business';
  text: string;
  status: string;
  /** ISO 8601 in UTC. */
  at: string;
  files: PlaygroundFile[];
  /** Of the phone: the message that this one quotes or reacts to. */
  about: string | null;
  /** Of the phone: name and language of the template it was sent as. */
  template: string | null;
}

/** One conversation seen from both ends. */
export interface PlaygroundConversation {
  phone: string;
  name: string;
  /** The sandbox's time, ISO 8601 in UTC. */
  now: string;
  /** Until when the inbox lets the customer be answered freely, ISO 8601 in UTC; null when no message says so. */
  replyBy: string | null;
  /** What the simulated Pipedrive shows, oldest first. */
  inbox: PlaygroundMessage[];
  /** What the simulated phone shows, oldest first. */
  handset: PlaygroundMessage[];
}

/** What a salesperson sends. */
export interface PlaygroundReply {
  /** The customer's phone number, digits only. */
  phone: string;
  text: string;
  /** Already on the disk. */
  files: readonly { name: string; contentType: string; path: string }[];
}

/** The sandbox's two far ends, as the playground operations need them. Absent when the provider talks to the real vendors. */
export interface Playground {
  controls: PlaygroundControls;
  /** Signs a webhook body as Meta does, posts it to our webhook and resolves with the answer. */
  deliver(body: unknown): Promise<PlaygroundAnswer>;
  /** Sends a salesperson's text and files through postMessage. Throws NOT_FOUND when the phone has no conversation. */
  reply(reply: PlaygroundReply): Promise<PlaygroundAnswer>;
  /** What getTemplates answers to the inbox. Throws NOT_FOUND when the inbox has no channel. */
  templates(): Promise<PlaygroundAnswer>;
  /** Both sides of the conversation with this phone number; undefined when there is none. */
  conversation(phone: string): Promise<PlaygroundConversation | undefined>;
}
