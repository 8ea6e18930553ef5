import { TriggerError } from './trigger-error.ts';

/** A template as getTemplates lists it. */
export interface ListedTemplate {
  name: string;
  language: string;
  /** Its text, variables and all. */
  content: string;
}

/** The template that is meant. Throws when there is none, or when only the language tells which. */
export function chooseListed(templates: readonly ListedTemplate[], name: string, language: string | undefined): ListedTemplate {
  const named = templates.filter((template) => template.name === name);
  if (named.length === 0) {
    const names = [...new Set(templates.map((template) => template.name))].join(', ') || 'none';
    throw new TriggerError(`The inbox offers no template ${name}. It offers: ${names}.`, 2);
  }
  const [first, ...others] = language === undefined ? named : named.filter((template) => template.language === language);
  const languages = named.map((template) => template.language).join(', ');
  if (!first) throw new TriggerError(`The template ${name} is there in ${languages}, not in ${language}.`, 2);
  if (others.length > 0) throw new TriggerError(`The template ${name} is there in several languages. Add --language: ${languages}.`, 2);
  return first;
}

/** Its text with the values in the place of its variables, in the order in which these first occur. Throws when there are too many or too few. */
export function fillTemplate({ name, content }: ListedTemplate, values: readonly string[]): string {
  const variables = variablesOf(content);
  if (values.length !== variables.length) {
    const wanted = variables.length === 0 ? 'no values' : variables.map((variable) => `--value <${variable}>`).join(' ');
    throw new TriggerError(
      `The template ${name} takes ${wanted}, and there are ${values.length}:\n  ${content.replaceAll('\n', '\n  ')}`,
      2,
    );
  }
  return content.replace(VARIABLE, (_all, variable: string) => values[variables.indexOf(variable)] ?? '');
}

const VARIABLE = /\{\{\s*([^{}]+?)\s*\}\}/g;

const variablesOf = (content: string): string[] => [...new Set([...content.matchAll(VARIABLE)].map(([, variable]) => variable ?? ''))];
