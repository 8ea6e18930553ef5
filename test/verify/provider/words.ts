type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const part = (message: Fields, name: string): Fields => (isFields(message[name]) ? message[name] : {});
const say = (...words: unknown[]): string => words.filter((word) => typeof word === 'string' && word !== '').join(' ');

const byType: Readonly<Record<string, (message: Fields) => string>> = {
  text: (message) => say(part(message, 'text')['body']),
  image: (message) => say('(picture)', part(message, 'image')['caption']),
  video: (message) => say('(film)', part(message, 'video')['caption']),
  audio: (message) => (part(message, 'audio')['voice'] === true ? '(voice note)' : '(sound)'),
  sticker: () => '(sticker)',
  document: (message) => say('(document)', part(message, 'document')['filename'], part(message, 'document')['caption']),
  location: (message) => {
    const { latitude, longitude, name, address } = part(message, 'location');
    return say(`(place ${latitude}, ${longitude})`, name, address);
  },
  contacts: (message) =>
    (Array.isArray(message['contacts']) ? message['contacts'] : [])
      .map((card) => {
        const phones = isFields(card) && Array.isArray(card['phones']) ? card['phones'] : [];
        return say('(card)', part(card, 'name')['formatted_name'], ...phones.map((phone) => phone?.phone));
      })
      .join('\n'),
  button: (message) => say(part(message, 'button')['text']),
  interactive: (message) => {
    const interactive = part(message, 'interactive');
    const flow = part(interactive, 'nfm_reply');
    return say(
      part(interactive, 'button_reply')['title'],
      part(interactive, 'list_reply')['title'],
      part(interactive, 'list_reply')['description'],
      flow['name'],
      flow['body'],
      flow['response_json'],
    );
  },
  order: (message) => {
    const items = part(message, 'order')['product_items'];
    const lines = (Array.isArray(items) ? items : []).map(
      (line) => `${line.quantity} × ${line.product_retailer_id} at ${line.item_price} ${line.currency}`,
    );
    return say('(order)', part(message, 'order')['text'], ...lines);
  },
  reaction: (message) => {
    const emoji = part(message, 'reaction')['emoji'];
    return typeof emoji === 'string' && emoji !== '' ? `reacted with ${emoji}` : 'took a reaction back';
  },
  system: (message) => say('(notice)', part(message, 'system')['body']),
  revoke: () => 'took a message back',
  edit: (message) => say('(changed to)', part(part(part(message, 'edit'), 'message'), 'text')['body']),
};

/** Whether this is a type whose content can be told. */
export const isKnownType = (type: unknown): boolean => typeof type === 'string' && Object.hasOwn(byType, type);

/** What a salesperson reads. Every message has words, whatever its type. */
export function wordsFor(message: Fields): string {
  const { type } = message;
  const words = typeof type === 'string' && Object.hasOwn(byType, type) ? byType[type]?.(message) : undefined;
  return words || `(${typeof type === 'string' && type !== '' ? type : 'something'}: open WhatsApp to see it)`;
}
