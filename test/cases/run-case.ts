import { createMediaLinks } from '../../src/domain/media-links.ts';
import { windowEnd } from '../../src/domain/window.ts';
import { presentMessage } from '../../src/handlers/present.ts';
import { openWorld } from '../domain/store-with-channel.ts';
import type { Case } from './read-case.ts';

/** What a case came to, in the words of its sections, and the rows and marks that showed it. */
export interface Outcome {
  inbox: string;
  aside: string;
  window: string;
  shown: string[];
}

/** Delivers a case's bodies to a fresh provider with one channel, and reads what the inbox gets. */
export async function runCase({ bodies }: Pick<Case, 'bodies'>): Promise<Outcome> {
  const world = await openWorld();
  try {
    const receipts = [];
    for (const body of bodies) receipts.push(await world.receive(Buffer.from(body)));
    const links = createMediaLinks({ keys: [Buffer.alloc(32, 1)], publicUrl: 'http://localhost', now: world.clock.now });
    const entries: string[] = [];
    const windows: string[] = [];
    for (const conversation of await world.conversations()) {
      const { id, contactId } = conversation;
      const end = windowEnd(conversation);
      windows.push(end === undefined ? 'never open' : `until ${new Date(end).toISOString()}`);
      for (const message of (await world.store.messages(world.channel.id, id, { limit: 1000 })).toReversed()) {
        const shown = presentMessage(world.channel, contactId, { message, attachments: [] }, links);
        const who = shown.sender_id === contactId ? 'customer' : 'business';
        entries.push([`${who} ${shown.status}`, ...shown.message.split('\n').map((line) => `  ${line}`.trimEnd())].join('\n'));
      }
    }
    return {
      inbox: entries.join('\n'),
      aside: receipts.flatMap(({ reasons }) => reasons).join('\n'),
      window: windows.join('\n'),
      shown: receipts.flatMap(({ shown }) => shown),
    };
  } finally {
    await world.close();
  }
}
