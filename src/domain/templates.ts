import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Channel } from '../store/records.ts';

export interface Template {
  id: string;
  name: string;
  language: string;
  /** The text of its body, variables as `{{…}}`. */
  content: string;
}

/** WhatsApp's catalogue of message templates. */
export interface TemplateCatalogue {
  /** All approved templates of a channel's business account. Rejects when WhatsApp cannot be asked. */
  approvedTemplates(channel: Channel): Promise<Template[]>;
}

/** How old a catalogue may be before it is read again. */
const FRESH_MS = 5 * 60_000;

/**
 * Serves the catalogue from memory while it is fresh, with one request at a time per channel. When WhatsApp cannot be asked, the last catalogue is better
 * than none; without one it rejects with VENDOR_UNAVAILABLE.
 */
export function createTemplateCache(catalogue: TemplateCatalogue, clock: Clock): TemplateCatalogue {
  const known = new Map<string, { at: number; templates: Template[] }>();
  const underWay = new Map<string, Promise<Template[]>>();
  const refresh = async (channel: Channel): Promise<Template[]> => {
    try {
      const templates = await catalogue.approvedTemplates(channel);
      known.set(channel.id, { at: clock.now(), templates });
      return templates;
    } catch (cause) {
      const stale = known.get(channel.id);
      if (stale) return stale.templates;
      throw new AppError('VENDOR_UNAVAILABLE', 'WhatsApp did not hand over the templates. Try again in a minute.', {
        cause,
        retryAt: clock.now() + 60_000,
      });
    } finally {
      underWay.delete(channel.id);
    }
  };
  return {
    async approvedTemplates(channel) {
      const cached = known.get(channel.id);
      if (cached && cached.at + FRESH_MS > clock.now()) return cached.templates;
      const asked = underWay.get(channel.id) ?? refresh(channel);
      underWay.set(channel.id, asked);
      return asked;
    },
  };
}
