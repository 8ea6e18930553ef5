import { randomBytes, randomInt } from 'node:crypto';
import type { Conversation, Message, ProviderAnswer, ProviderCaller } from './provider-caller.ts';
import { Finding, type VerifyStage } from './rule.ts';
import type { PostOptions, WebhookCaller } from './webhook-caller.ts';

/** A person of our own invention. */
export interface Customer {
  readonly name: string;
  /** Digits; a number reserved for fiction. */
  readonly phone: string;
  /** Business-scoped user id. */
  readonly userId: string;
  /** An entry of `contacts` of a webhook. */
  contact(): Record<string, unknown>;
  /** A message object of a webhook: common fields with a fresh wamid, filled up with what is given (`{ type: 'image', image: {…} }`); a text unless told. */
  message(parts?: Readonly<Record<string, unknown>>): InboundMessage;
  /** Delivers one message of this customer and expects 200. */
  writes(
    text: string,
    options?: PostOptions & { message?: Readonly<Record<string, unknown>> },
  ): Promise<{ wamid: string; text: string; answer: ProviderAnswer }>;
  /** Waits for the conversation that holds a text of this customer, and returns it with all its messages, oldest first. */
  conversation(): Promise<Conversation>;
  /** Waits until a message that contains this text stands in the conversation, and returns it. */
  shows(text: string): Promise<Message>;
  /** The messages of the provider in this customer's conversation that contain the text, as they stand now. */
  all(text: string): Promise<Message[]>;
}

export interface InboundMessage extends Record<string, unknown> {
  id: string;
  from: string;
  timestamp: string;
  type: string;
}

export interface CustomerFactory {
  /** Somebody who never wrote before. */
  next(name?: string): Customer;
  /** A text that occurs nowhere else in this run. */
  unique(label: string): string;
  /** A wamid that occurs nowhere else. */
  wamid(): string;
}

export type Stage = Pick<VerifyStage, 'eventually' | 'now'> & { provider: ProviderCaller; webhook: WebhookCaller };

/** Given names for people who do not exist. */
const GIVEN_NAMES = [
  'Ada',
  'Bruno',
  'Carla',
  'Dario',
  'Elif',
  'Femi',
  'Greta',
  'Hiro',
  'Ines',
  'Jonas',
  'Kaja',
  'Lior',
  'Mina',
  'Nils',
  'Oona',
];

/** Invents people of one run. What it gives out occurs in no other run, as far as chance can promise it. */
export function createCustomerFactory(stage: () => Stage): CustomerFactory {
  const run = randomBytes(3).toString('hex');
  const phones = new Set<string>();
  let texts = 0;
  let people = 0;

  const unique: CustomerFactory['unique'] = (label) => `${label} ${run}${(texts++).toString(36).padStart(3, '0')}`;
  const wamid = (): string => `wamid.HBgL${randomBytes(24).toString('base64url')}A`;
  const phone = (): string => {
    // 555-0100 to 555-0199 are kept for fiction in every North American area code; no area code begins with 0 or 1.
    const next = `1${randomInt(2, 10)}${randomInt(0, 10)}${randomInt(0, 10)}55501${String(randomInt(0, 100)).padStart(2, '0')}`;
    if (phones.has(next)) return phone();
    phones.add(next);
    return next;
  };
  return {
    unique,
    wamid,
    next(name = `${GIVEN_NAMES[people % GIVEN_NAMES.length]} ${run}${(people++).toString(36)}`) {
      const digits = Array.from({ length: 20 }, () => randomInt(0, 10)).join('');
      return createCustomer({ name, phone: phone(), userId: `US.${digits}` }, { wamid, isUnique: (text) => text.includes(run) }, stage);
    },
  };
}

function createCustomer(
  { name, phone, userId }: Pick<Customer, 'name' | 'phone' | 'userId'>,
  { wamid, isUnique }: { wamid: () => string; isUnique: (text: string) => boolean },
  stage: () => Stage,
): Customer {
  /** Texts that occur in this person's conversation and nowhere else. */
  const texts = new Set<string>();
  let conversationId: string | undefined;
  const remember = (text: string): void => {
    if (isUnique(text)) texts.add(text);
  };

  const isTheirs = ({ participants, messages }: Conversation): boolean =>
    (participants ?? []).some((participant) => participant.role === 'end_user' && participant.name === name) ||
    (messages ?? []).some(({ message }) => [...texts].some((text) => message.includes(text)));
  const find = async (): Promise<Conversation | undefined> => {
    const { provider } = stage();
    conversationId ??= (await provider.findConversation(isTheirs))?.id;
    return conversationId === undefined ? undefined : provider.conversation(conversationId);
  };

  const customer: Customer = {
    name,
    phone,
    userId,
    contact: () => ({ profile: { name }, wa_id: phone, user_id: userId }),
    message(parts = {}) {
      const message = {
        from: phone,
        from_user_id: userId,
        id: wamid(),
        timestamp: String(Math.floor(stage().now() / 1000)),
        type: 'text',
        ...('type' in parts ? {} : { text: { body: `Hello from ${name}` } }),
        ...parts,
      };
      const { text } = message as { text?: { body?: unknown } };
      if (typeof text?.body === 'string') remember(text.body);
      return message;
    },
    async writes(text, { message = {}, ...options } = {}) {
      const sent = customer.message({ text: { body: text }, ...message });
      const answer = await stage().webhook.deliver([{ contacts: [customer.contact()], messages: [sent] }], options);
      if (answer.status !== 200) {
        throw new Finding(`a signed message of a customer was answered with ${answer.status} instead of 200`, [answer.evidence]);
      }
      return { wamid: sent.id, text, answer };
    },
    conversation: () => stage().eventually(`a conversation with ${name} in getConversations`, find),
    shows(text) {
      remember(text);
      return stage().eventually(`a message with the text "${text}" in the conversation with ${name}`, async () =>
        (await find())?.messages.find(({ message }) => message.includes(text)),
      );
    },
    async all(text) {
      remember(text);
      return ((await find())?.messages ?? []).filter(({ message }) => message.includes(text));
    },
  };
  return customer;
}
