import type { JournalEntry } from '../../journal.ts';
import { shownSettings } from '../settings.ts';
import { renderTranscript } from '../transcript.ts';
import { type ControlWorld, iso } from '../world.ts';
import type { ControlHandlers } from './index.ts';

type Filter = { after?: unknown; side?: unknown };

/** Where everything is, and what has happened. */
export function overviewHandlers(
  world: ControlWorld,
): ControlHandlers<'getControlIndex' | 'getTranscript' | 'readTranscript' | 'listBreaches'> {
  const entries = ({ after, side }: Filter): JournalEntry[] =>
    world.journal.since(Number(after ?? 0)).filter((entry) => side === undefined || entry.side === side);
  return {
    getControlIndex() {
      const addresses = world.addresses();
      const link = (path: string) => `${addresses.control}${path}`;
      return {
        status: 200,
        body: {
          name: 'pipedrive-messaging-provider simulators',
          version: world.version,
          addresses,
          clock: { now: iso(world.clock.now()), running: world.clock.running },
          settings: shownSettings(world),
          links: {
            people: link('/people'),
            inbox: link('/inbox/channels'),
            clock: link('/clock'),
            faults: link('/faults'),
            faultPresets: link('/faults/presets'),
            transcript: link('/transcript.txt'),
            breaches: link('/breaches'),
            settings: link('/settings'),
            snapshot: link('/snapshot'),
          },
        },
      };
    },
    getTranscript({ query }) {
      const found = entries(query);
      const last = found.at(-1)?.seq ?? Number(query.after ?? 0);
      return { status: 200, body: { last, entries: found.map((entry) => ({ ...entry, at: iso(entry.at) })) } };
    },
    readTranscript: ({ query }) => ({
      status: 200,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: renderTranscript(entries(query)),
    }),
    listBreaches: () => ({
      status: 200,
      body: {
        whatsapp: [...world.whatsapp.violations],
        pipedrive: [...world.pipedrive.violations],
        inbox: world.pipedrive.breaches.map((breach) => ({ ...breach })),
      },
    }),
  };
}
