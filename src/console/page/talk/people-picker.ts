import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../components/icon.ts';
import type { ViewContext } from '../shell/context.ts';
import { askFor } from './ask-for.ts';
import { badge, portrait } from './parts.ts';
import type { TalkActions } from './talk-actions.ts';
import type { TalkStore } from './talk-store.ts';
import type { Person } from './types.ts';

/** Chooses whose phone is shown. */
export function createPeoplePicker({ dialogs, toasts }: Pick<ViewContext, 'dialogs' | 'toasts'>, store: TalkStore, actions: TalkActions) {
  const { state } = store;
  let isOpen = false;
  const set = (next: boolean): void => {
    isOpen = next;
    if (!next && state.peopleSearch !== '') store.searchPeople('');
    store.changed();
  };
  const choose = (person: Person): void => {
    set(false);
    store.openPerson(person);
  };
  const add = async (): Promise<void> => {
    set(false);
    const given = await askFor(dialogs, {
      title: 'A new customer',
      hint: 'Any number will do: nothing here reaches a real phone.',
      action: 'Open the phone',
      fields: [
        { name: 'name', label: 'Name', value: '' },
        { name: 'phone', label: 'Phone number, with the country code', value: freeNumber(state.people), type: 'tel' },
      ],
    });
    if (!given) return;
    const address = (given['phone'] ?? '').replace(/\D/g, '');
    if (address === '')
      return toasts.say({ tone: 'bad', title: 'This is no phone number', detail: 'Write digits, the country code first.' });
    const known = state.people.find((one) => one.address === address);
    const person = await actions.change(known ?? { ...state.person, address }, { name: given['name'] ?? '' });
    if (person) store.openPerson(person);
  };
  const unread = (person: Person): number => person.chats.reduce((sum, chat) => sum + chat.unread, 0);
  const row = (person: Person): TemplateResult => html`
    <button class="person" type="button" aria-current=${person.address === state.person.address ? 'true' : nothing} @click=${() => choose(person)}>
      ${portrait(person.name)}
      <span class="phone-chat-words"><strong>${person.name || `+${person.phone ?? person.address}`}</strong><span class="quiet">${numberOf(person)}</span></span>
      ${badge(unread(person), 'unread')}
    </button>
  `;
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    set(false);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>('.picker-button')?.focus();
  };
  const left = (event: FocusEvent): void => {
    const pane = event.currentTarget as HTMLElement;
    if (isOpen && event.relatedTarget instanceof Node && !pane.contains(event.relatedTarget)) set(false);
  };
  return {
    render: (): TemplateResult => html`
      <div class="picker" @keydown=${keys} @focusout=${left}>
        <button class="picker-button" type="button" aria-expanded=${isOpen} title="Whose phone this is" @click=${() => set(!isOpen)}>
          ${portrait(state.person.name)}
          <span class="phone-chat-words"><strong>${state.person.name || `+${state.person.phone ?? state.person.address}`}</strong><span class="quiet">${numberOf(state.person)}</span></span>
          ${icon('down')}
        </button>
        ${
          isOpen
            ? html`<div class="picker-list">
                <input type="search" aria-label="Search customers" placeholder="Search customers" .value=${state.peopleSearch} @input=${(event: Event) => store.searchPeople((event.target as HTMLInputElement).value)} />
                <ul>
                  ${repeat(
                    state.people,
                    ({ address }) => address,
                    (person) => html`<li>${row(person)}</li>`,
                  )}
                </ul>
                ${state.people.length === 0 ? html`<p class="quiet">${state.peopleSearch === '' ? 'Nobody has written yet.' : 'Nobody with that name or number, and no such message.'}</p>` : nothing}
                ${state.morePeople ? html`<button class="button button-small" type="button" @click=${() => store.showMore('people')}>Show more</button>` : nothing}
                <button class="button" type="button" @click=${() => void add()}>${icon('plus')} New customer</button>
              </div>`
            : nothing
        }
      </div>
    `,
  };
}

const numberOf = ({ phone, username, address }: Person): string => (phone === null ? (username ? `@${username}` : address) : `+${phone}`);

/** The next of the numbers that are kept for stories. */
function freeNumber(people: readonly Person[]): string {
  const taken = new Set(people.map(({ address }) => address));
  for (let last = 2; last < 1000; last += 1) {
    const number = `1555123${String(last).padStart(4, '0')}`;
    if (!taken.has(number)) return `+${number}`;
  }
  return '+15551231000';
}
