import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConversationId, Wamid } from '../../../src/store/ids.ts';
import type { Destination, Erasure, Job, StatusRank } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Course, Tally } from '../../../src/store/tallies.ts';
import { addPlace, claim, newMessage, type OpenStore, type Place, T, withStore } from './fixture.ts';

/** What a message is known to be, without a look into the store. */
interface Told {
  conversationId: ConversationId;
  seq: number;
  destination: Destination;
  course: Course;
  rank: StatusRank;
  hasFailed: boolean;
  wamid?: Wamid;
}

const steps = [
  'customer-writes',
  'crm-is-off',
  'history',
  'history-becomes-news',
  'business-writes',
  'echo',
  'delivered',
  'changed-under-way',
  'put-off',
  'buried',
  'replayed',
  'update-of-delivered',
  'refused',
  'unanswered',
  'status-read',
  'status-failed',
  'hold',
  'release',
  'undone',
  'withdrawn',
  'erased',
] as const;

/** Walks a store and a list of what every message is known to be side by side. */
class Walk {
  readonly told: Told[] = [];
  now = T;
  readonly store: Store;
  readonly place: Place;

  constructor(store: Store, place: Place) {
    this.store = store;
    this.place = place;
  }

  expected(destination: Destination): Omit<Tally, 'channelId' | 'destination'> {
    const count = (course: Course) => this.told.filter((one) => one.destination === destination && one.course === course).length;
    return {
      ...{ kept: count('kept'), waiting: count('waiting'), delivered: count('delivered'), refused: count('refused') },
      ...{ unknown: count('unknown'), jobs: count('waiting') },
    };
  }

  #pick(nth: number, fits: (one: Told) => boolean): Told | undefined {
    const fitting = this.told.filter(fits);
    return fitting[nth % fitting.length];
  }

  async #write(destination: Destination, course: Course, options: { past?: boolean; echo?: boolean } = {}): Promise<void> {
    const { channelId, conversationId } = this.place;
    const isOurs = destination === 'whatsapp';
    const message = newMessage({
      direction: isOurs || options.echo ? 'outbound' : 'inbound',
      rank: isOurs ? 0 : options.echo ? 1 : 2,
      deliveryId: isOurs ? null : 1,
      createdAt: this.now,
      // Both ways to come to wait: from the beginning, and by a job that follows.
      waits: course === 'waiting' && this.told.length % 2 === 0,
    });
    const { waits: opens = false } = message;
    const seq = await this.store.transaction(async (tx) => {
      const at = await (options.past
        ? tx.insertPastMessage(channelId, conversationId, message)
        : tx.appendMessage(channelId, conversationId, message));
      if (course === 'waiting') await tx.enqueue({ ...this.place, destination, seq: at }, { now: this.now, dueAt: this.now, opens });
      return at;
    });
    this.told.push({ conversationId, seq, destination, course, rank: message.rank, hasFailed: false });
  }

  /** The head of each lane, as workers take them. */
  async #take(destination: Destination, settle: (job: Job, one: Told) => Promise<void>): Promise<void> {
    this.now += 1000;
    for (const job of await claim(this.store, { destination, now: this.now })) {
      // What the walk before this one left behind is of another channel.
      if (job.channelId !== this.place.channelId) continue;
      const one = this.told.find(({ seq, destination: to }) => seq === job.seq && to === destination);
      if (one) await settle(job, one);
      // An update of something bound elsewhere.
      else await this.store.transaction(async (tx) => tx.complete(job, this.now));
    }
  }

  #setStatus(one: Told, change: { rank?: StatusRank; hasFailed?: boolean }): Promise<void> {
    Object.assign(one, change);
    const failure = one.hasFailed ? { code: 131026, reason: 'undeliverable' } : null;
    return this.store.transaction(async (tx) => tx.setMessageStatus(this.place.channelId, one, { rank: one.rank, failure }));
  }

  #enqueue(one: Told): Promise<void> {
    const { destination, seq } = one;
    return this.store.transaction(async (tx) => tx.enqueue({ ...this.place, destination, seq }, { now: this.now, dueAt: this.now }));
  }

  async step(name: (typeof steps)[number], nth: number): Promise<void> {
    const { store, place } = this;
    const isSettled = ({ course }: Told) => course !== 'waiting';
    switch (name) {
      case 'customer-writes':
        return this.#write('crm', 'waiting');
      case 'crm-is-off':
        return this.#write('crm', 'kept');
      case 'history':
        return this.#write('crm', 'kept', { past: true });
      case 'echo':
        return this.#write('crm', 'waiting', { echo: true });
      case 'business-writes':
        return this.#write('whatsapp', 'waiting');
      case 'history-becomes-news':
      case 'replayed': {
        const from = name === 'replayed' ? 'refused' : 'kept';
        const one = this.#pick(nth, ({ destination, course }) => destination === 'crm' && course === from);
        if (!one) return;
        await this.#enqueue(one);
        one.course = 'waiting';
        return;
      }
      case 'update-of-delivered': {
        const one = this.#pick(nth, ({ destination, course }) => destination === 'crm' && course === 'delivered');
        return one && this.#enqueue(one);
      }
      case 'delivered':
        await this.#take('whatsapp', async (job, one) => {
          await this.#setStatus(one, { rank: Math.max(one.rank, 1) as StatusRank });
          await store.transaction(async (tx) => tx.complete(job, this.now));
          one.course = one.hasFailed && one.rank < 2 ? 'refused' : 'delivered';
        });
        return this.#take('crm', async (job, one) => {
          await store.transaction(async (tx) => tx.complete(job, this.now));
          one.course = 'delivered';
        });
      case 'changed-under-way':
        return this.#take('crm', async (job, one) => {
          await this.#enqueue(one);
          await store.transaction(async (tx) => tx.complete(job, this.now));
          one.course = 'delivered';
        });
      case 'put-off':
        for (const destination of ['crm', 'whatsapp'] as const)
          await this.#take(destination, async (job) => {
            await store.transaction(async (tx) => tx.retry(job, { now: this.now, at: this.now + 10, countAttempt: true }));
          });
        return;
      case 'buried':
        return this.#take('crm', async (job, one) => {
          const end = await store.transaction(async (tx) => tx.bury(job, { now: this.now, code: 1, reason: 'why' }));
          if (end === 'buried' && one.course !== 'delivered') one.course = 'refused';
        });
      case 'refused':
        return this.#take('whatsapp', async (job, one) => {
          await this.#setStatus(one, { hasFailed: true });
          await store.transaction(async (tx) => tx.complete(job, this.now));
          one.course = one.rank < 2 ? 'refused' : 'delivered';
        });
      case 'unanswered':
        return this.#take('whatsapp', async (job, one) => {
          await store.transaction(async (tx) => tx.complete(job, this.now));
          one.course = one.hasFailed && one.rank < 2 ? 'refused' : one.rank > 0 ? 'delivered' : 'unknown';
        });
      case 'status-read':
      case 'status-failed': {
        const one = this.#pick(nth, ({ destination }) => destination === 'whatsapp');
        if (!one) return;
        await this.#setStatus(one, name === 'status-read' ? { rank: 3, hasFailed: false } : { hasFailed: true });
        if (isSettled(one)) one.course = one.hasFailed && one.rank < 2 ? 'refused' : one.rank > 0 ? 'delivered' : 'unknown';
        return;
      }
      case 'hold':
        return store.transaction(async (tx) =>
          tx.hold({ channelId: place.channelId, destination: 'crm', until: this.now + 5000, code: 429, reason: 'too many' }, this.now),
        );
      case 'release':
        return store.transaction(async (tx) => tx.release(place.channelId, 'crm', this.now));
      case 'withdrawn':
        await store.transaction(async (tx) => tx.withdrawAll(place.channelId, 'crm'));
        for (const one of this.told) if (one.destination === 'crm' && one.course === 'waiting') one.course = 'kept';
        return;
      case 'erased': {
        // Of what is there, the oldest go first.
        const person = { kind: 'person', ...place } as Erasure;
        await store.transaction(async (tx) => tx.eraseMessages(person, 1 + (nth % 3)));
        this.told.sort((a, b) => a.seq - b.seq).splice(0, 1 + (nth % 3));
        return;
      }
      case 'undone':
        await expect(
          store.transaction(async (tx) => {
            const seq = await tx.appendMessage(place.channelId, place.conversationId, newMessage());
            await tx.enqueue({ ...place, destination: 'crm', seq }, { now: this.now, dueAt: this.now });
            throw new Error('undone');
          }),
        ).rejects.toThrow('undone');
    }
  }
}

export function tallyCases(open: OpenStore): void {
  describe('tallies', () => {
    const harness = withStore(open);
    const none = { kept: 0, waiting: 0, delivered: 0, refused: 0, unknown: 0, jobs: 0 };

    test('tallies: nothing in an empty store, and what is set aside beside the messages', async () => {
      const { store } = harness();
      expect(await store.tallies()).toEqual({ tallies: [], quarantined: 0 });
      await store.transaction(async (tx) => {
        const id = await tx.insertDelivery({ receivedAt: T, body: Buffer.from('{') });
        await tx.quarantineItem({ deliveryId: id, at: T, reason: 'not-json', phoneNumberId: null, item: '' });
      });
      expect(await store.tallies()).toEqual({ tallies: [], quarantined: 1 });
    });

    test('withdraw: a message that nobody is to bring anywhere any more is kept', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await store.transaction(async (tx) => {
        const seq = await tx.appendMessage(place.channelId, place.conversationId, newMessage());
        await tx.enqueue({ ...place, destination: 'crm', seq }, { now: T, dueAt: T });
        await tx.withdraw({ ...place, destination: 'crm', seq }, T);
      });
      expect((await store.tallies()).tallies).toEqual([{ channelId: place.channelId, destination: 'crm', ...none, kept: 1 }]);
    });

    test('tallies: whatever happens in whatever order, every message is counted once, where it stands', async () => {
      const { store } = harness();
      const step = fc.tuple(fc.constantFrom(...steps), fc.nat(50));
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (path) => {
          const place = await addPlace(store);
          const walk = new Walk(store, place);
          for (const [name, nth] of path) {
            await walk.step(name, nth);
            const found = (await store.tallies()).tallies.filter(({ channelId }) => channelId === place.channelId);
            for (const destination of ['crm', 'whatsapp'] as const) {
              const tally = found.find((one) => one.destination === destination);
              const expected = walk.expected(destination);
              expect(tally ?? none, name).toEqual(tally ? { channelId: place.channelId, destination, ...expected } : expected);
            }
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}
