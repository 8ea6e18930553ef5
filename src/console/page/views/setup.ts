import { html, nothing, type TemplateResult } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import type { RunningView, View, ViewContext } from '../shell/context.ts';
import type { Channel, ChannelForm } from './setup-channels.ts';
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

function startSetup({ api, live, update, toasts, dialogs }: ViewContext): RunningView {
  let setUp: SetUp | undefined;
  let channels: readonly Channel[] = [];
  let report: Report | undefined;
  let isExamining = false;
  let isBusy = false;
  let failure: unknown;

  const load = async (): Promise<void> => {
    const [read, listed] = await Promise.all([api.call('getSetUp'), api.call('listChannels')]);
    setUp = read;
    channels = listed.channels;
    failure = undefined;
    update();
  };
  const failed = (error: unknown): void => {
    failure = error;
    update();
  };
  const pulse = createPulse(() => load().catch(failed), LOOK_MS);
  const following = live.follow({ reload: load, event: () => pulse.ask(), failed });
  const looking = setInterval(() => {
    if (location.hash.startsWith('#/setup')) pulse.ask();
  }, LOOK_MS);

  const chosen = (): Step | undefined => {
    const wanted = /^#\/setup\/([a-z-]+)/.exec(location.hash)?.[1];
    return setUp?.steps.find(({ id }) => id === wanted);
  };
  /** Runs something that changes the set-up, and reads anew what came of it. */
  const act = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    update();
    try {
      await work();
      await load();
    } catch (error) {
      toasts.fail(error);
    }
    isBusy = false;
    update();
  };
  const examine = async (): Promise<void> => {
    isExamining = true;
    update();
    try {
      report = await api.call('runDoctor', { body: {} });
      await load();
    } catch (error) {
      toasts.fail(error);
    }
    isExamining = false;
    update();
  };
  const create = (form: ChannelForm, element: HTMLFormElement) =>
    act(async () => {
      const { name, registration } = await api.call('createChannel', { body: form });
      element.reset();
      tellRegistration(name, registration);
    });
  const register = (channel: Channel) =>
    act(async () => {
      const { name, registration } = await api.call('connectChannel', { path: { channelId: channel.id }, body: connectionOf(channel) });
      tellRegistration(name, registration);
    });
  /** A channel that belongs to nobody goes to the company that the form would choose. */
  const connectionOf = ({ installationId }: Channel) =>
    installationId === null && setUp?.draft.installationId ? { installationId: setUp.draft.installationId } : {};
  const tellRegistration = (name: string, { state, note }: Channel['registration']): void => {
    if (state === 'refused') toasts.say({ tone: 'bad', title: `Pipedrive refused ${name}`, detail: note ?? 'It did not say why.' });
    else toasts.say({ tone: 'good', title: state === 'registered' ? `${name} is in the inbox` : `${name} is stored` });
  };
  const wipe = async (): Promise<void> => {
    const isSure = await dialogs.confirm({
      title: 'Clean slate?',
      text: 'Every message, person and file of the sandbox goes, here and on the simulated phone and inbox, and every channel but the first. Time stays where it is. Nothing of it can be brought back.',
      action: 'Remove everything',
      danger: true,
    });
    if (!isSure) return;
    await act(async () => {
      await api.call('resetPlayground', { body: { confirm: 'clean slate' } });
      report = undefined;
      toasts.say({ tone: 'good', title: 'Everything is gone', detail: 'The sandbox is as after its first start.' });
    });
  };

  const content = (known: SetUp): TemplateResult => {
    const step = chosen();
    const shown = step ?? known.steps.find((one) => markOf(one, report) !== 'done') ?? (known.steps.at(-1) as Step);
    return html`
      <div class="setup ${step ? 'is-chosen' : ''}">
        <div class="setup-list">
          ${heading(known, report, isExamining, () => void examine())}${checklist(known, report, shown)}
          ${known.mode === 'sandbox' ? cleanSlate(isBusy, () => void wipe()) : nothing}
        </div>
        ${detail({
          ...{ step: shown, report, toasts, setUp: known, channels, isBusy },
          create: (form, element) => void create(form, element),
          register: (channel) => void register(channel),
        })}
      </div>
    `;
  };

  return {
    render: () => {
      if (failure !== undefined) return html`<div class="setup">${errorNotice(failure, following.reload)}</div>`;
      return setUp ? content(setUp) : html`<p class="setup quiet" role="status">Looking how far it is…</p>`;
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

function heading(setUp: SetUp, report: Report | undefined, isExamining: boolean, examine: () => void): TemplateResult {
  const done = setUp.steps.filter((step) => markOf(step, report) === 'done').length;
  return html`
    <div class="setup-progress">
      <div>
        <h2>${done === setUp.steps.length ? 'All is set up' : `${done} of ${setUp.steps.length} steps`}</h2>
        <p class="quiet" role="status">
          ${isExamining ? 'The doctor is asking around…' : report ? verdictWords[report.verdict] : 'The doctor asks both vendors, and looks from outside.'}
        </p>
      </div>
      <button class="button" type="button" ?disabled=${isExamining} @click=${examine}>${isExamining ? 'Examining…' : 'Run the doctor'}</button>
      <progress max=${setUp.steps.length} value=${done} aria-label="Steps that are done"></progress>
    </div>
  `;
}

const verdictWords: Readonly<Record<Report['verdict'], string>> = {
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
