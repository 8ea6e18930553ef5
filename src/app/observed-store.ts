import type { EventData, EventKind, Events } from '../journal/events.ts';
import { type MessageRef, messageIdOf } from '../store/ids.ts';
import { visibleStatus } from '../store/status-lattice.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

type Change = { [Kind in EventKind]: { kind: Kind; data: EventData[Kind] } }[EventKind];

/** The store, with what its transactions change told once it is durable; what is undone is told to nobody. */
export function observedStore(store: Store, events: Events): Store {
  const watching = new WeakMap<StoreTransaction, Unit>();
  const watch = (tx: StoreTransaction): Unit => {
    const prototype = watching.get(tx) ?? watched(tx);
    watching.set(tx, prototype);
    const unit = Object.create(prototype) as Unit;
    unit.changes = [];
    return unit;
  };
  return {
    ...store,
    async transaction(work) {
      let changes: Change[] = [];
      const result = await store.transaction((tx) => {
        // A unit of work may run twice.
        const unit = watch(tx);
        changes = unit.changes;
        return work(unit);
      });
      for (const { kind, data } of changes) events.publish(kind, data as never);
      return result;
    },
  };
}

/** A unit of work: the engine's transaction, and what it changed so far. */
interface Unit extends StoreTransaction {
  changes: Change[];
}

function noteMessage({ changes }: Unit, channelId: string, ref: MessageRef, change: 'stored' | 'changed'): void {
  const { conversationId } = ref;
  const messageId = messageIdOf(ref);
  const isTold = changes.some((told) => told.kind === 'message' && told.data.messageId === messageId);
  if (!isTold) changes.push({ kind: 'message', data: { channelId, conversationId, messageId, change } });
}

/** What every unit of work on this transaction inherits: made once, since a webhook is a unit of its own. */
function watched(tx: StoreTransaction): Unit {
  const overrides: Partial<StoreTransaction> & ThisType<Unit> = {
    async isolate(work) {
      const before = this.changes.length;
      try {
        return await tx.isolate(work);
      } catch (error) {
        this.changes.length = before;
        throw error;
      }
    },
    async appendMessage(channelId, conversationId, content) {
      const seq = await tx.appendMessage(channelId, conversationId, content);
      noteMessage(this, channelId, { conversationId, seq }, 'stored');
      return seq;
    },
    async insertPastMessage(channelId, conversationId, content) {
      const seq = await tx.insertPastMessage(channelId, conversationId, content);
      noteMessage(this, channelId, { conversationId, seq }, 'stored');
      return seq;
    },
    setMessageText(channelId, ref, text) {
      noteMessage(this, channelId, ref, 'changed');
      return tx.setMessageText(channelId, ref, text);
    },
    insertAttachment(channelId, ref, position, attachment) {
      noteMessage(this, channelId, ref, 'changed');
      return tx.insertAttachment(channelId, ref, position, attachment);
    },
    announcePastMessage(channelId, ref, news) {
      noteMessage(this, channelId, ref, 'changed');
      return tx.announcePastMessage(channelId, ref, news);
    },
    setMessageStatus(channelId, ref, progress) {
      const { conversationId } = ref;
      this.changes.push({
        kind: 'status',
        data: { channelId, conversationId, messageId: messageIdOf(ref), status: visibleStatus(progress) },
      });
      return tx.setMessageStatus(channelId, ref, progress);
    },
    recordAttempt(job, attempt) {
      const { channelId, conversationId, destination } = job;
      const { verdict, end, code } = attempt;
      const durationMs = Math.round(attempt.durationMs);
      this.changes.push({
        kind: 'job',
        data: { channelId, conversationId, messageId: messageIdOf(job), destination, verdict, end, code, durationMs },
      });
      return tx.recordAttempt(job, attempt);
    },
    hold(hold, now) {
      const { channelId, destination, until, code } = hold;
      this.changes.push({ kind: 'hold', data: { channelId, destination, until: new Date(until).toISOString(), code } });
      return tx.hold(hold, now);
    },
    release(channelId, destination, now) {
      this.changes.push({ kind: 'hold', data: { channelId, destination, until: null, code: 0 } });
      return tx.release(channelId, destination, now);
    },
  };
  return Object.assign(Object.create(tx) as Unit, overrides);
}
