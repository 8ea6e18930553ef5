import { html, nothing, render, type TemplateResult } from 'lit-html';
import { icon } from './icon.ts';

export interface DialogOptions {
  title: string;
  /** Shown anew after `update`; `close` ends the dialog with a result. */
  body(controls: DialogControls): TemplateResult;
  /** Buttons at the foot. */
  foot?(controls: DialogControls): TemplateResult;
  wide?: boolean;
}

export interface DialogControls {
  close(result?: string): void;
  update(): void;
}

export interface Dialogs {
  /** Opens a modal dialog; resolves with what it was closed with, undefined when it was dismissed. Focus goes back to where it came from. */
  open(options: DialogOptions): Promise<string | undefined>;
  /** Asks before something that cannot be undone. */
  confirm(question: { title: string; text: string; action: string; danger?: boolean }): Promise<boolean>;
  /** Closes all: the session ended. */
  closeAll(): void;
}

/** Native modal dialogs: the browser keeps the focus inside, closes them with Escape, and makes the rest of the page inert. */
export function createDialogs(): Dialogs {
  const opened = new Set<HTMLDialogElement>();
  const open = ({ title, body, foot, wide = false }: DialogOptions): Promise<string | undefined> => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const before = document.activeElement;
    const dialog = document.createElement('dialog');
    const titleId = `dialog-${crypto.randomUUID()}`;
    dialog.className = wide ? 'dialog dialog-wide' : 'dialog';
    dialog.setAttribute('aria-labelledby', titleId);
    let result: string | undefined;
    const controls: DialogControls = {
      close(value) {
        result = value;
        dialog.close();
      },
      update: () => render(content(), dialog),
    };
    const content = () => html`
      <div class="dialog-head">
        <h2 id=${titleId}>${title}</h2>
        <button class="button-icon" type="button" aria-label="Close" @click=${() => controls.close()}>${icon('close')}</button>
      </div>
      <div class="dialog-body">${body(controls)}</div>
      ${foot ? html`<div class="dialog-foot">${foot(controls)}</div>` : nothing}
    `;
    dialog.addEventListener('close', () => {
      opened.delete(dialog);
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(result);
    });
    // A click beside the dialog hits the element itself, a click inside one of its parts.
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) controls.close();
    });
    document.body.append(dialog);
    opened.add(dialog);
    controls.update();
    dialog.showModal();
    return promise;
  };
  return {
    open,
    async confirm({ title, text, action, danger = false }) {
      const answer = await open({
        title,
        body: () => html`<p>${text}</p>`,
        foot: ({ close }) => html`
          <button class="button" type="button" autofocus @click=${() => close()}>Cancel</button>
          <button class="button ${danger ? 'button-danger' : 'button-main'}" type="button" @click=${() => close('yes')}>${action}</button>
        `,
      });
      return answer === 'yes';
    },
    closeAll() {
      for (const dialog of [...opened]) dialog.close();
    },
  };
}
