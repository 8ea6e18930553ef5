import type { TemplateMessage, TemplateValue } from '../../store/records.ts';
import type { ApprovedTemplate } from './approved-template.ts';
import { variablesOf } from './pattern.ts';
import type { Place } from './shown-content.ts';
import { valueAt, type WrittenValue } from './values.ts';

/** A template with its values, each once and in WhatsApp's order: numbered variables by their number, named ones with their names. */
export function templateMessage(template: ApprovedTemplate, values: readonly WrittenValue[]): TemplateMessage {
  const { name, language, header, body, buttons } = template;
  return {
    name,
    language,
    header: header?.kind === 'text' ? valuesOf(header.text, { kind: 'header' }, template, values) : [],
    file: header && header.kind !== 'text' && header.kind !== 'other' ? header.kind : null,
    body: valuesOf(body, { kind: 'body' }, template, values),
    buttons: buttons.flatMap((button, index) => {
      const place: Place = { kind: 'button', index, label: button.label };
      const [variable] = button.kind === 'url' ? variablesOf(button.url) : button.kind === 'copy-code' ? ['code'] : [];
      if (variable === undefined) return [];
      return [{ index, kind: button.kind === 'url' ? ('url' as const) : ('code' as const), value: valueAt(place, variable, values) ?? '' }];
    }),
  };
}

function valuesOf(text: string, place: Place, { named }: ApprovedTemplate, values: readonly WrittenValue[]): TemplateValue[] {
  const variables = variablesOf(text);
  const ordered = named ? variables : variables.toSorted((one, other) => Number(one) - Number(other));
  return ordered.map((name) => ({ name: named ? name : null, text: valueAt(place, name, values) ?? '' }));
}
