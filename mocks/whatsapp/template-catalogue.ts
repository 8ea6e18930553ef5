import { GraphFailure } from './graph-failure.ts';
import type { Schemas, Template } from './options.ts';

type SentTemplate = Schemas['OutboundTemplate'];

/** The templates a simulated account has unless told otherwise: two languages, a named one, a pending one. */
export const sampleTemplates: readonly Template[] = [
  {
    id: '594425479261596',
    name: 'berth_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, your berth is booked until {{2}}. Please tell us if you stay longer.',
        example: { body_text: [['Ana', '21 November']] },
      },
      { type: 'FOOTER', text: 'Harbour Sales' },
    ],
  },
  {
    id: '594425479261597',
    name: 'berth_reminder',
    language: 'pt_PT',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Olá {{1}}, o seu lugar está reservado até {{2}}.', example: { body_text: [['Ana', '21 de novembro']] } },
    ],
  },
  {
    id: '1689556908129832',
    name: 'season_offer',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{customer_name}}, berths for the spring are open. Shall we hold one for you?',
        example: { body_text_named_params: [{ param_name: 'customer_name', example: 'Ana' }] },
      },
    ],
  },
  {
    id: '1689556908129833',
    name: 'winter_storage',
    language: 'en_US',
    status: 'PENDING',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [{ type: 'BODY', text: 'Your winter storage is booked.' }],
  },
];

/** The approved template that is meant. Throws 132001 when there is none, 132000 when the number of body parameters differs. */
export function findTemplate(templates: readonly Template[], sent: SentTemplate): Template {
  const found = templates.find(
    ({ name, language, status }) => name === sent.name && language === sent.language.code && status === 'APPROVED',
  );
  if (!found) {
    throw new GraphFailure({
      status: 404,
      code: 132001,
      details: `Template name (${sent.name}) does not exist in ${sent.language.code}, or it is not approved.`,
    });
  }
  const expected = new Set(bodyOf(found).match(/\{\{[^}]+\}\}/g)).size;
  const given = bodyParameters(sent).length;
  if (given !== expected) {
    throw new GraphFailure({
      status: 400,
      code: 132000,
      details: `body: number of localizable_params (${given}) does not match the expected number of params (${expected}).`,
    });
  }
  return found;
}

/** The text the customer reads. */
export function renderTemplate(template: Template, sent: SentTemplate): string {
  return bodyParameters(sent).reduce(
    (text, parameter, index) => text.replaceAll(`{{${parameter.parameter_name ?? index + 1}}}`, parameter.text ?? `[${parameter.type}]`),
    bodyOf(template),
  );
}

const bodyOf = (template: Template): string => template.components?.find(({ type }) => type === 'BODY')?.text ?? '';
const bodyParameters = (sent: SentTemplate) => sent.components?.find(({ type }) => type === 'body')?.parameters ?? [];
