import type { components, operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { ApiClient } from './api-client.ts';

type TemplatePage = components['schemas']['TemplatePage'];

/** More pages than any account can have (6,000 templates); a cursor that never ends stops here. */
const MOST_PAGES = 100;

/** Reads all approved templates of a channel's business account, page by page. Rejects when WhatsApp cannot be asked or refuses. */
export function createTemplateReader({ store, whatsapp, version }: { store: Store; whatsapp: ApiClient<WhatsAppTypes>; version: string }) {
  return {
    async approvedTemplates(channel: Channel) {
      const token = await store.channelAccessToken(channel.id);
      const found: { id: string; name: string; language: string; content: string }[] = [];
      let after: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer = await whatsapp(
          'listTemplates',
          {
            params: { version, businessAccountId: channel.businessAccountId },
            query: {
              status: 'APPROVED',
              limit: 100,
              fields: 'id,name,language,status,components',
              ...(after === undefined ? {} : { after }),
            },
          },
          `Bearer ${token}`,
        );
        if (answer.status !== 200) throw new Error(`WhatsApp answered ${answer.status} to the request for templates`);
        const { data, paging } = answer.body as TemplatePage;
        for (const template of data) {
          const body = template.components?.find(({ type }) => type.toUpperCase() === 'BODY')?.text;
          if (template.status === 'APPROVED' && body)
            found.push({ id: template.id, name: template.name, language: template.language, content: body });
        }
        // `next` tells that there is more; it holds the access token, so only the cursor is used.
        after = paging?.next ? paging.cursors?.after : undefined;
        if (!after) break;
      }
      return found;
    },
  };
}
