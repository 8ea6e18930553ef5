import type { Answer, Input } from '../shell/api.ts';
import { ApiError } from '../shell/api-error.ts';
import type { ViewContext } from '../shell/context.ts';
import type { Pending } from './rows.ts';
import type { OpenLog } from './talk-state.ts';
import type { TalkStore } from './talk-store.ts';
import type { ChatPlace, Person, PersonChange, ThreadPlace } from './types.ts';

export type CustomerWrites = NonNullable<Input<'writePlaygroundMessage'>['body']>;
type Webhook = Answer<'writePlaygroundMessage'>['webhook'];

export interface TalkActions {
  write(open: OpenLog<ChatPlace>, message: CustomerWrites, shown: string): Promise<void>;
  sendFiles(
    open: OpenLog<ChatPlace>,
    given: { files: readonly File[]; caption: string; replyTo: string | undefined; voice: boolean },
  ): Promise<void>;
  /** The salesperson answers. What is not taken stays in the conversation, with the reason. */
  reply(open: OpenLog<ThreadPlace>, text: string, files: readonly File[]): Promise<void>;
  dismiss(open: OpenLog<ChatPlace> | OpenLog<ThreadPlace>, pending: Pending): void;
  readChat(place: ChatPlace): Promise<void>;
  readThread(place: ThreadPlace): Promise<void>;
  change(person: Person, change: PersonChange): Promise<Person | undefined>;
}

let lastPending = 0;

/** What the two people on the screen do. */
export function createTalkActions({ api, toasts }: Pick<ViewContext, 'api' | 'toasts'>, store: TalkStore): TalkActions {
  /** Shows what is being sent until it is there, or why it could not be. */
  const send = async (
    open: OpenLog<ChatPlace> | OpenLog<ThreadPlace>,
    { from, text, files }: Pick<Pending, 'from' | 'text' | 'files'>,
    work: () => Promise<string | undefined>,
  ) => {
    const after = open.log.messages.at(-1)?.id;
    const pending: Pending = { id: `pending-${++lastPending}`, from, after, text, files, failure: undefined };
    open.pending.push(pending);
    store.changed();
    try {
      pending.failure = await work();
    } catch (error) {
      pending.failure = `${(error as ApiError).title ?? 'This page made a mistake'}. ${(error as Error).message}`;
      if (!(error instanceof ApiError)) console.error(error);
    }
    if (pending.failure === undefined) {
      await open.log.refresh().catch(() => {});
      drop(open, pending);
    }
    store.refresh();
    store.changed();
  };
  const drop = ({ pending }: OpenLog<ChatPlace> | OpenLog<ThreadPlace>, one: Pending): void => {
    const place = pending.indexOf(one);
    if (place !== -1) pending.splice(place, 1);
  };
  const introduce = async ({ address }: ChatPlace): Promise<void> => {
    const { person } = store.state;
    if (person.address !== address || person.chats.length > 0) return;
    await api.call('putPlaygroundPerson', { path: { address }, body: person.name === '' ? {} : { name: person.name } });
  };
  /** The message stands on the phone in any case; whether the provider took it is another matter. */
  const tellOf = ({ status, body }: Webhook): void => {
    if (status === 200) return;
    const detail =
      status === 0
        ? `It stands on the phone, and WhatsApp repeats it until the provider answers. ${body}`
        : `It answered ${status}. WhatsApp repeats it until the answer is 200.`;
    toasts.say({ tone: 'bad', title: 'The provider did not take the message', detail });
  };

  return {
    write: (open, message, shown) =>
      send(open, { from: 'customer', text: shown, files: [] }, async () => {
        await introduce(open.place);
        const { webhook } = await api.call('writePlaygroundMessage', { path: { ...open.place }, body: message });
        tellOf(webhook);
        return undefined;
      }),
    sendFiles: (open, { files, caption, replyTo, voice }) =>
      send(open, { from: 'customer', text: caption, files }, async () => {
        await introduce(open.place);
        const form = new FormData();
        if (caption !== '') form.append('caption', caption);
        if (replyTo !== undefined) form.append('replyTo', replyTo);
        if (voice) form.append('voice', 'true');
        for (const file of files) form.append('files', file, file.name);
        const { messages } = await api.call('sendPlaygroundFiles', { path: { ...open.place }, body: form });
        for (const { webhook } of messages) tellOf(webhook);
        return undefined;
      }),
    reply: (open, text, files) =>
      send(open, { from: 'business', text, files }, async () => {
        const form = new FormData();
        form.append('channelId', open.place.channelId);
        form.append('conversationId', open.place.conversationId);
        if (text !== '') form.append('text', text);
        for (const file of files) form.append('files', file, file.name);
        return refusalIn(await api.call('sendPlaygroundReply', { body: form }));
      }),
    dismiss(open, pending) {
      drop(open, pending);
      store.changed();
    },
    async readChat(place) {
      await api.call('readPlaygroundChat', { path: { ...place } }).catch(toasts.fail);
      store.refresh();
    },
    async readThread(place) {
      await api.call('readPlaygroundThread', { path: { ...place } }).catch(toasts.fail);
      store.refresh();
    },
    async change({ address }, change) {
      try {
        return await api.call('putPlaygroundPerson', { path: { address }, body: change });
      } catch (error) {
        toasts.fail(error);
        return undefined;
      } finally {
        store.refresh();
      }
    },
  };
}

/** What postMessage said against it; undefined when it took the message. */
function refusalIn({ status, body }: Webhook): string | undefined {
  if (status === 200) return undefined;
  if (status === 0) return `The provider did not answer: ${body}. Look whether it runs, then try again.`;
  try {
    const { data } = JSON.parse(body) as { data?: { message?: string } };
    if (typeof data?.message === 'string') return data.message;
  } catch {
    // Not the provider's own words.
  }
  return `The provider answered ${status}.`;
}
