import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from '../components/icon.ts';
import { chosenFile } from './attachment.ts';
import { MOST_FILES } from './drop-zone.ts';

export interface Draft {
  text: string;
  files: File[];
  /** Of the phone: the message that is quoted. */
  replyTo: string | undefined;
}

/** What was typed and not sent, by conversation. */
export function createDrafts() {
  const drafts = new Map<string, Draft>();
  return {
    of(key: string): Draft {
      const draft = drafts.get(key) ?? { text: '', files: [], replyTo: undefined };
      drafts.set(key, draft);
      return draft;
    },
    /** What is to be sent; nothing of it stays. */
    take(key: string): Draft {
      const draft = this.of(key);
      const taken = { ...draft };
      // In place: whoever types on before the page is drawn anew types into this one.
      Object.assign(draft, { text: '', files: [], replyTo: undefined });
      return taken;
    },
  };
}

export interface ComposerParts {
  draft: Draft;
  label: string;
  placeholder: string;
  /** Beside the field: what else can be sent. */
  tools: TemplateResult;
  /** Above the field. */
  above?: TemplateResult | typeof nothing;
  send(): void;
  changed(): void;
}

/** A field for a message: Enter sends, Shift+Enter begins a line. */
export function composer({ draft, label, placeholder, tools, above = nothing, send, changed }: ComposerParts): TemplateResult {
  const isEmpty = () => draft.text.trim() === '' && draft.files.length === 0;
  const typed = (event: Event) => {
    draft.text = (event.target as HTMLTextAreaElement).value;
    changed();
  };
  const pressed = (event: KeyboardEvent) => {
    // Letters that are put together of several presses end with Enter as well.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    // The letter before may not be drawn yet.
    draft.text = (event.currentTarget as HTMLTextAreaElement).value;
    if (!isEmpty()) send();
  };
  const pasted = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    addFiles(draft, files);
    changed();
  };
  const remove = (file: File) => () => {
    draft.files = draft.files.filter((one) => one !== file);
    changed();
  };
  return html`
    ${above}
    ${draft.files.length > 0 ? html`<ul class="chosen-files" aria-label="Files to send">${draft.files.map((file) => chosenFile(file, remove(file)))}</ul>` : nothing}
    <div class="composer">
      ${tools}
      <textarea rows="1" maxlength="4096" aria-label=${label} placeholder=${placeholder} .value=${live(draft.text)} @input=${typed} @keydown=${pressed} @paste=${pasted}></textarea>
      <button class="composer-send" type="button" aria-label="Send" title="Send (Enter)" ?disabled=${isEmpty()} @click=${send}>${icon('send')}</button>
    </div>
  `;
}

/** Adds files to what will be sent; returns how many were too many. */
export function addFiles(draft: Draft, files: readonly File[]): number {
  const all = [...draft.files, ...files];
  draft.files = all.slice(0, MOST_FILES);
  return all.length - draft.files.length;
}
