import { settingNames } from '../../src/config.ts';
import { phoneNumberId } from '../support/provider.ts';

export interface Case {
  title: string;
  /** The bodies to deliver, in order. */
  bodies: string[];
  /** Settings that are not as usual. */
  settings: Record<string, string>;
  inbox: string;
  aside: string;
  /** Undefined where the case does not say. */
  window: string | undefined;
  conversations: string | undefined;
  announced: string | undefined;
}

/** The customer of the cases, and when the first message was written: seconds since 1970. */
const ANA = '15551230001';
const WRITTEN = 1_789_999_940;

/** Reads a case; the format is in README.md. Throws when a section is unknown or no JSON. */
export function readCase(text: string): Case {
  const [title = '', ...sections] = text.split(/^=== /m);
  const found: Case = {
    title: title.trim(),
    bodies: [],
    settings: {},
    inbox: '',
    aside: '',
    window: undefined,
    conversations: undefined,
    announced: undefined,
  };
  for (const section of sections) {
    const [head = '', ...lines] = section.split('\n');
    const [kind = '', field = ''] = head.trim().split(' ');
    const content = lines.join('\n').trimEnd();
    if (kind === 'inbox' || kind === 'aside' || kind === 'window' || kind === 'conversations' || kind === 'announced')
      found[kind] = content;
    else if (kind === 'settings') found.settings = settingsIn(content);
    else found.bodies.push(bodyOf(kind, field, content, found.bodies.length + 1));
  }
  if (found.title === '' || found.bodies.length === 0) throw new Error('a case has a title and at least one step');
  return found;
}

function settingsIn(content: string): Record<string, string> {
  const settings = JSON.parse(content) as Record<string, string>;
  const unknown = Object.keys(settings).filter((name) => !(settingNames as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`there is no setting called ${unknown.join(', ')}`);
  return settings;
}

function bodyOf(kind: string, field: string, content: string, step: number): string {
  if (kind === 'body') return content;
  const given = JSON.parse(content) as Record<string, unknown>;
  if (kind === 'delivery') return content;
  if (kind === 'change') return deliveryOf(field, given);
  if (kind !== 'message') throw new Error(`a case has no section called ${kind}`);
  const message = { from: ANA, id: `wamid.${step}`, timestamp: String(WRITTEN + step), ...given };
  return deliveryOf('messages', { contacts: [{ profile: { name: 'Ana Pereira' }, wa_id: ANA }], messages: [message] });
}

function deliveryOf(field: string, value: Record<string, unknown>): string {
  const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
  const change = { field, value: { messaging_product: 'whatsapp', metadata, ...value } };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [change] }] });
}
