import type { Toasts } from './toasts.ts';

/** Puts a text on the clipboard and says so, in the words of `said`; where the browser does not allow it, says what to do instead. */
export async function copyText(text: string, said: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.say({ tone: 'good', title: said });
  } catch {
    toasts.say({
      tone: 'bad',
      title: 'The browser did not let this page copy',
      detail: 'Mark the text and copy it by keyboard. Browsers allow the button only over HTTPS and on localhost.',
    });
  }
}
