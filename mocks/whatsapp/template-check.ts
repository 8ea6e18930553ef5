import { GraphFailure, refusal } from './graph-failure.ts';
import type { Schemas, Template } from './options.ts';

export type SentTemplate = Schemas['OutboundTemplate'];
type Definition = Schemas['TemplateDefinition'];
type Parameter = Schemas['TemplateParameter'];

/** The template that is meant. Throws 132001 when there is none that is approved, 132015 for a paused one, 132016 for a disabled one. */
export function findTemplate(templates: readonly Template[], sent: SentTemplate): Template {
  const found = templates.find(({ name, language }) => name === sent.name && language === sent.language.code);
  if (found?.status === 'APPROVED') return found;
  if (found?.status === 'PAUSED') throw refusal(132015, 'The template is paused because of its quality and cannot be sent.');
  if (found?.status === 'DISABLED') throw refusal(132016, 'The template is disabled for good because of its quality.');
  const details = `Template name (${sent.name}) does not exist in ${sent.language.code}, or it is not approved.`;
  throw new GraphFailure({ status: 404, code: 132001, details });
}

/**
 * Compares the values with the template as Meta does. Throws 132000 for a wrong number, 132012 for a wrong kind or a wrong name, 131008 for a value that
 * is missing or empty, 132018 (100 before v23) for a text that no template takes, 132005 when the whole gets too long.
 */
export function checkParameters(template: Template, sent: SentTemplate, version: string): void {
  checkHeader(template, sent, version);
  checkTexts('body', template, variablesOf(bodyOf(template)), parametersOf(sent, 'body'), version);
  checkButtons(template, sent, version);
  // 1024 characters beside other components, 32768 for a template that is its body alone.
  const limit = (template.components?.length ?? 0) > 1 ? 1024 : 32_768;
  if (renderTemplate(template, sent).length > limit) throw refusal(132005, `body: the text with its values may have ${limit} characters.`);
}

/** The text the customer reads. */
export function renderTemplate(template: Template, sent: SentTemplate): string {
  return parametersOf(sent, 'body').reduce(
    (text, parameter, index) => text.replaceAll(`{{${parameter.parameter_name ?? index + 1}}}`, () => shownText(parameter)),
    bodyOf(template),
  );
}

function checkHeader(template: Template, sent: SentTemplate, version: string): void {
  const header = definitionOf(template, 'HEADER');
  const parameters = parametersOf(sent, 'header');
  const format = header?.format ?? 'TEXT';
  if (!header || format === 'TEXT') {
    checkTexts('header', template, variablesOf(header?.text ?? ''), parameters, version);
    return;
  }
  const [parameter] = parameters;
  const given = parameter?.type.toUpperCase();
  // A GIF is sent as a video.
  if (given === format || (format === 'GIF' && given === 'VIDEO')) return;
  throw refusal(132012, `header: format mismatch, expected ${format}, received ${given ?? 'nothing'}.`);
}

function checkTexts(
  where: string,
  template: Template,
  variables: readonly string[],
  parameters: readonly Parameter[],
  version: string,
): void {
  if (parameters.length !== variables.length) {
    const counts = `number of localizable_params (${parameters.length}) does not match the expected number of params (${variables.length})`;
    throw refusal(132000, `${where}: ${counts}.`);
  }
  for (const parameter of parameters) {
    if (!['text', 'currency', 'date_time'].includes(parameter.type))
      throw refusal(132012, `${where}: expected a text, received ${parameter.type}.`);
    checkName(where, template, variables, parameter);
    checkText(where, parameter, version);
  }
  const names = new Set(parameters.map(({ parameter_name }) => parameter_name));
  if (isNamed(template) && names.size < parameters.length) throw refusal(132012, `${where}: a parameter_name occurs twice.`);
}

function checkName(where: string, template: Template, variables: readonly string[], { parameter_name: name }: Parameter): void {
  if (!isNamed(template)) {
    if (name !== undefined) throw refusal(132012, `${where}: the variables of this template have no names.`);
  } else if (name === undefined) {
    throw refusal(132012, `${where}: parameter_name is required, the variables of this template have names.`);
  } else if (!variables.includes(name)) {
    throw refusal(132012, `${where}: the template has no variable ${name}.`);
  }
}

function checkText(where: string, parameter: Parameter, version: string): void {
  if (parameter.type !== 'text') {
    if (shownText(parameter) === '') throw refusal(131008, `${where}: a parameter of type ${parameter.type} has no fallback_value.`);
    return;
  }
  const { text } = parameter;
  if (text === undefined || text === '') throw refusal(131008, `${where}: a parameter of type text has no text value.`);
  if (!/[\r\n\t]| {5}/.test(text)) return;
  const code = Number.parseFloat(version.slice(1)) < 23 ? 100 : 132018;
  throw refusal(code, `${where}: a text value may hold no line break, no tab and at most 4 spaces in a row.`);
}

function checkButtons(template: Template, sent: SentTemplate, version: string): void {
  const buttons = definitionOf(template, 'BUTTONS')?.buttons ?? [];
  const given = (sent.components ?? []).filter(({ type }) => type === 'button');
  for (const { index, parameters } of given) {
    if (!buttons[Number(index)]) throw refusal(132018, `buttons: the template has no button at index ${index ?? 'without a number'}.`);
    for (const parameter of parameters ?? []) if (parameter.type === 'text') checkText('buttons', parameter, version);
  }
  for (const [position, { type, url }] of buttons.entries()) {
    const needsValue = type === 'COPY_CODE' || type === 'OTP' || (type === 'URL' && variablesOf(url ?? '').length > 0);
    const value = given.find(({ index }) => index === String(position))?.parameters?.[0];
    if (needsValue && !value) throw refusal(131008, `buttons: the button of type ${type} at index ${position} requires a parameter.`);
  }
}

function shownText({ type, text, currency, date_time }: Parameter): string {
  return text ?? currency?.fallback_value ?? date_time?.fallback_value ?? (type === 'text' ? '' : `[${type}]`);
}

const isNamed = ({ parameter_format }: Template): boolean => parameter_format === 'NAMED';
const definitionOf = (template: Template, kind: string): Definition | undefined => template.components?.find(({ type }) => type === kind);
const bodyOf = (template: Template): string => definitionOf(template, 'BODY')?.text ?? '';
const parametersOf = (sent: SentTemplate, kind: 'header' | 'body'): readonly Parameter[] =>
  sent.components?.find(({ type }) => type === kind)?.parameters ?? [];
const variablesOf = (text: string): string[] => [...new Set([...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name]) => (name ?? '').trim()))];
