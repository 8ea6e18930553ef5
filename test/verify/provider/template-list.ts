import { callOut } from './call-out.ts';
import type { Process } from './process.ts';
import { Refusal } from './refusal.ts';

interface MetaPage {
  data: { id: string; name: string; language: string; status: string; components: { type: string; text?: string }[] }[];
  paging?: { cursors?: { after?: string }; next?: string };
}

/** Everything that Meta approved, page by page, asked anew each time. */
export async function readTemplates(process: Process, accountId: string) {
  const { settings, power, faulty } = process;
  const found: MetaPage['data'] = [];
  for (let after = ''; ; ) {
    const query = new URLSearchParams({ fields: 'id,name,language,status,components', limit: '25', ...(after === '' ? {} : { after }) });
    const answer = await callOut(settings.clock, power, {
      url: `${settings.whatsappUrl}/v26.0/${accountId}/message_templates?${query}`,
      method: 'GET',
      headers: { authorization: `Bearer ${settings.whatsappToken}` },
    });
    if (answer.status !== 200)
      throw new Refusal(503, 'UNAVAILABLE', 'WhatsApp does not hand out templates at the moment', { 'retry-after': '30' });
    const page = JSON.parse(answer.text) as MetaPage;
    found.push(...page.data);
    after = page.paging?.next ? (page.paging.cursors?.after ?? '') : '';
    if (after === '' || faulty('first-templates-only')) break;
  }
  return found
    .filter(({ status }) => status === 'APPROVED' || faulty('unapproved-templates'))
    .map(({ id, name, language, components }) => ({
      id,
      name,
      language,
      content: components.find(({ type }) => type === 'BODY')?.text ?? '',
    }));
}
