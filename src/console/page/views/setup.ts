import { html, nothing, type TemplateResult } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';
import { createSetupActions, type SetupActions } from './setup-actions.ts';
import { detail } from './setup-detail.ts';
import { checklist, markOf, type Report, type SetUp, type Step } from './setup-steps.ts';

export const setup: View = {
  id: 'setup',
  title: 'Set-up',
  sandboxOnly: false,
  start: startSetup,
};

/** What a step waits for happens elsewhere, in the Developer Hub or on a phone, and should show by itself. */
const LOOK_MS = 3000;

function startSetup(context: ViewContext): RunningView {
  const { live, update, toasts } = context;
  const actions = createSetupActions(context);
  const { state, load, failed } = actions;
  const pulse = createPulse(() => load().catch(failed), LOOK_MS);
  const following = live.follow({ reload: load, event: pulse.ask, failed });
  const looking = setInterval(() => {
    if (location.hash.startsWith('#/setup')) pulse.ask();
  }, LOOK_MS);
  return {
    render() {
      if (state.failure !== undefined) return html`<div class="setup">${errorNotice(state.failure, following.reload)}</div>`;
      if (!state.setUp) return html`<p class="setup quiet" role="status">Looking how far it is…</p>`;
      return content(state.setUp, actions, toasts);
    },
    shown() {
      update();
      pulse.ask();
    },
    stop() {
      clearInterval(looking);
      pulse.stop();
      following.stop();
    },
  };
}

/** The step that the address names. */
function chosenStep({ steps }: SetUp): Step | undefined {
  const wanted = /^#\/setup\/([a-z-]+)/.exec(location.hash)?.[1];
  return steps.find(({ id }) => id === wanted);
}

function content(setUp: SetUp, { state, examine, create, register, wipe }: SetupActions, toasts: ViewContext['toasts']): TemplateResult {
  const { report, channels, isBusy, isExamining } = state;
  const chosen = chosenStep(setUp);
  const shown = chosen ?? setUp.steps.find((step) => markOf(step, report) !== 'done') ?? (setUp.steps.at(-1) as Step);
  return html`
    <div class="setup ${chosen ? 'is-chosen' : ''}">
      <div class="setup-list">
        ${heading(setUp, report, isExamining, examine)}${checklist(setUp, report, shown)}
        ${setUp.mode === 'sandbox' ? cleanSlate(isBusy, wipe) : nothing}
      </div>
      ${detail({ step: shown, report, toasts, setUp, channels, isBusy, create, register })}
    </div>
  `;
}

function heading(setUp: SetUp, report: Report | undefined, isExamining: boolean, examine: () => void): TemplateResult {
  const done = setUp.steps.filter((step) => markOf(step, report) === 'done').length;
  const verdict = report ? VERDICTS[report.verdict] : 'The doctor asks both vendors, and looks from outside.';
  return html`
    <div class="setup-progress">
      <div>
        <h2>${done === setUp.steps.length ? 'All is set up' : `${done} of ${setUp.steps.length} steps`}</h2>
        <p class="quiet" role="status">${isExamining ? 'The doctor is asking around…' : verdict}</p>
      </div>
      <button class="button" type="button" ?disabled=${isExamining} @click=${examine}>${isExamining ? 'Examining…' : 'Run the doctor'}</button>
      <progress max=${setUp.steps.length} value=${done} aria-label="Steps that are done"></progress>
    </div>
  `;
}

const VERDICTS: Readonly<Record<Report['verdict'], string>> = {
  ok: 'The doctor found nothing wrong.',
  warning: 'The doctor found something to look at.',
  failed: 'The doctor found something wrong.',
};

const cleanSlate = (isBusy: boolean, wipe: () => void): TemplateResult => html`
  <div class="setup-wipe">
    <p class="quiet">Everything as after the first start: no messages, no people, no faults.</p>
    <button class="button button-small button-danger" type="button" ?disabled=${isBusy} @click=${wipe}>Clean slate…</button>
  </div>
`;
