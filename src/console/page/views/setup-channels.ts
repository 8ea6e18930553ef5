import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { time } from '../components/time.ts';
import type { Answer } from '../shell/api.ts';
import type { SetUp } from './setup-steps.ts';

export type Channel = Answer<'listChannels'>['channels'][number];

/** What the form gives. */
export interface ChannelForm {
  name: string;
  providerType: 'whatsapp' | 'facebook' | 'other';
  phoneNumberId: string;
  businessAccountId: string;
  accessToken?: string;
  installationId?: string;
  avatarUrl?: string;
  templateSupport: boolean;
}

export interface ChannelParts {
  setUp: SetUp;
  channels: readonly Channel[];
  isBusy: boolean;
  create(form: ChannelForm, element: HTMLFormElement): void;
  register(channel: Channel): void;
}

/** The table of channels, and the form for another one. */
export const channelSection = (parts: ChannelParts): TemplateResult => html`${channelTable(parts)}${channelForm(parts)}`;

const STATES: Readonly<Record<Channel['registration']['state'], readonly [words: string, pill: string]>> = {
  registered: ['in the inbox', 'pill-good'],
  pending: ['being registered', 'pill-warn'],
  refused: ['refused', 'pill-bad'],
  none: ['in no inbox', ''],
};

function channelTable({ channels, setUp, isBusy, register }: ChannelParts): TemplateResult {
  const isInstalled = setUp.installations.some(({ state }) => state === 'active');
  return html`
    <div class="table-box" tabindex="0" role="region" aria-label="Channels">
      <table>
        <thead>
          <tr><th scope="col">Channel</th><th scope="col">Phone number id</th><th scope="col">Inbox</th><th scope="col">Made</th><th></th></tr>
        </thead>
        <tbody>
          ${repeat(
            channels,
            ({ id }) => id,
            (channel) => {
              const { id, name, state, phoneNumberId, registration, createdAt } = channel;
              const [words, pill] = STATES[registration.state];
              return html`
                <tr>
                  <td><strong>${name}</strong>${state === 'active' ? nothing : html` <span class="pill pill-warn">${state}</span>`}<br /><code>${id}</code></td>
                  <td><code>${phoneNumberId}</code></td>
                  <td><span class="pill ${pill}">${words}</span>${registration.note ? html`<p class="quiet">${registration.note}</p>` : nothing}</td>
                  <td>${time(createdAt, 'moment')}</td>
                  <td>
                    ${
                      registration.state === 'registered' || !isInstalled
                        ? nothing
                        : html`<button class="button button-small" type="button" ?disabled=${isBusy} @click=${() => register(channel)} aria-label="Register: ${name}">Register</button>`
                    }
                  </td>
                </tr>
              `;
            },
          )}
        </tbody>
      </table>
    </div>
  `;
}

function channelForm({ setUp: { draft, installations, mode }, isBusy, create }: ChannelParts): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    create(readForm(new FormData(element)), element);
  };
  return html`
    <form class="channel-form" @submit=${submit} autocomplete="off">
      <h3>Another channel</h3>
      ${field('name', 'Name in the inbox', draft.name, { required: true, maxlength: 255 })}
      <div class="field">
        <label for="channel-installation">Company</label>
        <select id="channel-installation" name="installationId">
          ${installations.map(
            ({ id, companyName, userName, isAdmin, state }) => html`
              <option value=${id} ?selected=${id === draft.installationId} ?disabled=${state !== 'active'}>${companyName}, ${userName}${isAdmin ? '' : ' (no admin)'}</option>
            `,
          )}
          <option value="" ?selected=${draft.installationId === null}>None yet</option>
        </select>
      </div>
      ${field('phoneNumberId', 'Phone number id', draft.phoneNumberId, { required: true, pattern: '[0-9]{1,64}', hint: 'WhatsApp’s id of the number, not the number' })}
      ${field('businessAccountId', 'WhatsApp Business Account id', draft.businessAccountId, { required: true, pattern: '[0-9]{1,64}' })}
      <details class="channel-more">
        <summary>More</summary>
        <div class="field">
          <label for="channel-type">Icon</label>
          <select id="channel-type" name="providerType">
            <option value="whatsapp">WhatsApp</option>
            <option value="facebook">Facebook</option>
            <option value="other">Another one</option>
          </select>
        </div>
        ${field('avatarUrl', 'Address of a picture', '', { type: 'url', hint: 'Square, 48 pixels, png or jpg' })}
        ${
          mode === 'live'
            ? field('accessToken', 'Access token', '', {
                type: 'password',
                hint: 'Left empty, the one of the settings. Never shown again.',
              })
            : nothing
        }
        <label class="check"><input type="checkbox" name="templateSupport" checked /> Pipedrive offers templates there</label>
      </details>
      <button class="button button-main" type="submit" ?disabled=${isBusy}>${isBusy ? 'Creating…' : 'Create channel'}</button>
    </form>
  `;
}

interface FieldOptions {
  type?: 'text' | 'url' | 'password';
  required?: boolean;
  pattern?: string;
  maxlength?: number;
  hint?: string;
}

/** What is typed stays: only an untouched field follows the draft. */
function field(name: string, label: string, value: string, { type = 'text', required = false, pattern, maxlength, hint }: FieldOptions) {
  return html`
    <div class="field">
      <label for="channel-${name}">${label}</label>
      <input
        id="channel-${name}"
        name=${name}
        type=${type}
        value=${value}
        spellcheck="false"
        ?required=${required}
        pattern=${pattern ?? nothing}
        maxlength=${maxlength ?? nothing}
        aria-describedby=${hint ? `channel-${name}-hint` : nothing}
      />
      ${hint ? html`<p class="quiet" id="channel-${name}-hint">${hint}</p>` : nothing}
    </div>
  `;
}

function readForm(form: FormData): ChannelForm {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const optional = (name: 'accessToken' | 'installationId' | 'avatarUrl') => (text(name) === '' ? {} : { [name]: text(name) });
  return {
    name: text('name'),
    providerType: text('providerType') as ChannelForm['providerType'],
    phoneNumberId: text('phoneNumberId'),
    businessAccountId: text('businessAccountId'),
    templateSupport: form.get('templateSupport') !== null,
    ...optional('accessToken'),
    ...optional('installationId'),
    ...optional('avatarUrl'),
  };
}
