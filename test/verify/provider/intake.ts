import { randomUUID } from 'node:crypto';
import { type Errand, type Inbox, type Item, isFurther, type Progress, progressOf } from './disk.ts';
import { moveThread, threadWith, type Writer } from './people.ts';
import { digest, errandFor, keepItem, type Process } from './process.ts';
import { isKnownType, wordsFor } from './words.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const fieldsWeExpect = new Set(['messages', 'message_template_status_update', 'account_update', 'phone_number_quality_update']);
const heard: Readonly<Record<string, Progress>> = { sent: 'sent', delivered: 'delivered', read: 'read', played: 'read', failed: 'failed' };

/** Takes a delivery apart and puts all of it on the disk. Resolves with what has to be told to Pipedrive. */
export class Intake {
  readonly #process: Process;

  constructor(process: Process) {
    this.#process = process;
  }

  /** Ids of messages in the delivery that were not taken in yet. */
  fresh(delivery: unknown): Set<string> {
    const ids = values(delivery).flatMap(({ value }) => list(value['messages']).map((message) => text(fields(message)['id'])));
    return new Set(ids.filter((id) => !this.#process.disk.seen.has(id)));
  }

  /** `fresh`: only believed by the faulty one that looks first and writes later. */
  take(delivery: unknown, fresh?: ReadonlySet<string>): Errand[] {
    const { faulty } = this.#process;
    const told: Errand[] = [];
    if (faulty('duplicates-by-bytes') && this.#isRepeated(JSON.stringify(delivery))) return told;
    for (const { accountId, field, value, entryIndex, changeIndex } of values(delivery)) {
      if ((faulty('first-entry-only') && entryIndex > 0) || (faulty('first-change-only') && changeIndex > 0)) continue;
      if (faulty('unknown-field-crashes') && !fieldsWeExpect.has(field)) throw new Error(`no handler for ${field}`);
      if (field === 'history' && faulty('history-swallows-live')) this.#believe(value);
      if (field === 'messages') this.#takeValue(accountId, value, fresh, told);
    }
    return told;
  }

  /** The messages of the history count as taken in, although nobody was told. */
  #believe(value: Fields): void {
    for (const chunk of list(value['history']).map(fields))
      for (const thread of list(chunk['threads']).map(fields))
        for (const message of list(thread['messages']).map(fields)) this.#process.disk.seen.add(text(message['id']));
  }

  #takeValue(accountId: string, value: Fields, fresh: ReadonlySet<string> | undefined, told: Errand[]): void {
    const { faulty, disk } = this.#process;
    const inbox = this.#inboxOf(accountId, value);
    for (const status of list(value['statuses'])) this.#isolated(status, () => told.push(...this.#takeStatus(fields(status))));
    if (faulty('statuses-kill-messages') && list(value['statuses']).length > 0) return;
    const messages = faulty('first-message-only') ? list(value['messages']).slice(0, 1) : list(value['messages']);
    for (const message of messages) {
      if (inbox)
        this.#isolated(message, () => told.push(...this.#takeMessage(inbox, fields(message), list(value['contacts']).map(fields), fresh)));
      else disk.aside.push(message);
    }
  }

  /** What is wrong with one item must not harm the others. */
  #isolated(item: unknown, work: () => void): void {
    const { faulty, disk } = this.#process;
    const crashes = (['unknown-type-crashes', 'unknown-status-crashes', 'reaction-removal-crashes', 'flow-answer-crashes'] as const).some(
      faulty,
    );
    if (crashes || faulty('bad-item-kills-neighbours')) {
      work();
      return;
    }
    try {
      work();
    } catch {
      disk.aside.push(item);
    }
  }

  #inboxOf(accountId: string, value: Fields): Inbox | undefined {
    const { disk, faulty } = this.#process;
    const phoneNumberId = text(fields(value['metadata'])['phone_number_id']);
    const open = [...disk.inboxes.values()].filter(({ closed }) => !closed);
    const found = open.find((inbox) => inbox.phoneNumberId === phoneNumberId && inbox.accountId === accountId);
    return found ?? (faulty('unknown-number-to-first-channel') ? open[0] : undefined);
  }

  #isRepeated(key: string): boolean {
    const { seen } = this.#process.disk;
    const isRepeated = seen.has(digest(key));
    seen.add(digest(key));
    return isRepeated;
  }

  #isKnown(wamid: string, fresh: ReadonlySet<string> | undefined): boolean {
    const { faulty, disk } = this.#process;
    if (faulty('duplicates-doubled') || faulty('duplicates-by-bytes')) return false;
    return fresh ? !fresh.has(wamid) : disk.seen.has(wamid);
  }

  #takeMessage(inbox: Inbox, message: Fields, contacts: Fields[], fresh: ReadonlySet<string> | undefined): Errand[] {
    const { disk, faulty, settings } = this.#process;
    const wamid = text(message['id']);
    if (wamid === '') throw new Error('a message without an id');
    if (this.#isKnown(wamid, fresh)) return [];
    const writer = this.#writerOf(message, contacts);
    if (!writer || (faulty('message-without-number-dropped') && !writer.number)) throw new Error('a message of nobody');
    this.#crash(message);
    if (faulty('unknown-type-dropped') && !isKnownType(message['type'])) return [];
    const thread = threadWith(disk, inbox, writer, faulty);
    const id = `in.${digest(inbox.id, wamid).slice(0, 24)}`;
    const item: Item = {
      id: disk.items.has(id) ? `in.${randomUUID()}` : id,
      threadId: thread.id,
      inbound: true,
      text: wordsFor(message),
      atMs: Number(message['timestamp']) * 1000 || settings.clock.now(),
      parts: [],
    };
    disk.seen.add(wamid);
    keepItem(disk, thread, item);
    if (message['type'] === 'system') this.#movePerson(inbox, message);
    return [errandFor('pipedrive', item, settings.clock.now(), '', 'delivered')];
  }

  #crash(message: Fields): void {
    const { faulty } = this.#process;
    if (faulty('unknown-type-crashes') && !isKnownType(message['type'])) throw new Error('switch without a default');
    const isRemoval = message['type'] === 'reaction' && !fields(message['reaction'])['emoji'];
    if (faulty('reaction-removal-crashes') && isRemoval) throw new Error('emoji is undefined');
    if (faulty('flow-answer-crashes') && fields(message['interactive'])['nfm_reply']) throw new Error('no title');
    const own = message[text(message['type'])];
    if (faulty('bad-item-kills-neighbours') && own === undefined) throw new Error('a message without its content');
  }

  #writerOf(message: Fields, contacts: Fields[]): Writer | undefined {
    const number = text(message['from']).replace(/^\+/, '') || null;
    const userId = text(message['from_user_id']) || null;
    const isTheirs = (contact: Fields): boolean =>
      (number !== null && text(contact['wa_id']).replace(/^\+/, '') === number) || (userId !== null && contact['user_id'] === userId);
    const contact = this.#process.faulty('name-from-first-contact') ? contacts[0] : contacts.find(isTheirs);
    const profile = fields(contact?.['profile']);
    const name = text(profile['name']) || text(profile['username']);
    if (this.#process.faulty('name-from-first-contact') && contact) {
      return { number: text(contact['wa_id']) || null, userId: text(contact['user_id']) || null, name };
    }
    const username = text(profile['username']);
    return number || userId ? { number, userId: userId ?? (text(contact?.['user_id']) || null), name, username } : undefined;
  }

  #movePerson(inbox: Inbox, message: Fields): void {
    const notice = fields(message['system']);
    const before = [text(message['from']), text(notice['previous_user_id']), text(message['from_user_id'])];
    const to = { number: text(notice['wa_id']) || null, userId: text(notice['user_id']) || null, name: '' };
    if (to.number || to.userId) moveThread(this.#process.disk, inbox, before, to);
  }

  #takeStatus(status: Fields): Errand[] {
    const { disk, faulty } = this.#process;
    const name = text(status['status']);
    const progress = Object.hasOwn(heard, name) ? heard[name] : undefined;
    if (faulty('unknown-status-crashes') && !progress) throw new Error(`no rank for ${name}`);
    if (!progress || (faulty('failure-kept-quiet') && progress === 'failed')) return [];
    const wamid = text(status['id']);
    const meant =
      disk.wamids.get(wamid) ?? (faulty('early-status-dropped') ? undefined : disk.parts.get(text(status['biz_opaque_callback_data'])));
    if (meant) return advance(this.#process, meant.item, meant.part.key, progress);
    if (wamid !== '' && !faulty('early-status-dropped')) disk.early.set(wamid, [...(disk.early.get(wamid) ?? []), progress]);
    return [];
  }
}

/** Moves one part of a reply forward. Gives what Pipedrive has to hear, when the whole reply has moved. */
export function advance(process: Process, item: Item, partKey: string, progress: Progress): Errand[] {
  const { disk, faulty, settings } = process;
  const part = disk.parts.get(partKey)?.part;
  const before = progressOf(item);
  if (!part || !(isFurther(part.progress, progress) || faulty('last-status-wins'))) return [];
  part.progress = progress;
  const now = progressOf(item);
  const isNews = isFurther(before, now) || (faulty('last-status-wins') && now !== before);
  return isNews && !faulty('status-never-told') ? [errandFor('pipedrive', item, settings.clock.now(), '', now)] : [];
}

interface Value {
  accountId: string;
  field: string;
  value: Fields;
  entryIndex: number;
  changeIndex: number;
}

const values = (delivery: unknown): Value[] =>
  list(fields(delivery)['entry']).flatMap((entry, entryIndex) =>
    list(fields(entry)['changes']).map((change, changeIndex) => ({
      accountId: text(fields(entry)['id']),
      field: text(fields(change)['field']),
      value: fields(fields(change)['value']),
      entryIndex,
      changeIndex,
    })),
  );
