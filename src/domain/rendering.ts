import type { components } from '../../generated/whatsapp-webhooks/types.ts';

type InboundMessage = components['schemas']['InboundMessage'];

/**
 * The text the inbox shows for a message of the customer. Nothing arrives as an empty line: what is not text is named in square brackets,
 * what WhatsApp does not hand over says so.
 */
export function renderInbound(message: InboundMessage): string {
  const render = Object.hasOwn(renderers, message.type) ? renderers[message.type] : undefined;
  const text = render?.(message);
  return text !== undefined && text.trim() !== '' ? text : `[${label(message.type)}]`;
}

/** Shown when an item is ours to show but does not have the shape its type promises. */
export const renderUnreadable = (type: string): string =>
  `[${label(type)}: this message could not be read; ask the customer to send it again]`;

const label = (type: string): string => `${type.slice(0, 40)} message`.replaceAll(/[[\]]/g, '');

const withCaption = (name: string, caption: string | undefined): string => (caption ? `[${name}] ${caption}` : `[${name}]`);
const joined = (...parts: (string | number | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(', ');

const renderers: Readonly<Record<string, (message: InboundMessage) => string | undefined>> = {
  text: ({ text }) => text?.body,
  image: ({ image }) => withCaption('image', image?.caption),
  video: ({ video }) => withCaption('video', video?.caption),
  audio: ({ audio }) => (audio?.voice ? '[voice message]' : '[audio]'),
  document: ({ document }) => withCaption(document?.filename ? `document ${document.filename}` : 'document', document?.caption),
  sticker: () => '[sticker]',
  location: ({ location }) => `[location] ${joined(location?.name, location?.address, location?.latitude, location?.longitude)}`,
  contacts: ({ contacts }) =>
    `[contact] ${(contacts ?? []).map(({ name, phones }) => joined(name?.formatted_name, ...(phones ?? []).map(({ phone }) => phone))).join('; ')}`,
  interactive: ({ interactive }) =>
    interactive?.button_reply?.title ??
    interactive?.list_reply?.title ??
    (interactive?.nfm_reply ? withCaption('form', interactive.nfm_reply.body) : undefined) ??
    (interactive?.call_permission_reply ? `[call permission: ${interactive.call_permission_reply.response ?? 'answered'}]` : undefined),
  button: ({ button }) => button?.text ?? button?.payload,
  order: ({ order }) => withCaption(`order of ${order?.product_items?.length ?? 0} items`, order?.text),
  reaction: ({ reaction }) => (reaction?.emoji ? `[reaction] ${reaction.emoji}` : '[reaction removed]'),
  system: ({ system }) => withCaption('notice', system?.body),
  edit: ({ edit }) => withCaption('edited', edit?.message?.text?.body),
  revoke: () => '[the customer deleted a message]',
  unsupported: ({ unsupported }) =>
    `[WhatsApp does not hand over this kind of message${unsupported?.type ? ` (${unsupported.type})` : ''}; open it on the phone]`,
};
