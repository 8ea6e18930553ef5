/** The parts of a message, inbound or outbound, that show on a phone. */
export interface ShownMessage {
  type: string;
  text?: { body?: string };
  image?: { caption?: string };
  video?: { caption?: string };
  audio?: { voice?: boolean };
  document?: { caption?: string; filename?: string };
  location?: { name?: string; latitude?: number; longitude?: number };
  contacts?: { name?: { formatted_name?: string } }[];
  reaction?: { emoji?: string };
  button?: { text?: string };
  interactive?: { body?: { text?: string }; button_reply?: { title?: string }; list_reply?: { title?: string } };
}

/** One line of text that stands for a message: its text where it has one, otherwise what it is, in brackets. */
export function describeMessage(message: ShownMessage): string {
  switch (message.type) {
    case 'text':
      return message.text?.body ?? '';
    case 'image':
      return message.image?.caption ?? '[image]';
    case 'video':
      return message.video?.caption ?? '[video]';
    case 'audio':
      return message.audio?.voice ? '[voice message]' : '[audio]';
    case 'document':
      return message.document?.caption ?? `[document ${message.document?.filename ?? 'without name'}]`;
    case 'location':
      return `[location ${message.location?.name ?? `${message.location?.latitude}, ${message.location?.longitude}`}]`;
    case 'contacts':
      return `[contact ${message.contacts?.map(({ name }) => name?.formatted_name ?? '').join(', ')}]`;
    case 'reaction':
      return message.reaction?.emoji ? `[reaction ${message.reaction.emoji}]` : '[reaction removed]';
    case 'button':
      return message.button?.text ?? '[button]';
    case 'interactive':
      return (
        message.interactive?.button_reply?.title ??
        message.interactive?.list_reply?.title ??
        message.interactive?.body?.text ??
        '[interactive]'
      );
    default:
      return `[${message.type}]`;
  }
}
