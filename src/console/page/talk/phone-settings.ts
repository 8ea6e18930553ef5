import { html, type TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import type { TalkActions } from './talk-actions.ts';
import type { Person } from './types.ts';

type Switch = 'readsByItself' | 'readReceipts' | 'reachable';

const switches: readonly [Switch, string, string][] = [
  ['readsByItself', 'Reads by itself', 'Everything is read shortly after it arrives. Otherwise you let the customer read it, in the chat.'],
  ['readReceipts', 'Read receipts', 'Without them the business never learns what was read: the ticks stay grey.'],
  ['reachable', 'In reach', 'Without it messages fail with 131026, and the inbox shows what to do.'],
];

/** How a customer's phone behaves; each change counts at once. */
export async function phoneSettings(person: Person, dialogs: Dialogs, actions: TalkActions): Promise<void> {
  let shown = person;
  await dialogs.open({
    title: `${person.name || `+${person.phone ?? person.address}`}’s phone`,
    body: ({ update }) => {
      const change = (field: Switch | 'name') => async (event: Event) => {
        const input = event.target as HTMLInputElement;
        shown = (await actions.change(shown, { [field]: field === 'name' ? input.value.trim() : input.checked })) ?? shown;
        update();
      };
      const line = ([field, label, meaning]: (typeof switches)[number]): TemplateResult => html`
        <label class="phone-setting">
          <input type="checkbox" .checked=${shown[field]} @change=${change(field)} />
          <span><strong>${label}</strong><span class="quiet">${meaning}</span></span>
        </label>
      `;
      return html`
        <div class="asked">
          <label for="phone-name">Profile name</label>
          <input id="phone-name" .value=${shown.name} autocomplete="off" @change=${change('name')} />
          ${switches.map(line)}
        </div>
      `;
    },
  });
}
