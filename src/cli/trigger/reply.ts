import { FormData } from 'undici';
import type { PlaygroundAnswer } from '../../domain/playground.ts';
import { chooseListed, fillTemplate, type ListedTemplate } from './fill-template.ts';
import { readLocalFile } from './local-file.ts';
import type { Options } from './read-command.ts';
import { callPlayground, wordsOf } from './sandbox-client.ts';
import { TriggerError } from './trigger-error.ts';

/** The salesperson answers: a text, or a template filled in, and files. Throws for what is missing. */
export async function sendReply(options: Options, phone: string): Promise<PlaygroundAnswer> {
  const { template, body, file = [] } = options;
  if (template !== undefined && body !== undefined) throw new TriggerError('A reply has one text: either --body or --template.', 2);
  if (template === undefined && (options.value || options.language))
    throw new TriggerError('--value and --language belong to --template NAME.', 2);
  if (template === undefined && !body && file.length === 0)
    throw new TriggerError('What shall the salesperson say? Add --body "…", --file PATH or --template NAME.', 2);
  const files = await Promise.all(file.map((path) => readLocalFile(path, 'by name')));
  const text =
    template === undefined
      ? (body ?? '')
      : fillTemplate(chooseListed(await listTemplates(options), template, options.language), options.value ?? []);
  const form = new FormData();
  form.append('phone', phone);
  form.append('text', text);
  for (const { name, contentType, bytes } of files) form.append('files', new Blob([new Uint8Array(bytes)], { type: contentType }), name);
  return callPlayground<PlaygroundAnswer>(options, '/playground/replies', form);
}

/** What the template menu of the inbox offers. */
export async function listTemplates(options: Options): Promise<ListedTemplate[]> {
  const { status, body } = await callPlayground<PlaygroundAnswer>(options, '/playground/templates');
  if (status !== 200) throw new TriggerError(`The provider did not list its templates (${status || 'no answer'}): ${wordsOf(body)}`);
  return (JSON.parse(body) as { data: { templates: ListedTemplate[] } }).data.templates;
}

/** The template menu as text: name and language, and the text below. */
export async function renderTemplates(options: Options): Promise<string> {
  const templates = await listTemplates(options);
  if (templates.length === 0) return 'This account has no approved templates.';
  return templates.map(({ name, language, content }) => `${name} (${language})\n  ${content.replaceAll('\n', '\n  ')}`).join('\n\n');
}
