import { html, nothing, type TemplateResult } from 'lit-html';
import type { DialogControls } from '../components/dialog.ts';
import { errorNotice } from '../components/notice.ts';
import type { ViewContext } from '../shell/context.ts';

export interface Template {
  id: string;
  name: string;
  language: string;
  content: string;
}

/** Lets a salesperson choose a template and fill it in; resolves with its text, undefined when it was dismissed. */
export async function chooseTemplate(
  { api, dialogs }: Pick<ViewContext, 'api' | 'dialogs'>,
  { channelId, customerName, isWindowOpen }: { channelId: string; customerName: string; isWindowOpen: boolean },
): Promise<string | undefined> {
  let templates: Template[] | undefined;
  let error: unknown;
  let chosen: Template | undefined;
  let values: Record<string, string> = {};
  let search = '';
  let shown: DialogControls | undefined;

  const load = async (): Promise<void> => {
    error = undefined;
    try {
      templates = readTemplates(await api.call('getPlaygroundTemplates', { query: { channelId } }));
      if (templates[0]) choose(templates[0]);
    } catch (thrown) {
      error = thrown;
    }
    shown?.update();
  };
  const choose = (template: Template): void => {
    chosen = template;
    values = Object.fromEntries(placesIn(template.content).map((place, index) => [place, guess(place, index, customerName)]));
    shown?.update();
  };
  const set = (place: string) => (event: Event) => {
    values = { ...values, [place]: (event.target as HTMLInputElement).value };
    shown?.update();
  };
  const item = (template: Template): TemplateResult => html`
    <li>
      <button class="template-item" type="button" aria-pressed=${template === chosen} @click=${() => choose(template)}>
        <strong>${template.name}</strong><span class="pill">${template.language}</span>
        <span class="quiet one-line template-content">${template.content}</span>
      </button>
    </li>
  `;
  const body = (): TemplateResult => {
    if (error !== undefined) return errorNotice(error, () => void load());
    if (!templates) return html`<p class="quiet" role="status">Asking the provider for the templates…</p>`;
    if (templates.length === 0)
      return html`<p>This channel has no approved template. Templates are made in WhatsApp Manager, and appear here once Meta has approved them.</p>`;
    const found = templates.filter(({ name, content }) => `${name} ${content}`.toLocaleLowerCase().includes(search.toLocaleLowerCase()));
    return html`
      <div class="templates">
        <div class="templates-list">
          <input type="search" aria-label="Search templates" placeholder="Search templates" @input=${(event: Event) => {
            search = (event.target as HTMLInputElement).value;
            shown?.update();
          }} />
          <ul>${found.map(item)}</ul>
          ${found.length === 0 ? html`<p class="quiet">No template says that.</p>` : nothing}
        </div>
        ${chosen ? filling(chosen) : nothing}
      </div>
    `;
  };
  const filling = (template: Template): TemplateResult => html`
    <form class="templates-fill" id="template-form" @submit=${(event: Event) => {
      event.preventDefault();
      shown?.close('send');
    }}>
      ${placesIn(template.content).map(
        (place, index) => html`
          <label for="template-${index}">${/^\d+$/.test(place) ? `Variable ${place}` : place.replaceAll('_', ' ')}</label>
          <input id="template-${index}" required autocomplete="off" .value=${values[place] ?? ''} @input=${set(place)} />
        `,
      )}
      <p class="quiet preview-label" id="template-preview-label">What ${customerName} will see</p>
      <div class="template-preview" role="group" aria-labelledby="template-preview-label"><p class="bubble-text">${preview(template.content, values)}</p></div>
      ${isWindowOpen ? html`<p class="quiet">Free answers are open: it goes as an ordinary message, which costs no template.</p>` : nothing}
    </form>
  `;

  const loading = load();
  const answer = await dialogs.open({
    title: 'Send a template',
    wide: true,
    body(controls) {
      shown = controls;
      return body();
    },
    foot: ({ close }) => html`
      <button class="button" type="button" @click=${() => close()}>Cancel</button>
      <button class="button button-main" type="submit" form="template-form" ?disabled=${!chosen}>Send template</button>
    `,
  });
  shown = undefined;
  await loading;
  return answer === 'send' && chosen ? filled(chosen.content, values) : undefined;
}

const PLACE = /\{\{\s*([^{}\s]+)\s*\}\}/g;
const placesIn = (content: string): string[] => [...new Set([...content.matchAll(PLACE)].map(([, place]) => place as string))];
const filled = (content: string, values: Readonly<Record<string, string>>): string =>
  content.replaceAll(PLACE, (whole, place: string) => values[place] || whole);

/** What was filled in stands out, and so does what was not. */
const preview = (content: string, values: Readonly<Record<string, string>>): (string | TemplateResult)[] =>
  content
    .split(PLACE)
    .map((part, index) =>
      index % 2 === 0 ? part : values[part] ? html`<mark class="is-filled">${values[part]}</mark>` : html`<mark>{{${part}}}</mark>`,
    );

/** Most templates begin with the customer's name. */
const guess = (place: string, index: number, customerName: string): string =>
  (place === '1' && index === 0) || /(^|_)name$/.test(place) ? (customerName.split(' ')[0] ?? '') : '';

function readTemplates({ status, body }: { status: number; body: string }): Template[] {
  const refused = (detail: string) => Object.assign(new Error(detail), { title: `getTemplates answered ${status || 'nothing'}` });
  if (status !== 200) throw refused('The inbox gets its templates from the provider. Look inside to see what it answered, then try again.');
  const { data } = JSON.parse(body) as { data?: { templates?: Template[] } };
  return data?.templates ?? [];
}
