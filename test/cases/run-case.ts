import { randomUUID } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import { createAvatars } from '../../src/domain/avatars.ts';
import { FILE_COALESCE_MS } from '../../src/domain/inbound-files.ts';
import { createMediaLinks } from '../../src/domain/media-links.ts';
import { windowEnd } from '../../src/domain/window.ts';
import { presentConversation } from '../../src/handlers/present.ts';
import { openWorld, type World } from '../domain/store-with-channel.ts';
import type { Case } from './read-case.ts';

/** What a case came to, in the words of its sections, and the rows and marks that showed it. */
export interface Outcome {
  inbox: string;
  aside: string;
  window: string;
  conversations: string;
  announced: string;
  shown: string[];
}

/** Delivers a case's bodies to a fresh provider with one channel, and reads what the inbox gets. */
export async function runCase({ bodies, settings = {} }: Pick<Case, 'bodies'> & Partial<Pick<Case, 'settings'>>): Promise<Outcome> {
  const { contactNames, groupMessages } = readConfig(settings, 'sandbox');
  const world = await openWorld({ contactNames, groupMessages });
  try {
    const receipts = [];
    for (const body of bodies) receipts.push(await world.receive(Buffer.from(body)));
    const shown = await shownConversations(world);
    return {
      inbox: shown.flatMap(({ entries }) => entries).join('\n'),
      aside: receipts.flatMap(({ reasons }) => reasons).join('\n'),
      window: (await windows(world)).join('\n'),
      conversations: shown.map(({ name, entries }) => `${name}: ${entries.length}`).join('\n'),
      announced: (await announced(world)).join('\n'),
      shown: receipts.flatMap(({ shown: rows }) => rows),
    };
  } finally {
    await world.close();
  }
}

async function shownConversations({ store, channel, clock, conversations }: World) {
  const links = createMediaLinks({ keys: [Buffer.alloc(32, 1)], publicUrl: 'http://localhost', now: clock.now });
  const avatars = createAvatars({ keys: [Buffer.alloc(32, 1)], publicUrl: 'http://localhost' });
  return Promise.all(
    (await conversations()).map(async (conversation) => {
      const newest = await store.messages(channel.id, conversation.id, { limit: 1000 });
      const messages = newest.map((message) => ({ message, attachments: [] }));
      const shown = presentConversation(channel, { conversation, messages, olderCursor: undefined }, { links, avatars });
      const entries = shown.messages.toReversed().map(({ sender_id, status, message }) => {
        const who = sender_id === conversation.contactId ? 'customer' : 'business';
        return [`${who} ${status}`, ...message.split('\n').map((line) => `  ${line}`.trimEnd())].join('\n');
      });
      return { name: shown.participants.find(({ role }) => role === 'end_user')?.name, entries };
    }),
  );
}

/** How long each conversation may be answered freely. */
async function windows({ conversations }: World): Promise<string[]> {
  return (await conversations()).map((conversation) => {
    const end = windowEnd(conversation);
    return end === undefined ? 'never open' : `until ${new Date(end).toISOString()}`;
  });
}

/** What waits for the inbox, as its worker would take it; a file in time is worth a moment. */
async function announced({ store, channel, clock }: World): Promise<string[]> {
  const texts: string[] = [];
  const now = clock.now() + FILE_COALESCE_MS;
  for (;;) {
    const claim = { destination: 'crm', now, leaseUntil: now + 1, newLease: randomUUID, limit: 100 } as const;
    const jobs = await store.transaction(async (tx) => tx.claim(claim));
    if (jobs.length === 0) return texts;
    for (const job of jobs) {
      texts.push(((await store.message(channel.id, job))?.text ?? '').replaceAll('\n', ' ⏎ '));
      await store.transaction(async (tx) => tx.complete(job, now));
    }
  }
}
