import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createEventStreams } from '../journal/event-stream.ts';
import { createEvents } from '../journal/events.ts';
import { createExchangeJournal } from '../journal/exchange-journal.ts';
import type { Recording } from '../journal/recording.ts';

/** Everything that lets a person look inside. In the sandbox all data are simulated, so that only secrets stay hidden; live nothing personal is shown. */
export function createLook(config: Pick<Config, 'mode'>, clock: Clock) {
  const now = () => clock.now();
  const events = createEvents({ now });
  const journal = createExchangeJournal();
  const openness = config.mode === 'sandbox' ? 'everything' : 'nothing-personal';
  const recording: Recording = { journal, events, openness, now };
  return { events, journal, openness, recording, streams: createEventStreams({ events, clock }) } as const;
}
