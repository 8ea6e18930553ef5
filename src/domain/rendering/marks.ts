import type { MessageItem } from '../inbound-item.ts';
import { type Sender, senderOf } from '../sender.ts';
import { errorCodeOf } from './missing-rows.ts';
import { joined } from './plain-value.ts';
import { type Mark, quoteOf } from './row.ts';

/** Their row names the code. */
const OWN_NOTE: ReadonlySet<string> = new Set(['unsupported', 'unknown']);
/** A file that is withheld has a note below the message (inbound-files.ts). */
const NOT_DOWNLOADABLE = 131052;

/** Lines above a message, in this order. */
export const marks = {
  history: {
    carries:
      'Chats from before the connection (field `history`). They stand before everything live, by their own time, and nobody is notified of them',
    shows: '[earlier chat]',
    values: ({ origin }) => (origin === 'history' ? {} : undefined),
  },
  echo: {
    carries: 'What the business wrote in the WhatsApp Business app (field `smb_message_echoes`): a message of the business, status sent',
    shows: '[written on the phone]',
    values: ({ origin }) => (origin === 'echo' ? {} : undefined),
  },
  'standby/customer': {
    carries: "What a customer wrote while Meta's agent handles the conversation (field `standby`)",
    shows: "[Meta's agent handles this]",
    values: ({ origin, author }) => (origin === 'standby' && author === 'customer' ? {} : undefined),
  },
  'standby/agent': {
    carries: "What Meta's agent answered (field `standby`): a message of the business",
    shows: "[written by Meta's agent]",
    values: ({ origin, author }) => (origin === 'standby' && author === 'business' ? {} : undefined),
  },
  group: {
    carries: 'A message of a group, where groups are shown (`GROUP_MESSAGES=transcript`); the conversation is that of the group',
    shows: '[written in the group by {writer}]',
    values({ message, contacts, author }) {
      if (!message.group_id || author === 'business') return undefined;
      return { writer: writerOf(senderOf(message, contacts)) };
    },
  },
  referral: {
    carries: 'The advertisement or post that a conversation began with; on its first message only',
    shows: '[came through the {kind}⟨ “{headline}”⟩⟨: {body}⟩⟨ ({link})⟩]',
    values({ message: { referral } }) {
      if (referral === undefined || referral === null) return undefined;
      const kind = referral.source_type === 'post' ? 'post' : 'advertisement';
      return { kind, headline: oneLine(referral.headline), body: oneLine(referral.body), link: referral.source_url };
    },
    simplified: 'The picture or video of the advertisement.',
  },
  forwarded: {
    carries: 'A message that was forwarded, up to five times',
    shows: '[forwarded]',
    values: ({ message: { context } }) => (context?.forwarded && !context.frequently_forwarded ? {} : undefined),
  },
  'forwarded/frequently': {
    carries: 'A message that was forwarded more than five times',
    shows: '[forwarded many times]',
    values: ({ message: { context } }) => (context?.frequently_forwarded ? {} : undefined),
  },
  product: {
    carries: 'A question about a product of the catalogue',
    shows: '[about the product {product}]',
    values({ message: { context } }) {
      const product = context?.referred_product?.product_retailer_id;
      return product ? { product } : undefined;
    },
    simplified: 'Picture and name of the product: WhatsApp sends its catalogue id only.',
  },
  quoted: {
    carries: 'An answer to an earlier message, by the id of that message; taps on buttons and lists among them',
    shows: '[in answer to {quote}]',
    values({ message: { context, type } }, quotes) {
      const isChange = type === 'reaction' || type === 'edit' || type === 'revoke';
      // A question about a product names a message that the business never wrote.
      if (isChange || !context?.id || (context.referred_product && !quotes.has(context.id))) return undefined;
      return { quote: quoteOf(quotes, context.id) };
    },
    simplified: 'The inbox has no quotes: the first words of the message stand above the answer.',
  },
  error: {
    carries: 'An error beside a message. A file that WhatsApp could not take in (131052) has its note below the message instead',
    shows: '[WhatsApp reports about this message⟨: {reason}⟩ ({code})]',
    values({ message }) {
      const code = errorCodeOf(message);
      if (code === undefined || OWN_NOTE.has(message.type) || code === NOT_DOWNLOADABLE) return undefined;
      const first = message.errors?.[0];
      return { code, reason: oneLine(first?.error_data?.details ?? first?.title) };
    },
  },
} as const satisfies Record<string, Mark>;

const origins = ['history', 'echo', 'standby/customer', 'standby/agent'] as const;

/** The line that says how a message came; undefined for one that came live. */
export const originLine = (item: MessageItem): string | undefined =>
  origins.map((name) => marks[name]).find(({ values }) => values(item) !== undefined)?.shows;

/** Somebody as a salesperson knows them: the name, and the number because names are not unique. */
function writerOf(sender: Sender | undefined): string {
  const { aliases = [], name = '', username } = sender ?? {};
  const number = aliases.find(({ kind }) => kind === 'wa_id')?.value;
  const address = number ? `+${number}` : username ? `@${username}` : aliases[0]?.value;
  const words = oneLine(name.replace(/[[\]]/g, ''));
  if (address === undefined) return 'somebody whom WhatsApp does not name';
  return words ? `${words} (${address})` : address;
}

const oneLine = (text: string | undefined): string | undefined => {
  const line = joined(' ', [text?.replace(/\s+/g, ' ').trim()]);
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
};
