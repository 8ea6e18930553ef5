import { webhookCatalogue } from '../../../mocks/whatsapp/webhook-catalogue.ts';

/** Every webhook by its name, in groups, with what it is. */
export function renderList(): string {
  const width = Math.max(...Object.values(webhookCatalogue).flatMap((group) => Object.keys(group).map((name) => name.length)));
  return Object.entries(webhookCatalogue)
    .map(([title, group]) => [title, ...Object.entries(group).map(([name, words]) => `  ${name.padEnd(width)}  ${words}`)].join('\n'))
    .join('\n\n');
}
