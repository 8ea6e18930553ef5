import { html, type TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import type { CustomerWrites } from './talk-actions.ts';

interface Field {
  name: string;
  label: string;
  value: string;
  /** What the browser checks. */
  type?: 'text' | 'number' | 'tel';
  min?: number;
  max?: number;
  isOptional?: boolean;
}

/** Asks for a few things in a dialog; undefined when it was dismissed. */
export async function askFor(
  dialogs: Dialogs,
  { title, fields, action, hint }: { title: string; fields: readonly Field[]; action: string; hint?: string },
): Promise<Record<string, string> | undefined> {
  const id = `ask-${crypto.randomUUID()}`;
  let given: Record<string, string> | undefined;
  const field = ({ name, label, value, type = 'text', min, max, isOptional = false }: Field): TemplateResult => html`
    <label for="${id}-${name}">${label}</label>
    <input id="${id}-${name}" name=${name} type=${type} step="any" min=${min ?? ''} max=${max ?? ''} .value=${value} ?required=${!isOptional} autocomplete="off" />
  `;
  const answer = await dialogs.open({
    title,
    body: ({ close }) => html`
      <form
        id=${id}
        class="asked"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          given = Object.fromEntries(
            [...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value).trim()]),
          );
          close('given');
        }}
      >
        ${hint ? html`<p class="quiet">${hint}</p>` : ''} ${fields.map(field)}
      </form>
    `,
    foot: ({ close }) => html`
      <button class="button" type="button" @click=${() => close()}>Cancel</button>
      <button class="button button-main" type="submit" form=${id}>${action}</button>
    `,
  });
  return answer === 'given' ? given : undefined;
}

export async function askForPlace(dialogs: Dialogs): Promise<CustomerWrites | undefined> {
  const given = await askFor(dialogs, {
    title: 'Send a location',
    action: 'Send',
    fields: [
      { name: 'name', label: 'Name', value: 'Harbour office', isOptional: true },
      { name: 'address', label: 'Address', value: 'Cais do Sodré, Lisboa', isOptional: true },
      { name: 'latitude', label: 'Latitude', value: '38.70560', type: 'number', min: -90, max: 90 },
      { name: 'longitude', label: 'Longitude', value: '-9.14430', type: 'number', min: -180, max: 180 },
    ],
  });
  if (!given) return undefined;
  const { name, address, latitude, longitude } = given;
  const words = { ...(name ? { name } : {}), ...(address ? { address } : {}) };
  return { location: { latitude: Number(latitude), longitude: Number(longitude), ...words } };
}

export async function askForContact(dialogs: Dialogs): Promise<CustomerWrites | undefined> {
  const given = await askFor(dialogs, {
    title: 'Send a contact',
    action: 'Send',
    fields: [
      { name: 'name', label: 'Name', value: 'Ben Costa' },
      { name: 'phone', label: 'Phone number', value: '+1 555 123 0002', type: 'tel' },
    ],
  });
  return given && { contact: { name: given['name'] ?? '', phone: given['phone'] ?? '' } };
}
