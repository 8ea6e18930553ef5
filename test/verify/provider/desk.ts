import { randomUUID } from 'node:crypto';
import type { Item, Part, Thread } from './disk.ts';
import { type Form, readForm } from './form.ts';
import type { DeskOperation } from './layout.ts';
import { pageSize, threadPage } from './pages.ts';
import { digest, errandFor, keepItem, type Process } from './process.ts';
import { absent, Refusal, unusable } from './refusal.ts';
import { readTemplates } from './template-list.ts';
import { agentName, itemView, threadView } from './view.ts';

export interface Visit {
  variables: Record<string, string>;
  query: URLSearchParams;
  contentType: string;
  body: Buffer;
}

const DOUBLE_CLICK_MS = 2000;

/** What Pipedrive may ask for, one method each. The answer's body is what they return; anything else is thrown as a Refusal. */
export class Desk implements Record<DeskOperation, (visit: Visit) => unknown> {
  readonly #process: Process;

  constructor(process: Process) {
    this.#process = process;
  }

  getConversations({ variables, query }: Visit): unknown {
    const process = this.#process;
    const inboxId = variables['providerChannelId'] ?? '';
    if (process.faulty('unknown-channel-is-empty') && !process.disk.inboxes.has(inboxId)) {
      return { success: true, data: [], additional_data: { after: '' } };
    }
    this.#inbox(variables);
    const size = pageSize(query.get('conversations_limit'), process);
    const messages = pageSize(query.get('messages_limit'), process);
    const { threads, after } = threadPage(process, inboxId, size, query.get('after'));
    return { success: true, data: threads.map((thread) => threadView(process, thread, messages, null)), additional_data: { after } };
  }

  getConversationById({ variables, query }: Visit): unknown {
    const process = this.#process;
    if (!process.faulty('channel-not-compared')) this.#inbox(variables);
    const thread = this.#thread(variables);
    const view = threadView(process, thread, pageSize(query.get('messages_limit'), process), query.get('after'));
    const data = process.faulty('conversation-wrapped-twice') ? [view] : view;
    return { success: true, data, additional_data: { after: view.next_messages_cursor } };
  }

  async postMessage({ variables, contentType, body }: Visit): Promise<unknown> {
    const inbox = this.#inbox(variables);
    const form = await readForm(this.#process, contentType, body);
    // A process that died meanwhile writes nothing any more.
    this.#process.power.throwIfAborted();
    if (this.#process.faulty('form-not-checked') && !form.conversationId) return { success: true, data: { id: randomUUID() } };
    if (!form.conversationId) throw unusable('conversationId is needed');
    if (!form.senderId) throw unusable('senderId is needed');
    const thread = this.#thread({ ...variables, sourceConversationId: form.conversationId });
    if (form.senderId !== inbox.agentId) throw new Refusal(403, 'FORBIDDEN', 'Only the owner of the inbox writes from it');
    if (form.recipientIds.some((id) => id !== thread.person.id))
      throw unusable('recipientIds names somebody who is not in the conversation');
    if ([...form.message].length > 4096) throw unusable('message: at most 4096 characters');
    if (form.message.trim() === '' && form.files.length === 0) throw unusable('Nothing to send');
    return { success: true, data: { id: this.#write(thread, form).id } };
  }

  getSenderById({ variables }: Visit): unknown {
    const process = this.#process;
    const inbox = this.#inbox(variables);
    const id = variables['senderId'];
    const people = [...process.disk.threads.values()].filter((thread) => thread.inboxId === inbox.id).map(({ person }) => person);
    const known =
      id === inbox.agentId && !process.faulty('agent-not-resolvable') ? agentName : people.find((person) => person.id === id)?.name;
    const name = known ?? (process.faulty('sender-invented') ? 'Leanne Graham' : undefined);
    if (name === undefined) throw absent('sender');
    return { success: true, data: { id, name, avatar_url: '' } };
  }

  async getTemplates({ variables }: Visit): Promise<unknown> {
    const { accountId } = this.#inbox(variables);
    return { success: true, data: { templates: await readTemplates(this.#process, accountId) } };
  }

  deleteChannelById({ variables }: Visit): unknown {
    const inbox = this.#process.disk.inboxes.get(variables['providerChannelId'] ?? '');
    if (!inbox || (inbox.closed && this.#process.faulty('second-delete-is-404'))) throw absent('channel');
    inbox.closed = true;
    return { success: true };
  }

  getMessageById({ variables }: Visit): unknown {
    this.#inbox(variables);
    return this.#message(variables, this.#thread(variables));
  }

  getMessageWithoutConversation({ variables }: Visit): unknown {
    if (this.#process.faulty('second-message-path-missing')) throw absent('page');
    this.#inbox(variables);
    return this.#message(variables, undefined);
  }

  #message(variables: Record<string, string>, within: Thread | undefined): unknown {
    const { disk } = this.#process;
    const item = disk.items.get(variables['sourceMessageId'] ?? '');
    const thread = item && disk.threads.get(item.threadId);
    if (!item || !thread || (within && within !== thread) || thread.inboxId !== variables['providerChannelId']) throw absent('message');
    const view = itemView(this.#process, item, thread);
    return this.#process.faulty('message-wrapped') ? { success: true, data: view } : view;
  }

  #inbox(variables: Record<string, string>) {
    const inbox = this.#process.disk.inboxes.get(variables['providerChannelId'] ?? '');
    if (!inbox || inbox.closed) throw absent('channel');
    return inbox;
  }

  #thread(variables: Record<string, string>): Thread {
    const thread = this.#process.disk.threads.get(variables['sourceConversationId'] ?? '');
    const isHere = thread?.inboxId === variables['providerChannelId'] || this.#process.faulty('channel-not-compared');
    if (thread && isHere) return thread;
    if (this.#process.faulty('bare-500')) throw new TypeError("Cannot read properties of undefined (reading 'participants')");
    throw absent('conversation');
  }

  /** Keeps the reply and everything it takes to send it, in one go. */
  #write(thread: Thread, { message, files }: Form): Item {
    const { disk, queues, settings, faulty } = this.#process;
    const now = settings.clock.now();
    const print = digest(thread.id, message, ...files.flatMap(({ name, bytes }) => [name, bytes]));
    const earlier = disk.forms.get(print);
    const same = earlier && now - earlier.atMs <= DOUBLE_CLICK_MS ? disk.items.get(earlier.itemId) : undefined;
    if (same && !faulty('double-click-sends-twice')) return same;
    const part = (key: string, file: Part['file']): Part => ({ key, wamid: null, progress: 'sent', file });
    const item: Item = {
      id: `out.${randomUUID()}`,
      threadId: thread.id,
      inbound: false,
      text: message,
      atMs: now,
      parts: [...(message.trim() === '' ? [] : [part(randomUUID(), null)]), ...files.map((file) => part(file.key, file))],
    };
    keepItem(disk, thread, item);
    disk.forms.set(print, { itemId: item.id, atMs: now });
    for (const { key } of item.parts) queues.add(errandFor('phone', item, now, key, 'sent'));
    return item;
  }
}
