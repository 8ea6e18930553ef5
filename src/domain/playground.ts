/** What one of the provider's own operations answered. */
export interface PlaygroundAnswer {
  status: number;
  /** The body as text. */
  body: string;
}

export interface PlaygroundMessage {
  id: string;
  from: 'customer' | 'business';
  text: string;
  status: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/** One conversation seen from both ends. */
export interface PlaygroundConversation {
  phone: string;
  name: string;
  /** What the simulated Pipedrive shows, oldest first. */
  inbox: PlaygroundMessage[];
  /** What the simulated phone shows, oldest first. */
  handset: PlaygroundMessage[];
}

/** The sandbox's two far ends, as the playground operations need them. Absent when the provider talks to the real vendors. */
export interface Playground {
  /** Signs a webhook body as Meta does, posts it to our webhook and resolves with the answer. */
  deliver(body: unknown): Promise<PlaygroundAnswer>;
  /** Sends a salesperson's text through postMessage. Throws NOT_FOUND when the phone has no conversation. */
  reply(phone: string, text: string): Promise<PlaygroundAnswer>;
  /** Both sides of the conversation with this phone number; undefined when there is none. */
  conversation(phone: string): Promise<PlaygroundConversation | undefined>;
}
