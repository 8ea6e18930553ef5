import { html, nothing, type TemplateResult } from 'lit-html';
import { copyable } from '../components/copyable.ts';
import { time } from '../components/time.ts';
import type { Toasts } from '../components/toasts.ts';
import { type ChannelParts, channelSection } from './setup-channels.ts';
import { type Finding, findingsOf, markOf, markPill, type Report, type Step } from './setup-steps.ts';

export interface DetailParts extends ChannelParts {
  step: Step;
  report: Report | undefined;
  toasts: Toasts;
}

/** One step: what is known, what to do, what to copy. */
export function detail({ step, report, toasts, ...channels }: DetailParts): TemplateResult {
  const findings = findingsOf(step, report);
  return html`
    <article class="card setup-detail" aria-labelledby="step-title">
      <a class="setup-back" href="#/setup">All steps</a>
      <header class="setup-head">
        <h2 id="step-title">${step.title}</h2>
        ${markPill(markOf(step, report))}
      </header>
      <p>${step.found}${step.at ? html` <span class="quiet">${time(step.at, 'moment')}</span>` : nothing}</p>
      ${step.remedy ? html`<p class="remedy remedy-${step.state}">${step.remedy}</p>` : nothing}
      ${findings.length > 0 ? html`<h3>What the doctor found</h3><ul class="findings">${findings.map(finding)}</ul>` : nothing}
      ${step.id === 'pipedrive-app' ? appActions : nothing}
      ${step.id === 'connect' ? connectActions(channels) : nothing}
      ${step.values.length > 0 ? html`<dl class="values">${step.values.map((value) => shownValue(value, toasts))}</dl>` : nothing}
      ${step.id === 'channel' ? channelSection(channels) : nothing}
    </article>
  `;
}

const appActions = html`
  <ol class="todo">
    <li>In Pipedrive’s <a href="https://developers.pipedrive.com/" target="_blank" rel="noopener noreferrer">Developer Hub</a> create an app, and enter the callback URL.</li>
    <li>Under OAuth and access scopes tick <em>Messengers integration</em>.</li>
    <li>Under App extensions, Messaging, upload the manifest: <a class="button button-small" href="/manifest.json" download="manifest.json">Download manifest.json</a></li>
    <li>Copy the client id and the client secret into the settings.</li>
  </ol>
`;

function connectActions({ setUp }: Pick<ChannelParts, 'setUp'>): TemplateResult {
  return html`
    <p><a class="button button-main" href="/auth/pipedrive" target="_blank" rel="noopener">Connect a company</a></p>
    ${
      setUp.installations.length === 0
        ? nothing
        : html`<ul class="companies">
            ${setUp.installations.map(
              ({ companyName, userName, isAdmin, state }) => html`
                <li><strong>${companyName}</strong> ${userName} <span class="pill">${isAdmin ? 'admin' : 'no admin'}</span>${state === 'paused' ? html` <span class="pill pill-bad">paused</span>` : nothing}</li>
              `,
            )}
          </ul>`
    }
  `;
}

const shownValue = ({ label, value, isSet }: Step['values'][number], toasts: Toasts): TemplateResult => html`
  <div>
    <dt>${label}</dt>
    <dd>
      ${value === null ? html`<span class="pill ${isSet ? 'pill-good' : 'pill-bad'}">${isSet ? 'set' : 'not set'}</span>` : copyable(label, value, toasts)}
    </dd>
  </div>
`;

const FOUND: Readonly<Record<Finding['status'], string>> = { ok: 'pill-good', warning: 'pill-warn', failed: 'pill-bad', skipped: '' };

const finding = ({ status, subject, found, remedy, fault }: Finding): TemplateResult => html`
  <li>
    <span class="pill ${FOUND[status]}">${status === 'ok' ? 'good' : status}</span>
    <div>
      <p>${subject ? html`<strong>${subject}</strong>: ` : nothing}${found}</p>
      ${remedy ? html`<p class="remedy remedy-${status === 'failed' ? 'wrong' : 'todo'}">${remedy}</p>` : nothing}
      ${fault ? html`<p class="quiet">${fault}</p>` : nothing}
    </div>
  </li>
`;
