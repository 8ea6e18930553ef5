import type { TemplateResult } from 'lit-html';
import type { Dialogs } from '../components/dialog.ts';
import type { Toasts } from '../components/toasts.ts';
import type { Answer, Api } from './api.ts';
import type { Live } from './live.ts';

export type Addresses = Answer<'getAddresses'>;

/** What a view is given. */
export interface ViewContext {
  api: Api;
  live: Live;
  /** Mode, version and addresses of the provider. */
  about: Addresses;
  /** Shows the view anew, with the next picture the browser paints. Cheap: call it after every change. */
  update(): void;
  toasts: Toasts;
  dialogs: Dialogs;
}

/** A view that was started: it stays up to date while others are shown, so that nothing typed or scrolled is lost. */
export interface RunningView {
  render(): TemplateResult;
  /** It was chosen, and stands in the page. */
  shown?(): void;
  /** The session ended. */
  stop?(): void;
}

export interface View {
  /** Its address: `#/{id}`. */
  id: 'talk' | 'inside' | 'trouble' | 'setup' | 'contracts';
  title: string;
  /** Hidden in live mode: it plays with the simulators. */
  sandboxOnly: boolean;
  /** Started when it is first opened. */
  start(context: ViewContext): RunningView;
}
