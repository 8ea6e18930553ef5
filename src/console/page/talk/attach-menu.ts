import { html, nothing, type TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import { type IconName, icon } from '../components/icon.ts';
import { askForContact, askForPlace } from './ask-for.ts';
import { chooseFiles } from './drop-zone.ts';
import type { CustomerWrites } from './talk-actions.ts';

interface AttachMenuParts {
  isOpen: boolean;
  dialogs: Dialogs;
  open(isOpen: boolean): void;
  take(files: readonly File[]): void;
  write(message: CustomerWrites, shown: string): void;
}

/** What a phone can send besides words. */
export function attachMenu({ isOpen, dialogs, open, take, write }: AttachMenuParts): TemplateResult {
  const ask = (question: (dialogs: Dialogs) => Promise<CustomerWrites | undefined>, shown: string) => async () => {
    open(false);
    const message = await question(dialogs);
    if (message) write(message, shown);
  };
  const items: readonly [IconName, string, () => void][] = [
    ['image', 'Photo or video', () => chooseFiles('image/*,video/*', take)],
    ['file', 'Document', () => chooseFiles('', take)],
    ['image', 'Sample photo', () => write({ sample: 'image' }, 'Photo')],
    ['file', 'Sample PDF', () => write({ sample: 'document' }, 'Document')],
    ['mic', 'Voice message', () => write({ sample: 'voice' }, 'Voice message')],
    ['pin', 'Location', ask(askForPlace, 'Location')],
    ['person', 'Contact', ask(askForContact, 'Contact')],
  ];
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    open(false);
    (event.currentTarget as HTMLElement).querySelector('button')?.focus();
  };
  const left = (event: FocusEvent) => {
    if (isOpen && event.relatedTarget instanceof Node && !(event.currentTarget as HTMLElement).contains(event.relatedTarget)) open(false);
  };
  return html`
    <div class="attach" @keydown=${key} @focusout=${left}>
      <button class="button-icon" type="button" aria-label="Send something else" title="Send something else" aria-expanded=${isOpen} @click=${() => open(!isOpen)}>${icon('plus')}</button>
      ${
        isOpen
          ? html`<ul class="attach-menu" aria-label="What to send">
              ${items.map(([name, words, run]) => html`<li><button type="button" @click=${run}>${icon(name)} ${words}</button></li>`)}
            </ul>`
          : nothing
      }
    </div>
  `;
}
