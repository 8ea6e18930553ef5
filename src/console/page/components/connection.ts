import { html, type TemplateResult } from 'lit-html';
import type { Connection } from '../shell/live.ts';
import { time } from './time.ts';

/** Whether the page shows what happens as it happens. */
export function connectionState(connection: Connection, reconnect: () => void): TemplateResult {
  const said = {
    connecting: html`Connecting…`,
    live: html`Live`,
    reconnecting: html`Reconnecting`,
    unsupported: html`Not live`,
    stopped: html`Not connected`,
  }[connection.kind];
  return html`
    <div class="connection connection-${connection.kind}">
      <span class="dot" aria-hidden="true"></span>
      <span role="status" title=${connection.kind === 'unsupported' ? 'This provider has no event stream: load the page anew to see what is new.' : ''}
        >${said}${connection.kind === 'reconnecting' ? html`<span class="connection-since"> since ${time(connection.since, 'second')}</span>` : ''}</span
      >
      ${connection.kind === 'reconnecting' ? html`<button class="button-link" type="button" @click=${reconnect}>Try now</button>` : ''}
    </div>
  `;
}
