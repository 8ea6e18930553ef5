import type { Customer } from './customers.ts';
import type { Conversation, Message, ProviderAnswer, ProviderOperation } from './provider-caller.ts';
import { Finding, NotRun, type VerifyStage } from './rule.ts';
import { shapeFault } from './shape.ts';

/** The answer of an operation that was asked for a message which is listed. In the first words, so that rules which merely use it read as one cause. */
export function expectListed(
  stage: VerifyStage,
  operation: 'getMessageById' | 'getChannelMessageById',
  answer: ProviderAnswer,
  whereListed = 'a message that getConversationById listed',
): void {
  stage.expect(answer.status === 200, `${operation} answered ${answer.status} for ${whereListed}`, [answer.evidence]);
  expectShape(stage, operation, answer);
}

/** The answer has this status and keeps to the contract. */
export function expectShape(stage: VerifyStage, operation: ProviderOperation, answer: ProviderAnswer, status = 200): void {
  stage.expect(answer.status === status, `${operation} answered ${answer.status} instead of ${status}`, [answer.evidence]);
  const fault = shapeFault(operation, status, answer.json);
  stage.expect(fault === undefined, `the answer of ${operation} departs from the contract: ${fault}`, [answer.evidence]);
}

/** The answer is one of these refusals, in the published envelope. */
export function expectRefusal(stage: VerifyStage, operation: ProviderOperation, answer: ProviderAnswer, statuses: readonly number[]): void {
  stage.expect(statuses.includes(answer.status), `${operation} answered ${answer.status} instead of ${statuses.join(' or ')}`, [
    answer.evidence,
  ]);
  expectEnvelope(stage, answer);
  const fault = shapeFault(operation, answer.status, answer.json);
  // Not every refusal is documented for every operation; the envelope is the same everywhere.
  const documented = fault?.startsWith('status ') !== true;
  stage.expect(!documented || fault === undefined, `the refusal of ${operation} departs from the contract: ${fault}`, [answer.evidence]);
}

/** `{ success: false, data: { message, code } }`. */
export function expectEnvelope(stage: VerifyStage, { json, status, evidence }: ProviderAnswer): void {
  const { success, data } = (typeof json === 'object' && json !== null ? json : {}) as {
    success?: unknown;
    data?: Record<string, unknown>;
  };
  const whole = success === false && typeof data?.['message'] === 'string' && typeof data['code'] === 'string';
  stage.expect(whole, `the body of a ${status} is not { success: false, data: { message, code } }`, [evidence]);
}

/** The answer is not a fault of the server: whatever strange thing was asked, somebody decided about it. */
export function expectDecided(stage: VerifyStage, answer: ProviderAnswer, what: string): void {
  stage.expect(answer.status < 500, `${what} was answered ${answer.status}: a fault of the server instead of a decision`, [
    answer.evidence,
  ]);
}

/** A refusal by any 4xx. */
export function expectClientError(stage: VerifyStage, answer: ProviderAnswer, what: string): void {
  stage.expect(answer.status >= 400 && answer.status < 500, `${what} was answered ${answer.status} instead of 4xx`, [answer.evidence]);
}

/** Runs on which a customer's message led to no conversation, so that not every rule waits for the next one. */
const withoutIntake = new WeakMap<object, string>();

/**
 * A conversation with at least so many messages, oldest first. Where we play Meta a new customer writes them; otherwise, or when that leads to
 * nothing, one that the provider has already. Throws NotRun when there is none.
 */
export async function conversationWith(
  stage: VerifyStage,
  count = 1,
): Promise<{ conversation: Conversation; customer: Customer | undefined }> {
  let reason = 'the channel has no conversation that would do, and without the webhook none can be begun';
  if (stage.has('webhook')) {
    const failed = withoutIntake.get(stage.provider);
    try {
      if (failed === undefined) return await newConversation(stage, count);
      reason = failed;
    } catch (error) {
      if (!(error instanceof Finding)) throw error;
      reason = `a customer's message leads to no conversation that can be read: ${error.message}`;
      // With more messages it may be the paging that fails, which hides no other conversation.
      if (count === 1) withoutIntake.set(stage.provider, reason);
    }
  }
  const found = await known(stage, count);
  if (found) return { conversation: found, customer: undefined };
  throw new NotRun(reason);
}

/** One delivery for each message: whether batches are understood is another question. A minute apart: the published short form of dates has no seconds. */
async function newConversation(stage: VerifyStage, count: number): Promise<{ conversation: Conversation; customer: Customer }> {
  const customer = stage.customers.next();
  const begin = Math.floor(stage.now() / 1000) - 61 * count;
  for (let index = 0; index < count; index++) {
    const text = stage.customers.unique(`message ${index + 1}`);
    await customer.writes(text, { message: { timestamp: String(begin + 61 * index) } });
  }
  const conversation = await stage.eventually(`a conversation with ${count} messages of one customer`, async () => {
    const found = await customer.conversation();
    return found.messages.length >= count ? found : undefined;
  });
  return { conversation, customer };
}

async function known(stage: VerifyStage, count: number): Promise<Conversation | undefined> {
  try {
    const found = await stage.provider.findConversation(({ messages }) => (messages ?? []).length >= Math.min(count, 30));
    return found && (await stage.provider.conversation(found.id));
  } catch (error) {
    // What is wrong with the listing is for the rules of the listing to say.
    if (error instanceof Finding) return undefined;
    throw error;
  }
}

/** A message of a conversation, the newest. Throws NotRun when it has none. */
export function newestOf({ messages }: Conversation): Message {
  const newest = messages.at(-1);
  if (!newest) throw new NotRun('the conversation has no message');
  return newest;
}

export function sideOf({ participants }: Conversation, role: 'source_user' | 'end_user'): Conversation['participants'][number] {
  const found = (participants ?? []).find((participant) => participant.role === role);
  if (!found) throw new Finding(`a conversation has no ${role} among its participants`);
  return found;
}
