import type { InboxMessage } from '../../../../../mocks/pipedrive/inbox.ts';
import type { HandsetMessage } from '../../../../../mocks/whatsapp/handsets.ts';
import type { Conversation, FilePart, Message } from '../../provider-caller.ts';
import { type Customer, Finding, NotRun, type VerifyStage } from '../../rule.ts';

/** A customer who has written once, and the conversation that came of it. */
export interface Scene {
  customer: Customer;
  conversation: Conversation;
  /** The text the customer began with, and its wamid. */
  hello: string;
  wamid: string;
}

export async function begin(stage: VerifyStage, name?: string): Promise<Scene> {
  const customer = stage.customers.next(name);
  // Some minutes before all that follows, so that dates without seconds show which way a provider lists messages.
  const timestamp = String(Math.floor(stage.now() / 1000) - 150);
  const { text: hello, wamid } = await customer.writes(stage.customers.unique('hello'), { message: { timestamp } });
  await customer.shows(hello);
  return { customer, conversation: await customer.conversation(), hello, wamid };
}

/** The salesperson answers; expects 200 and returns the id the provider gave. */
export async function reply(stage: VerifyStage, conversation: Conversation, text: string, files?: readonly FilePart[]): Promise<string> {
  const answer = await stage.provider.reply({ conversation, text, ...(files ? { files } : {}) });
  stage.expect(answer.status === 200, `postMessage answered ${answer.status} instead of 200`, [answer.evidence]);
  const id = (answer.json as { data?: { id?: unknown } } | undefined)?.data?.id;
  stage.expect(typeof id === 'string' && id !== '', 'the answer of postMessage carries no id', [answer.evidence]);
  return id;
}

/** A message as the provider has it now. */
export async function messageNow(stage: VerifyStage, conversation: Conversation, id: string): Promise<Message> {
  const answer = await stage.provider.call('getMessageById', { params: { sourceConversationId: conversation.id, sourceMessageId: id } });
  stage.expect(answer.status === 200, `getMessageById answered ${answer.status} for the id that postMessage gave`, [answer.evidence]);
  return answer.json as Message;
}

const proven = new WeakSet<object>();

/**
 * Sees a reply to an invented customer arrive at our WhatsApp. Rules that use numbers which could be somebody's (no range is kept for fiction in
 * Brazil, Mexico or Argentina) begin with it: a provider that still talks to the real WhatsApp must not write to anybody. Throws NotRun.
 */
export async function sureOfOurWhatsApp(stage: VerifyStage): Promise<void> {
  if (proven.has(stage.provider)) return;
  try {
    const { customer, conversation } = await begin(stage);
    const text = stage.customers.unique('answer');
    await reply(stage, conversation, text);
    await stage.eventually('a reply on an invented phone', () => onPhone(stage, customer.phone, text).length > 0);
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    throw new NotRun(`it is not sure that replies come to our WhatsApp, and numbers of real people could be meant: ${error.message}`);
  }
  proven.add(stage.provider);
}

/** What the business sent to that phone, or user id, with this text in it. */
export const onPhone = (stage: VerifyStage, address: string, text: string): HandsetMessage[] =>
  stage.whatsapp.phone(address).filter((message) => message.from === 'business' && message.text.includes(text));

/** What Pipedrive's inbox shows of a conversation, in the order of arrival. */
export const inInbox = (stage: VerifyStage, conversation: Conversation, text = ''): InboxMessage[] =>
  stage.pipedrive.inbox(stage.channelId, conversation.id).filter((message) => message.text.includes(text));

/** An entry of `statuses`, as Meta sends it. */
export const statusEntry = (stage: VerifyStage, customer: Customer, wamid: string, status: string, more: object = {}) => ({
  id: wamid,
  status,
  timestamp: String(Math.floor(stage.now() / 1000)),
  recipient_id: customer.phone,
  recipient_user_id: customer.userId,
  ...more,
});

export const failureOf = (code: number, title: string) => ({ errors: [{ code, title, message: title, error_data: { details: title } }] });

/** Moves the clock on in steps, and lets the provider work after each. */
export async function passTime(stage: VerifyStage, ms: number, steps = 1): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await stage.advance(ms / steps);
    await stage.settle();
  }
}

/** Moves the clock on, in growing steps, until `look` finds something; a Finding when it does not within `ms`. */
export async function within<T>(stage: VerifyStage, ms: number, what: string, look: () => T | undefined | false): Promise<T> {
  let passed = 0;
  for (let step = 1000; ; step = Math.min(step * 2, Math.max(10 * MINUTE, ms / 12))) {
    await stage.settle();
    const found = look();
    if (found !== undefined && found !== false) return found;
    stage.expect(passed < ms, `${what} did not come about within ${Math.round(ms / MINUTE)} minutes of the provider's clock`);
    const next = Math.min(step, ms - passed);
    await stage.advance(next);
    passed += next;
  }
}

/** Keeps the simulated Meta from sending statuses while `work` sends its own. */
export async function withoutStatuses<T>(stage: VerifyStage, work: () => Promise<T>): Promise<T> {
  stage.whatsapp.faults.holdStatuses = true;
  try {
    return await work();
  } finally {
    stage.whatsapp.faults.holdStatuses = false;
  }
}

/** Takes back what a rule set, so that the next one meets a healthy other side. */
export async function withFaults<T>(side: { faults: { clear(): void } }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    side.faults.clear();
  }
}

/** The texts, in the order in which the list has them. */
export const orderOf = (texts: readonly string[], messages: readonly { text?: string; message?: string }[]): string[] =>
  messages.flatMap(({ text, message }) => texts.filter((candidate) => (text ?? message ?? '').includes(candidate)));

export const sameOrder = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
