type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);
const isWord = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const areTexts = (holder: Fields, names: readonly string[]): boolean =>
  names.every((name) => isAbsent(holder[name]) || typeof holder[name] === 'string');

/** Of what WhatsApp lists, what can be no template: why, in words that are the same for all of them and name none. */
export type Misshape =
  | 'not an object'
  | 'without id, name, language or status'
  | 'a field that is no text'
  | 'components that are no list'
  | 'a component without a type, or with a field that is no text'
  | 'a button without a type, or with a field that is no text'
  | 'no text in the body';

/** Why an approved template cannot be read as the contract describes it; undefined when it can. Only what is used of it is looked at. */
export function misshapeOf(template: unknown): Misshape | undefined {
  if (!isObject(template)) return 'not an object';
  if (!['id', 'name', 'language', 'status'].every((name) => isWord(template[name]))) return 'without id, name, language or status';
  if (!areTexts(template, ['category', 'parameter_format'])) return 'a field that is no text';
  const { components } = template;
  if (!Array.isArray(components)) return isAbsent(components) ? 'no text in the body' : 'components that are no list';
  for (const component of components as unknown[]) {
    if (!isObject(component) || !isWord(component['type']) || !areTexts(component, ['format', 'text']))
      return 'a component without a type, or with a field that is no text';
    if (!areButtons(component['buttons'])) return 'a button without a type, or with a field that is no text';
  }
  const hasBody = (components as Fields[]).some(({ type, text }) => String(type).toUpperCase() === 'BODY' && isWord(text));
  return hasBody ? undefined : 'no text in the body';
}

function areButtons(buttons: unknown): boolean {
  if (isAbsent(buttons)) return true;
  const isButton = (button: unknown) => isObject(button) && isWord(button['type']) && areTexts(button, ['text', 'url', 'phone_number']);
  return Array.isArray(buttons) && buttons.every(isButton);
}
