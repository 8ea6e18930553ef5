import { joined } from './plain-value.ts';
import type { InboundMessage, Row } from './row.ts';

const FILE_APART =
  'The file stands beside the text as soon as it was fetched; until then, and when WhatsApp has it no longer, the text names it.';

type SharedContact = NonNullable<InboundMessage['contacts']>[number];

const card = ({ name, org, phones, emails }: SharedContact): string =>
  joined(', ', [
    name?.formatted_name,
    org?.company,
    ...(phones ?? []).map(({ phone }) => phone),
    ...(emails ?? []).map(({ email }) => email),
  ]);

/** What people write, say and show. */
export const contentRows = {
  text: { carries: 'A text', shows: '{body}', values: ({ text }) => ({ body: text?.body }) },
  image: {
    carries: `An image. ${FILE_APART}`,
    shows: '[image]⟨ {caption}⟩',
    values: ({ image }) => ({ caption: image?.caption }),
  },
  video: { carries: 'A video', shows: '[video]⟨ {caption}⟩', values: ({ video }) => ({ caption: video?.caption }) },
  audio: { carries: 'A sound file', shows: '[audio]' },
  voice: { carries: 'A voice note: audio that was recorded in the chat (`voice: true`)', shows: '[voice message]' },
  document: {
    carries: 'A document with its file name',
    shows: '[document⟨ {name}⟩]⟨ {caption}⟩',
    values: ({ document }) => ({ name: document?.filename, caption: document?.caption }),
  },
  sticker: { carries: 'A sticker', shows: '[sticker]' },
  'sticker/animated': {
    carries: 'A sticker that moves',
    shows: '[animated sticker]',
    simplified: 'The inbox shows the file; whether it moves there is up to it.',
  },
  location: {
    carries: 'A place, with or without a name',
    shows: '[location] {place}',
    values: ({ location }) => ({
      place: joined(', ', [location?.name, location?.address, location?.latitude, location?.longitude, location?.url]),
    }),
    simplified: 'A map: the inbox has no kind of message for a place, so that name, address, coordinates and link stand there.',
  },
  contacts: {
    carries: 'Contact cards',
    shows: '[contact] {cards}',
    values: ({ contacts }) => ({ cards: joined('; ', (contacts ?? []).map(card)) }),
    simplified:
      'The card itself: name, company, phone numbers and e-mail addresses are shown; postal addresses, birthdays and pictures are not.',
  },
  media_placeholder: {
    carries: 'A file of the history that WhatsApp has not sent yet',
    shows: '[file: WhatsApp hands it over later, or never if it is older than 14 days]',
  },
  template: {
    carries: 'A template that another sender of the business used (echoes only)',
    shows: '[template⟨ {name}⟩]⟨ {values}⟩',
    values: (message) => templateValues((message as Record<string, unknown>)['template']),
    simplified: 'WhatsApp names the template and its values, not the words that the customer read.',
  },
} as const satisfies Record<string, Row>;

function templateValues(template: unknown) {
  const { name, components } = (typeof template === 'object' && template !== null ? template : {}) as {
    name?: unknown;
    components?: unknown;
  };
  const parameters = (Array.isArray(components) ? components : []).flatMap((component: unknown) => {
    const list = (component as { parameters?: unknown } | null)?.parameters;
    return Array.isArray(list) ? (list as unknown[]).map((parameter) => (parameter as { text?: unknown } | null)?.text) : [];
  });
  return { name: typeof name === 'string' ? name : undefined, values: joined(', ', parameters) };
}
