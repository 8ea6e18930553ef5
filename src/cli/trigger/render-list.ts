import { webhookCatalogue } from '../../../mocks/whatsapp/webhook-catalogue.ts';

const INTRODUCTION = `npm run trigger -- NAME plays one of these. What speaks about an earlier message means the newest
one, unless --message names another.`;

/** Every webhook by its name, in groups, with what it is. */
export function renderList(): string {
  const width = Math.max(...Object.values(webhookCatalogue).flatMap((group) => Object.keys(group).map((name) => name.length)));
  const groups = Object.entries(webhookCatalogue).map(([title, group]) =>
    [title, ...Object.entries(group).map(([name, words]) => `  ${name.padEnd(width)}  ${words}`)].join('\n'),
  );
  return [INTRODUCTION, ...groups].join('\n\n');
}
