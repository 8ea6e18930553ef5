import { changedBy } from './references.ts';
import { type InboundMessage, quoteOf, type Row } from './row.ts';

const ONE_LINE = 'The inbox cannot attach it to the message or change that one: a line of its own says what happened, with a short quote.';

/** What people do to messages that are there already, and what WhatsApp tells about people. */
export const changeRows = {
  reaction: {
    carries: 'A reaction to a message',
    shows: '[reacted with {emoji} to {quote}]',
    values: (message, quotes) => ({ emoji: message.reaction?.emoji, quote: quoteOf(quotes, changedBy.reaction(message)) }),
    simplified: ONE_LINE,
  },
  'reaction/removed': {
    carries: 'A reaction that is taken back: without an emoji, in older payloads with an empty one',
    shows: '[took back the reaction to {quote}]',
    values: (message, quotes) => ({ quote: quoteOf(quotes, changedBy.reaction(message)) }),
    simplified: ONE_LINE,
  },
  edit: {
    carries: 'New words for a message (coexistence numbers, within 15 minutes)',
    shows: '[changed {quote} into:]⟨\n{words}⟩',
    values: (message, quotes) => ({ words: editedWords(message), quote: quoteOf(quotes, changedBy.edit(message)) }),
    simplified: ONE_LINE,
  },
  revoke: {
    carries: 'A message the customer deleted (coexistence numbers, within two days)',
    shows: '[deleted {quote}]',
    values: (message, quotes) => ({ quote: quoteOf(quotes, changedBy.revoke(message)) }),
    simplified: `${ONE_LINE} The deleted message stays as it was.`,
  },
  'system/number': {
    carries: 'The customer has another phone number (`user_changed_number`, `customer_changed_number`)',
    shows: '[notice: the customer now has the number {number}; answers go there]⟨ {body}⟩',
    values: ({ system }) => ({ number: plus(system?.wa_id ?? system?.new_wa_id), body: system?.body }),
  },
  'system/user-id': {
    carries: 'The customer has another user id, and no phone number may be shared (`user_changed_user_id`)',
    shows: '[notice: WhatsApp knows the customer by another id now; answers still arrive]⟨ {body}⟩',
    values: ({ system }) => ({ body: system?.body }),
  },
  'system/identity': {
    carries: 'The security code changed (`customer_identity_changed`)',
    shows:
      "[notice: the customer's security code changed, as it does with a new phone; make sure that it is still the same person]⟨ {body}⟩",
    values: ({ system }) => ({ body: system?.body }),
  },
  'system/other': {
    carries: 'Any other news about the customer',
    shows: '[notice]⟨ {body}⟩',
    values: ({ system }) => ({ body: system?.body }),
  },
  control_passed: {
    carries: "Meta's agent hands the conversation to us (field `messaging_handovers`)",
    shows: "[Meta's agent hands this conversation over to you]⟨ Reason: {reason}.⟩⟨ {summary}⟩",
    values: (message) => handoverOf(message),
  },
  control_taken: {
    carries: "Meta's agent answers from now on (field `messaging_handovers`)",
    shows: "[Meta's agent answers in this conversation from now on; a message of yours takes it back]",
  },
} as const satisfies Record<string, Row>;

const plus = (number: string | undefined): string | undefined => (number ? `+${number.replace(/^\+/, '')}` : undefined);

function editedWords({ edit }: InboundMessage): string | undefined {
  const { text, image, video, document, type } = edit?.message ?? {};
  const caption = image?.caption ?? video?.caption ?? document?.caption;
  return text?.body ?? caption ?? (type === undefined ? undefined : `[${type.slice(0, 40)}]`);
}

function handoverOf(message: InboundMessage) {
  const details = (message as Record<string, unknown>)['control_passed'];
  const { metadata, conversation_context } = (details !== null && typeof details === 'object' ? details : {}) as {
    metadata?: unknown;
    conversation_context?: { summary?: { text?: unknown } | null } | null;
  };
  const summary = conversation_context?.summary?.text;
  return { reason: textOf(metadata)?.replace(/\.$/, ''), summary: textOf(summary) };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
