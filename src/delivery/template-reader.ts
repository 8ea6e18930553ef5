import type { components, operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { ApiClient } from './api-client.ts';
import { type Misshape, misshapeOf } from './template-shape.ts';

type Schemas = components['schemas'];
type Component = Schemas['TemplateDefinition'];

/** More pages than any account can have (6,000 templates); a cursor that never ends stops here. */
const MOST_PAGES = 100;
const PAGE = 100;

/** How many templates of a catalogue were left out, by why. */
export type LeftOut = Readonly<Partial<Record<Misshape, number>>>;

export interface TemplateReaderOptions {
  store: Store;
  whatsapp: ApiClient<WhatsAppTypes>;
  version: string;
  /** Called after a catalogue was read of which something was left out. */
  onLeftOut(leftOut: LeftOut): void;
}

/**
 * Reads all approved templates of a channel's business account, page by page. One that cannot be read is left out, the others are served. Rejects when WhatsApp cannot
 * be asked or refuses.
 */
export function createTemplateReader({ store, whatsapp, version, onLeftOut }: TemplateReaderOptions) {
  return {
    async approvedTemplates(channel: Channel) {
      const authorization = `Bearer ${await store.channelAccessToken(channel.id)}`;
      const params = { version, businessAccountId: channel.businessAccountId };
      const query = { status: 'APPROVED' as const, limit: PAGE, fields: 'id,name,language,status,category,parameter_format,components' };
      const found: ReturnType<typeof approvedTemplate>[] = [];
      const leftOut: Partial<Record<Misshape, number>> = {};
      let after: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer = await whatsapp(
          'listTemplates',
          { params, query: { ...query, ...(after === undefined ? {} : { after }) } },
          authorization,
        );
        if (answer.status !== 200) throw new Error(`WhatsApp answered ${answer.status} to the request for templates`);
        const { data, paging } = (answer.body ?? {}) as Schemas['TemplatePage'];
        if (!Array.isArray(data)) throw new Error('WhatsApp answered the request for templates with no list');
        for (const template of data) {
          const misshape = misshapeOf(template);
          if (misshape !== undefined) leftOut[misshape] = (leftOut[misshape] ?? 0) + 1;
          else if (template.status === 'APPROVED') found.push(approvedTemplate(template));
        }
        // `next` tells that there is more; it holds the access token, so only the cursor is used.
        after = paging?.next ? paging.cursors?.after : undefined;
        if (!after) break;
      }
      if (Object.keys(leftOut).length > 0) onLeftOut(leftOut);
      return found;
    },
  };
}

const kindOf = ({ type }: Component): string => type.toUpperCase();
const partOf = ({ components: parts }: Schemas['Template'], kind: string): Component | undefined =>
  parts?.find((part) => kindOf(part) === kind);

const UNDERSTOOD = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']);

/** A template in the words of `domain/template-recognition/approved-template.ts`. */
function approvedTemplate(template: Schemas['Template']) {
  return {
    id: template.id,
    name: template.name,
    language: template.language.replace('-', '_'),
    category: template.category ?? '',
    named: template.parameter_format?.toUpperCase() === 'NAMED',
    header: headerOf(partOf(template, 'HEADER')),
    body: partOf(template, 'BODY')?.text ?? '',
    footer: partOf(template, 'FOOTER')?.text ?? null,
    buttons: (partOf(template, 'BUTTONS')?.buttons ?? []).map(buttonOf),
    others: (template.components ?? [])
      .map(kindOf)
      .filter((kind) => !UNDERSTOOD.has(kind))
      .map(inWords),
  };
}

function headerOf(header: Component | undefined) {
  if (!header) return null;
  switch (header.format?.toUpperCase() ?? 'TEXT') {
    case 'TEXT':
      return header.text ? { kind: 'text' as const, text: header.text } : null;
    case 'IMAGE':
      return { kind: 'image' as const };
    case 'VIDEO':
      return { kind: 'video' as const };
    case 'DOCUMENT':
      return { kind: 'document' as const };
    default:
      // A place, or an animation, which only the marketing API sends.
      return { kind: 'other' as const, what: inWords(header.format ?? '') };
  }
}

/** What pressing a button does. Lists of products, flows and one-time passwords need more than a text can say. */
function buttonOf(button: Schemas['TemplateButton']) {
  const label = button.text ?? inWords(button.type);
  switch (button.type.toUpperCase()) {
    case 'URL':
      return { kind: 'url' as const, label, url: button.url ?? '' };
    case 'COPY_CODE':
      return { kind: 'copy-code' as const, label };
    case 'QUICK_REPLY':
    case 'PHONE_NUMBER':
    case 'VOICE_CALL':
    case 'CATALOG':
    case 'REQUEST_CONTACT_INFO':
      return { kind: 'plain' as const, label, target: `${button.type} ${button.phone_number ?? ''}`.trim() };
    default:
      return { kind: 'other' as const, label, what: inWords(button.type) };
  }
}

const inWords = (word: string): string => word.toLowerCase().replaceAll('_', ' ');
