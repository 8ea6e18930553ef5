import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Channel } from '../store/records.ts';
import type { ApprovedTemplate } from './template-recognition/approved-template.ts';
import { createTemplateIndex, type TemplateIndex } from './template-recognition/template-index.ts';

/** A template as the contract lists it. */
export interface Template {
  id: string;
  name: string;
  language: string;
  content: string;
}

/** WhatsApp's catalogue of message templates. */
export interface TemplateCatalogue {
  /** All approved templates of a channel's business account. Rejects when WhatsApp cannot be asked. */
  approvedTemplates(channel: Channel): Promise<ApprovedTemplate[]>;
}

/** News of a WhatsApp Business Account, as a webhook brings it. */
export interface AccountNotice {
  field: string;
  value: Readonly<Record<string, unknown>>;
  businessAccountId: string | null;
}

/** The catalogues of all channels, kept for a while. */
export interface Templates {
  /** Served from memory while it is fresh; the last one when WhatsApp cannot be asked; without one it rejects with VENDOR_UNAVAILABLE. */
  of(channel: Channel): Promise<TemplateIndex>;
  /** What WhatsApp tells of templates: the account's catalogue is read again before its next use, and one that can no longer be sent leaves it at once. */
  heed(notices: readonly AccountNotice[]): void;
  /** WhatsApp refused a template as other than it is in the catalogue, which is then read again before its next use. */
  doubt(channelId: string): void;
}

/** How old a catalogue may be before it is read again. */
const FRESH_MS = 5 * 60_000;

const NOTICE_FIELDS = new Set([
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
]);

/** Events after which a template cannot be sent (reference: D/webhooks/reference/message_template_status_update). */
const GONE = new Set(['PAUSED', 'DISABLED', 'REJECTED', 'PENDING_DELETION', 'DELETED', 'ARCHIVED', 'LOCKED']);

interface Known {
  businessAccountId: string;
  /** When it was read; undefined when something was heard since. */
  freshSince: number | undefined;
  index: TemplateIndex;
}

/** Keeps the catalogue of each channel, with one request at a time per channel. */
export function createTemplates(catalogue: TemplateCatalogue, clock: Clock): Templates {
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<TemplateIndex>>();

  const read = async (channel: Channel, isCurrent: () => boolean): Promise<TemplateIndex> => {
    try {
      const index = createTemplateIndex(await catalogue.approvedTemplates(channel));
      // What was heard of while WhatsApp was answering may not be in its answer.
      if (isCurrent()) known.set(channel.id, { businessAccountId: channel.businessAccountId, freshSince: clock.now(), index });
      return index;
    } catch (cause) {
      const last = known.get(channel.id);
      if (last) return last.index;
      throw new AppError('VENDOR_UNAVAILABLE', 'WhatsApp did not hand over the templates. Nothing was sent; try again in a minute.', {
        cause,
        retryAt: clock.now() + 60_000,
      });
    }
  };
  const ask = (channel: Channel): Promise<TemplateIndex> => {
    const asked: Promise<TemplateIndex> = read(channel, () => underWay.get(channel.id) === asked).finally(() => {
      if (underWay.get(channel.id) === asked) underWay.delete(channel.id);
    });
    underWay.set(channel.id, asked);
    return asked;
  };
  const doubt = (channelId: string): void => {
    const last = known.get(channelId);
    if (last) last.freshSince = undefined;
    underWay.delete(channelId);
  };

  return {
    async of(channel) {
      const last = known.get(channel.id);
      if (last?.freshSince !== undefined && last.freshSince + FRESH_MS > clock.now()) return last.index;
      return underWay.get(channel.id) ?? ask(channel);
    },
    doubt,
    heed(notices) {
      for (const { field, value, businessAccountId } of notices) {
        if (!NOTICE_FIELDS.has(field)) continue;
        const isGone = GONE.has(String(value['event'])) ? isNamed(value) : undefined;
        // An entry without an account is about any of them; a request under way may be of any channel.
        for (const channelId of new Set([...known.keys(), ...underWay.keys()])) {
          const last = known.get(channelId);
          if (last && businessAccountId !== null && last.businessAccountId !== businessAccountId) continue;
          if (last && isGone) last.index = last.index.without(isGone);
          doubt(channelId);
        }
      }
    },
  };
}

/** Whether a template is the one that a notice names: webhooks write `en-US` where the catalogue writes `en_US`. */
function isNamed(value: Readonly<Record<string, unknown>>): (template: ApprovedTemplate) => boolean {
  const language = sameLanguage(String(value['message_template_language'] ?? ''));
  return (template) => template.name === value['message_template_name'] && sameLanguage(template.language) === language;
}

const sameLanguage = (code: string): string => code.replace('-', '_').toLowerCase();

/** The templates that can be sent from an inbox, as the contract lists them. */
export const listTemplates = ({ sendable }: TemplateIndex): Template[] =>
  sendable.map(({ template: { id, name, language }, content }) => ({ id, name, language, content }));
