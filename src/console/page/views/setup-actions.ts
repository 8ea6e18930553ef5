import type { ViewContext } from '../shell/context.ts';
import type { Channel, ChannelForm } from './setup-channels.ts';
import type { Report, SetUp } from './setup-steps.ts';

export interface SetupState {
  setUp: SetUp | undefined;
  channels: readonly Channel[];
  report: Report | undefined;
  isExamining: boolean;
  /** Something that changes the set-up is under way. */
  isBusy: boolean;
  failure: unknown;
}

export interface SetupActions {
  readonly state: Readonly<SetupState>;
  load(): Promise<void>;
  failed(error: unknown): void;
  examine(): void;
  create(form: ChannelForm, element: HTMLFormElement): void;
  register(channel: Channel): void;
  wipe(): void;
}

const WIPE = {
  title: 'Clean slate?',
  text: 'Every message, person and file of the sandbox goes, here and on the simulated phone and inbox, and every channel but the first. Time stays where it is. Nothing of it can be brought back.',
  action: 'Remove everything',
  danger: true,
};

/** What the set-up view knows, and what can be done there. */
export function createSetupActions({ api, update, toasts, dialogs }: ViewContext): SetupActions {
  const state: SetupState = { setUp: undefined, channels: [], report: undefined, isExamining: false, isBusy: false, failure: undefined };

  const load = async (): Promise<void> => {
    const [setUp, { channels }] = await Promise.all([api.call('getSetUp'), api.call('listChannels')]);
    Object.assign(state, { setUp, channels, failure: undefined });
    update();
  };
  /** Does something, tells when it went wrong, and reads anew what came of it. */
  const act = async (flag: 'isBusy' | 'isExamining', work: () => Promise<void>): Promise<void> => {
    if (state[flag]) return;
    state[flag] = true;
    update();
    try {
      await work();
      await load();
    } catch (error) {
      toasts.fail(error);
    }
    state[flag] = false;
    update();
  };
  const tellRegistration = ({ name, registration: { state: outcome, note } }: Channel): void => {
    if (outcome === 'refused') toasts.say({ tone: 'bad', title: `Pipedrive refused ${name}`, detail: note ?? 'It did not say why.' });
    else toasts.say({ tone: 'good', title: outcome === 'registered' ? `${name} is in the inbox` : `${name} is stored` });
  };
  /** A channel that belongs to nobody goes to the company that the form would choose. */
  const connectionOf = ({ installationId }: Channel): { installationId?: string } =>
    installationId === null && state.setUp?.draft.installationId ? { installationId: state.setUp.draft.installationId } : {};
  const wipe = async (): Promise<void> => {
    await api.call('resetPlayground', { body: { confirm: 'clean slate' } });
    state.report = undefined;
    toasts.say({ tone: 'good', title: 'Everything is gone', detail: 'The sandbox is as after its first start.' });
  };

  return {
    state,
    load,
    failed(error) {
      state.failure = error;
      update();
    },
    examine: () =>
      void act('isExamining', async () => {
        state.report = await api.call('runDoctor', { body: {} });
      }),
    create: (form, element) =>
      void act('isBusy', async () => {
        const channel = await api.call('createChannel', { body: form });
        element.reset();
        tellRegistration(channel);
      }),
    register: (channel) =>
      void act('isBusy', async () =>
        tellRegistration(await api.call('connectChannel', { path: { channelId: channel.id }, body: connectionOf(channel) })),
      ),
    wipe: () =>
      void dialogs.confirm(WIPE).then((isSure) => {
        if (isSure) void act('isBusy', wipe);
      }),
  };
}
