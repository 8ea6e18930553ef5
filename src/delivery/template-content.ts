import type { components } from '../../generated/whatsapp-cloud/types.ts';
import type { TemplateMessage, TemplateValue } from '../store/records.ts';

type Schemas = components['schemas'];

/** The file of a header: uploaded before, or to be fetched by WhatsApp. */
interface HeaderFile {
  name: string;
  source: { id: string } | { link: string };
}

/** The message that is a template with its values. Components without a value are left out, as WhatsApp wants it. */
export function templateContent(
  { name, language, header, file, body, buttons }: TemplateMessage,
  headerFile?: HeaderFile,
): Partial<Schemas['OutboundMessage']> {
  const headerParameters = file && headerFile ? [fileParameter(file, headerFile)] : header.map(textParameter);
  const list: Schemas['TemplateComponent'][] = [
    ...(headerParameters.length > 0 ? [{ type: 'header' as const, parameters: headerParameters }] : []),
    ...(body.length > 0 ? [{ type: 'body' as const, parameters: body.map(textParameter) }] : []),
    ...buttons.map(({ index, kind, value }) => ({
      type: 'button' as const,
      sub_type: kind === 'url' ? ('url' as const) : ('copy_code' as const),
      index: String(index),
      parameters: [kind === 'url' ? { type: 'text' as const, text: value } : { type: 'coupon_code' as const, coupon_code: value }],
    })),
  ];
  return { type: 'template', template: { name, language: { code: language }, ...(list.length > 0 ? { components: list } : {}) } };
}

/** Named variables need their name on each value, numbered ones must not have one (132012). */
const textParameter = ({ name, text }: TemplateValue): Schemas['TemplateParameter'] => ({
  type: 'text',
  ...(name === null ? {} : { parameter_name: name }),
  text,
});

function fileParameter(file: NonNullable<TemplateMessage['file']>, { name, source }: HeaderFile): Schemas['TemplateParameter'] {
  switch (file) {
    case 'image':
      return { type: 'image', image: source };
    case 'video':
      return { type: 'video', video: source };
    case 'document':
      return { type: 'document', document: { ...source, filename: name } };
  }
}
