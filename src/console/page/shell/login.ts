import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';

export interface Login {
  render(): TemplateResult;
}

/**
 * Asks for CONSOLE_TOKEN. What is typed goes to `tryToken`, which resolves with what to tell the person, or undefined when the token is good;
 * it is kept nowhere else.
 */
export function createLogin({ tryToken, changed }: { tryToken(token: string): Promise<string | undefined>; changed(): void }): Login {
  let refusal: string | undefined;
  let isTrying = false;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isTrying) return;
    const form = event.currentTarget as HTMLFormElement;
    const field = form.elements.namedItem('token') as HTMLInputElement;
    isTrying = true;
    refusal = undefined;
    changed();
    try {
      refusal = await tryToken(field.value.trim());
    } finally {
      isTrying = false;
      changed();
    }
    if (refusal === undefined) form.reset();
    else field.select();
  };

  return {
    render: () => html`
      <main class="login" id="content">
        <form class="card login-card" @submit=${submit} autocomplete="off">
          <span class="empty-mark">${icon('key')}</span>
          <h1>Sign in to the console</h1>
          <p class="quiet">This provider runs with real accounts, so that its console asks who you are.</p>
          <label for="token">Console token</label>
          <input
            id="token"
            name="token"
            type="password"
            required
            autocomplete="off"
            spellcheck="false"
            autofocus
            aria-describedby="token-help${refusal === undefined ? '' : ' token-refused'}"
            aria-invalid=${refusal === undefined ? 'false' : 'true'}
          />
          <p class="quiet" id="token-help">
            The value of <code>CONSOLE_TOKEN</code> in the provider’s settings. It stays in this tab’s memory: loading the page anew asks for it again.
          </p>
          ${refusal === undefined ? nothing : html`<p class="field-error" id="token-refused" role="alert">${refusal}</p>`}
          <button class="button button-main" type="submit" ?disabled=${isTrying}>${isTrying ? 'Signing in…' : 'Sign in'}</button>
        </form>
      </main>
    `,
  };
}
